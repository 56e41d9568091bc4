# SPDX-License-Identifier: EUPL-1.2
"""When an outage opens and closes by itself, also held against a slow replay."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..rules.opening import Closed, Heard, Opened, Rule, Stretch, decide
from ..rules.sampling import gaps, patience

START = datetime(2026, 11, 19, 12, tzinfo=UTC)
RULE = Rule(failures=3, places=1, goods=2, patience=patience(30, 10))


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def series(marks: str, place: int = 1, every: int = 30, begin: int = 0) -> list[Heard]:
    """`..xx` is two good samples and two failing ones; a space is silence."""
    return [Heard(at(begin + every * i), place, mark == ".") for i, mark in enumerate(marks) if mark != " "]


def test_bounds_are_the_first_failing_and_the_first_good_sample() -> None:
    assert decide(series("..xxxx...", every=30), RULE) == [Opened(at(60)), Closed(at(180))]


@pytest.mark.parametrize("marks", ["..xx..xx..", "xx.xx.xx.xx", "......", ""])
def test_too_few_failures_in_a_row_open_nothing(marks: str) -> None:
    assert decide(series(marks), RULE) == []


def test_one_good_sample_does_not_close() -> None:
    assert decide(series("xxx.xxx.x"), RULE) == [Opened(at(0))]


def test_silence_between_failures_is_no_failing_time() -> None:
    assert decide(series("..xx    xx.."), RULE) == []
    assert decide(series("..xx xx.."), RULE) == [Opened(at(60)), Closed(at(210))]  # one missed sample is no silence yet


def test_two_places_open_from_when_the_second_one_failed() -> None:
    rule = Rule(3, 2, 2, RULE.patience)
    first, second = series("xxxxxxxxx..."), series("....xxxxxx..", place=2, begin=10)
    assert decide(first, rule) == []
    assert decide(first + second, rule) == [Opened(at(130)), Closed(at(310))]


def test_a_place_that_fell_silent_does_not_close_for_another() -> None:
    rule = Rule(3, 2, 2, RULE.patience)
    assert decide(series("xxx.......") + series("xxx", place=2, begin=10), rule) == [Opened(at(10))]


def test_failures_in_maintenance_or_a_known_outage_open_nothing() -> None:
    quiet = [Stretch(at(0), at(150))]
    assert decide(series("xxxxx...."), RULE, quiet=quiet) == []
    assert decide(series("xxxxxxxxx"), RULE, quiet=quiet) == [Opened(at(150))]
    assert decide(series("xxxxxxxxx"), RULE, quiet=[Stretch(at(30))]) == []


def test_a_running_outage_closes_and_its_own_past_opens_nothing() -> None:
    assert decide(series("xxxx.."), RULE, running=at(0)) == [Closed(at(120))]
    assert decide(series("xxxx", begin=-300) + series("xx"), RULE, running=at(0)) == []


def test_time_between_samples_is_unknown_when_longer_than_patience() -> None:
    assert gaps([at(0), at(70), at(141), at(150)], patience(30, 10)) == [(at(70), at(141))]


def slowly(samples: list[Heard], rule: Rule) -> list[Opened | Closed]:
    """The same from the definition: after each sample, look at all that came before it from the start."""
    found: list[Opened | Closed] = []
    ordered = sorted(samples)
    for now in range(len(ordered)):
        is_open = bool(found) and isinstance(found[-1], Opened)
        moment, firsts, live = ordered[now].at, [], 0
        for place in {h.place for h in ordered[: now + 1]}:
            own = [h for h in ordered[: now + 1] if h.place == place]
            if moment - own[-1].at > rule.patience:
                continue
            live += 1
            begin = len(own) - 1
            while begin and own[begin - 1].ok == own[-1].ok and own[begin].at - own[begin - 1].at <= rule.patience:
                begin -= 1
            if own[-1].ok == is_open and len(own) - begin >= (rule.goods if is_open else rule.failures):
                firsts.append(own[begin].at)
        firsts.sort()
        if not is_open and len(firsts) >= rule.places:
            found.append(Opened(firsts[rule.places - 1]))
        elif is_open and len(firsts) >= rule.places and live - len(firsts) < rule.places:
            # the earliest first good sample from which on enough are good and too few are not
            ended = next(f for i, f in enumerate(firsts, 1) if i >= rule.places and live - i < rule.places)
            found.append(Closed(max(ended, found[-1].at)))
    return found


heard = st.builds(lambda s, place, ok: Heard(at(s * 10), place, ok), st.integers(0, 60), st.integers(1, 3), st.booleans())
one_a_moment = st.lists(heard, max_size=40, unique_by=lambda h: (h.place, h.at))
rules = st.builds(
    Rule, st.integers(1, 4), st.integers(1, 3), st.integers(1, 3), st.sampled_from([RULE.patience, timedelta(seconds=30)])
)


@given(one_a_moment, rules)
def test_it_decides_as_a_slow_replay_does(samples: list[Heard], rule: Rule) -> None:
    assert decide(samples, rule) == slowly(samples, rule)


@given(one_a_moment, rules, st.randoms())
def test_late_disordered_and_double_samples_change_nothing(samples, rule, random) -> None:
    mixed = samples + random.sample(samples, len(samples) // 2)
    random.shuffle(mixed)
    assert decide(mixed, rule) == decide(samples, rule)


@given(one_a_moment, rules)
def test_opening_and_closing_take_turns_and_never_run_backwards(samples: list[Heard], rule: Rule) -> None:
    found = decide(samples, rule)
    assert all(isinstance(fact, Closed if i % 2 else Opened) for i, fact in enumerate(found))
    assert all(closed.at >= opened.at for opened, closed in zip(found[::2], found[1::2], strict=False))
