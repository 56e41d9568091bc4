# SPDX-License-Identifier: EUPL-1.2
"""What a broken promise owes: credit by tier with its arithmetic, cap, claim window, right to terminate; computed by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from django.utils import translation

from akkoord.agreements.actions import publish_agreement
from akkoord.agreements.consequence_words import schedule_lines
from akkoord.agreements.document import Promise
from akkoord.agreements.reading import agreement_in
from akkoord.agreements.tests.files import REFERENCE, REQUESTS, ROUND_THE_CLOCK, terms
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.clocks.models import Clock
from akkoord.promises.actions import judge_month
from akkoord.promises.ledger import read_month
from akkoord.promises.measuring import period_for
from akkoord.promises.owed import Owed, owed, owing
from akkoord.promises.owed_words import claim_words, owed_lines
from akkoord.promises.rules import Judged, month_before
from akkoord.promises.tests.test_populations import DECEMBER, ENDED, REACTION, RUNNING, agreed, answered
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

CREDIT = (
    "\n        consequences: {credit: {base: {nl: Het kwartaalbedrag., en: The quarter's fee.}, tiers: "
    "[{at_least: 60, below: 90, percent: 5}, {below: 60, linear: {step: 10, percent: 8, counted_from: 60}}], "
    "cap: {percent: 20, per: quarter}, claim_within: 30 days}, termination: [{below: 55, use_within: 2 months}]}"
)


def owing_after(path: Path, name: str, *values: tuple[date, str, str]) -> Owed:
    """What the last of these periods owes: (its end, value, verdict), the periods in order."""
    its, promise = terms(path), terms(path).clause_and_promise(name)[1]
    ends = [end for end, _, _ in values]
    history = {end: _judged(promise, end, verdict) for end, _, verdict in values}
    figures = {end: [Fraction(value)] for end, value, _ in values}
    return owing(promise, period_for(promise, its.document, month_before(ends[-1])), history, figures, its)


def _judged(promise: Promise, end: date, verdict: str) -> Judged:
    return Judged(promise.id, 1, verdict, month_before(end), end)


JULY, OCTOBER = date(2026, 7, 1), date(2026, 10, 1)


def test_a_quarter_below_its_bound_owes_by_started_step_up_to_the_cap_and_must_be_asked_for() -> None:
    found = owing_after(REQUESTS, "1/served", (JULY, "98.3", "broken"))
    (share,) = found.shares
    assert [share.value, share.given.percent, found.paid.percent] == [Fraction("98.3"), 16, 16]  # 1.4 steps are 2, 8 % each
    assert found.claim_until == datetime(2026, 9, 1, tzinfo=UTC) and found.rights == ()
    lowest = owing_after(REQUESTS, "1/served", (JULY, "97", "broken"))
    assert [lowest.given.percent, lowest.paid.percent] == [40, 30]


def test_two_quarters_in_a_row_give_a_right_to_end_the_contract_and_a_good_one_between_them_does_not() -> None:
    both = owing_after(REQUESTS, "1/served", (JULY, "98.9", "broken"), (OCTOBER, "98.5", "broken"))
    assert [right.until for right in both.rights] == [datetime(2026, 10, 31, tzinfo=UTC)]
    apart = owing_after(
        REQUESTS, "1/served", (date(2026, 4, 1), "98.9", "broken"), (JULY, "99.95", "kept"), (OCTOBER, "98.5", "broken")
    )
    assert apart.rights == ()
    # Below the bound but not below 99: it breaks the promise, and is not what that right asks.
    assert owing_after(REQUESTS, "1/served", (JULY, "98.9", "broken"), (OCTOBER, "99.5", "broken")).rights == ()


def test_a_cap_over_a_quarter_leaves_the_last_month_what_the_first_two_did_not_use() -> None:
    ends = (date(2026, 11, 1), "6", "broken"), (date(2026, 12, 1), "0.7", "broken"), (date(2027, 1, 1), "7", "broken")
    found = owing_after(REQUESTS, "1/errors", *ends)
    assert [found.given.days, found.paid.days] == [10, 2]  # 10 + 3 were given; 15 in all
    following = owing_after(REQUESTS, "1/errors", *ends, (date(2027, 2, 1), "7", "broken"))
    assert following.paid.days == 10  # another quarter


def test_a_month_below_its_bound_gets_a_plan_by_its_own_hours_and_the_third_of_six_ends_the_contract() -> None:
    ends = [(date(2026, month, 1), "99.9", "broken") for month in (3, 5)] + [(date(2026, 8, 1), "94", "broken")]
    found = owing_after(ROUND_THE_CLOCK, "B.10/monthly", *ends)
    assert found.paid.percent == 50
    # 31 July ends in UTC; Monday 3 August 09:00 in New York begins the ten working days: Monday the 17th, 09:00.
    assert found.plan_due == datetime(2026, 8, 17, 13, 0, tzinfo=UTC)
    assert [right.trigger.of_last for right in found.rights] == [6]


def test_what_follows_is_said_in_english_too_with_its_arithmetic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("akkoord.web.moments.timezone.now", lambda: datetime(2026, 10, 2, tzinfo=UTC))
    with translation.override("en"):
        quarter = owing_after(REQUESTS, "1/served", (JULY, "98.9", "broken"), (OCTOBER, "97", "broken"))
        assert [line.replace("\u00a0", " ") for line in owed_lines(quarter)] == [
            "Measured 97%, in the tier “97.5% or less”: 40% of: The quarter's fee.",
            "Together at most 30%, so this comes to 30%.",
            "This gives the right to end the contract (2 periods in a row: less than 99%), until Sat 31 Oct 01:00.",
        ]
        assert claim_words(quarter) == "To be asked of Meridaan before Tue 1 Dec 01:00; after that it lapses."
        steps = owing_after(REQUESTS, "1/served", (JULY, "98.3", "broken"))
        assert owed_lines(steps) == [
            "Measured 98.3%, in the tier “more than 97.5%, less than 99%”: 8% for every started 0.5%,"
            " and it lies 0.7% beyond 99%. That is 16% of: The quarter's fee."
        ]


def test_the_schedule_of_an_agreement_is_said_line_by_line_in_both_languages() -> None:
    promise = terms(ROUND_THE_CLOCK).clause_and_promise("B.10/monthly")[1]
    with translation.override("en"):
        assert schedule_lines(promise) == [
            "An improvement plan within 10 working days.",
            "99% or more, less than 99.95%: 10% of: The month's fee of the service.",
            "95% or more, less than 99%: 25% of: The month's fee of the service.",
            "less than 95%: 50% of: The month's fee of the service.",
            "At most 50% in all.",
            "To be asked for within 30 days after the period.",
            "The right to end the contract after 3 of the last 6 periods: broke the promise.",
            "The right to end the contract after a period: less than 90%.",
        ]
    with translation.override("nl"):
        assert schedule_lines(promise)[0] == "Een verbeterplan binnen 10 werkdagen."
        assert (
            schedule_lines(promise)[-1].replace("\u00a0", " ")
            == "Het recht het contract op te zeggen na een periode: minder dan 90 %."
        )


def broken_quarter(world: World) -> None:
    """One of two in time where 90 % was promised: 50 %."""
    agreed("{share: 90, per: quarter}", more=CREDIT)
    answered(world, "Tue 2026-10-06 09:00", kept=True)
    answered(world, "Tue 2026-11-10 09:00", kept=False)
    judge_month(month=DECEMBER, by=None, at=ENDED)


def owed_to(world: World, organisation: int | None, at: datetime = ENDED) -> Owed | None:
    (stand,) = read_month(DECEMBER, organisation, at, names=[REACTION])
    return owed(stand.promise, stand.judged, organisation, at)


def test_the_ledgers_own_verdict_owes_to_its_customer_and_to_nobody_else(world: World) -> None:
    broken_quarter(world)
    found = owed_to(world, world.customer.pk)
    assert found is not None
    assert [found.given.percent, found.paid.percent] == [8, 8]  # 10 points below 60 are one step of 8 %
    assert found.claim_until == amsterdam("Sun 2027-01-31 00:00")
    assert [right.until for right in found.rights] == [amsterdam("Mon 2027-03-01 00:00")]
    assert owed_to(world, world.first_class.pk) is None
    assert owed_to(world, None) is None


def test_while_the_period_runs_nothing_follows_yet(world: World) -> None:
    agreed("{missed_at_most: 0, per: quarter}", more="\n        consequences: {termination: [{times: 1}]}")
    answered(world, "Tue 2026-10-06 09:00", kept=False)
    (stand,) = read_month(date(2026, 11, 1), world.customer.pk, RUNNING, names=[REACTION])
    assert stand.judged.verdict == "broken"
    assert owed(stand.promise, stand.judged, world.customer.pk, RUNNING) is None


def test_a_late_answer_is_credited_by_how_late_it_was_on_its_own_calendar(world: World) -> None:
    tiers = "[{above: 0, per_started: {step: 1, amount: 25}}]"
    late = (
        f"\n        consequences: {{credit: {{base: {{nl: Bedrag., en: Fee.}}, currency: EUR, late_in: 1 hour, tiers: {tiers}}}}}"
    )
    agreed("", more=late)
    clock = answered(world, "Tue 2026-12-08 09:00", kept=False)
    Clock.objects.filter(pk=clock.pk).update(stopped_at=clock.due_at + timedelta(minutes=90))
    judge_month(month=DECEMBER, by=None, at=ENDED)
    found = owed_to(world, world.customer.pk)
    assert found is not None
    assert [share.value for share in found.shares] == [Fraction(3, 2)]
    assert found.paid.amount == 50  # an hour and a half are two started hours


def test_a_month_that_could_not_be_measured_uses_nothing_of_the_cap_and_counts_for_no_right(world: World) -> None:
    strict = CREDIT.replace("percent: 20", "percent: 10").replace("{below: 55,", "{below: 55, times: 2,")
    agreed("{share: 90, per: month}", more=strict)
    answered(world, "Tue 2026-10-06 09:00", kept=True)
    lost = Clock.objects.get(
        subject=world.reports("Wat nu", priority=2, at=amsterdam("Wed 2026-10-07 09:00")).key, promise=REACTION
    )
    Clock.objects.filter(pk=lost.pk).update(verdict="none", stopped_at=lost.started_at)
    answered(world, "Tue 2026-12-08 09:00", kept=True)
    answered(world, "Wed 2026-12-09 09:00", kept=False)
    judge_month(month=date(2026, 10, 1), by=None, at=amsterdam("Sun 2026-11-01 00:20"))
    judge_month(month=DECEMBER, by=None, at=ENDED)
    (october,) = read_month(date(2026, 10, 1), world.customer.pk, ENDED, names=[REACTION])
    assert [october.judged.verdict, october.judged.worst, october.judged.best] == ["none", 50, 100]
    found = owed_to(world, world.customer.pk)
    assert found is not None
    assert [found.given.percent, found.paid.percent, found.rights] == [8, 8, ()]


def test_only_the_last_round_of_a_clock_of_this_agreement_is_credited(world: World) -> None:
    tiers = "[{above: 0, per_started: {step: 1, amount: 25}}]"
    agreed(
        "",
        more=f"\n        consequences: {{credit: {{base: {{nl: B., en: F.}}, currency: EUR, late_in: 1 week, tiers: {tiers}}}}}",
    )
    answered(world, "Tue 2026-12-08 09:00", kept=False)
    again = answered(world, "Wed 2026-12-09 09:00", kept=False)
    again.refresh_from_db()
    again.pk, again.round, again.verdict, again.stopped_at = None, 2, "kept", again.started_at
    again.save(force_insert=True)
    other = answered(world, "Thu 2026-12-10 09:00", kept=False)
    document = REFERENCE.read_text().replace("code: reference", "code: another", 1)
    version = publish_agreement(
        document=agreement_in(document, REFERENCE).document, by=None, at=amsterdam("Mon 2026-05-04 09:00")
    )
    Clock.objects.filter(pk=other.pk).update(version=version)
    judge_month(month=DECEMBER, by=None, at=ENDED)
    found = owed_to(world, world.customer.pk)
    assert found is not None
    assert len(found.shares) == 1


def test_the_page_of_the_verdict_says_what_follows_and_until_when_to_ask(world: World) -> None:
    broken_quarter(world)
    text = page_at_end(world.submitter)
    assert "Gemeten: 50 %, in de trede ‘minder dan 60 %’" in text
    assert "10 % voorbij 60 %. Dat is 8 % van: Het kwartaalbedrag." in text
    assert "Aan te vragen bij Meridaan vóór zo 31 jan 00:00; daarna vervalt het." in text
    assert "Dit geeft het recht het contract op te zeggen (een periode: minder dan 55 %), tot ma 1 mrt 00:00." in text
    assert "Wat volgt" not in page_at_end(world.stranger)
    assert "Vraag hierover" in text  # who may ask, asks here
    agreement = at_end(world.submitter, "/agreement")
    assert "Wat volgt uit december 2026" in agreement
    assert "Wat er volgt als ze niet wordt nagekomen" in agreement and "Hoogstens 20 % in totaal." in agreement


def page_at_end(person: object) -> str:
    return at_end(person, f"/promises/kept/2026-12/{REACTION}")


def at_end(person: object, address: str) -> str:
    answer = signed_in(person).get(address, at=ENDED + timedelta(hours=9))  # type: ignore[arg-type]
    return words_of(answer.content.decode()).replace("\u00a0", " ")
