# SPDX-License-Identifier: EUPL-1.2
"""Three agreements of very different shape judge made-up facts through the same functions; each result was computed by hand.

Nothing here or below knows an agreement: the names and figures come from its file.
"""

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from akkoord.agreements.consequences import capped, claimable_until, credit_of, late_by, may_terminate, right_until
from akkoord.agreements.document import Consequences, Credit, Measure, Norm, Promise
from akkoord.agreements.document.promise_kinds import Quota
from akkoord.agreements.tests.files import DAY_PARTS, REQUESTS, SEVERITIES, document, terms
from akkoord.clocks.rules import Verdict
from akkoord.promises.allowances import allowances
from akkoord.promises.norms import TOO_FEW, share_kept
from akkoord.promises.periods import Period, period_of
from akkoord.promises.rounds import Facts, promise_for, rounds_of
from akkoord.promises.rules import Counts
from akkoord.promises.shares import Requests, error_rate, is_down, meets, partly_up, served

NEW_YORK, BRUSSELS = ZoneInfo("America/New_York"), ZoneInfo("Europe/Brussels")
MONTHS_LATER = datetime(2027, 6, 1, tzinfo=UTC)


def moment(words: str, zone: ZoneInfo) -> datetime:
    """`Thu 2026-11-26 22:00` by the wall clock of the zone; the weekday must be right."""
    found = datetime.strptime(words[:20], "%a %Y-%m-%d %H:%M").replace(tzinfo=zone)
    assert f"{found:%a}" == words[:3], f"{words} is a {found:%A}"
    return found


def promise(path: Path, name: str) -> Promise:
    return terms(path).clause_and_promise(name)[1]


def norm(path: Path, name: str) -> Norm:
    found = promise(path, name).norm
    assert found is not None
    return found


def measure(path: Path, name: str) -> Measure:
    found = promise(path, name).measure
    assert found is not None
    return found


def consequences(path: Path, name: str) -> Consequences:
    found = promise(path, name).consequences
    assert found is not None
    return found


def credit(path: Path, name: str) -> Credit:
    found = consequences(path, name).credit
    assert found is not None
    return found


def period(path: Path, day: date, says: Measure | Norm | Quota) -> Period:
    text = document(path)
    return period_of(day, says.per, says.zone or text.zone, fiscal_year_begins=text.fiscal_year_begins)


def due_and_verdict(path: Path, clock: str, priority: int, facts: Facts, *, asked: datetime) -> tuple[str, datetime, Verdict]:
    """Of the promise that sets this clock: its id, the deadline of its only round, and how that stands months later."""
    name = promise_for(terms(path), "incident", clock, {"priority": priority}, asked)
    assert name is not None
    (only,) = rounds_of(terms(path), name, facts, MONTHS_LATER)
    return name, only.due, only.verdict


# Four severities by impact and urgency, round the clock in New York.


@pytest.mark.parametrize(
    ("impact", "urgency", "severity"), [("site", "now", 1), ("team", "now", 2), ("team", "soon", 3), ("person", "later", 4)]
)
def test_severity_follows_from_impact_and_urgency(impact: str, urgency: str, severity: int) -> None:
    assert document(SEVERITIES).priority_of(impact, urgency) == severity


def test_severity_1_is_answered_round_the_clock_on_a_holiday_too() -> None:
    thanksgiving = moment("Thu 2026-11-26 22:00", NEW_YORK)  # + 30 minutes of every hour: 22:30
    due = moment("Thu 2026-11-26 22:30", NEW_YORK)
    severity = document(SEVERITIES).priority_of("site", "now")
    in_time = Facts(report=thanksgiving, first_human_answer=due)
    assert due_and_verdict(SEVERITIES, "reaction", severity, in_time, asked=thanksgiving) == (
        "4.1/first-answer-1", due, Verdict.KEPT,
    )  # fmt: skip
    late = Facts(report=thanksgiving, first_human_answer=moment("Thu 2026-11-26 22:31", NEW_YORK))
    (only,) = rounds_of(terms(SEVERITIES), "4.1/first-answer-1", late, MONTHS_LATER)
    assert (only.verdict, only.late) == (Verdict.BROKEN, 60)


def test_other_severities_count_business_hours_from_classification() -> None:
    reported, classified = moment("Wed 2026-11-25 16:00", NEW_YORK), moment("Wed 2026-11-25 17:00", NEW_YORK)
    # 17:00-18:00 is 1 hour; Thursday is Thanksgiving; Friday 09:00-12:00 makes 4.
    noon = moment("Fri 2026-11-27 12:00", NEW_YORK)
    facts = Facts(report=reported, classification=classified, first_human_answer=moment("Fri 2026-11-27 12:01", NEW_YORK))
    assert due_and_verdict(SEVERITIES, "reaction", 3, facts, asked=reported) == ("4.1/first-answer-rest", noon, Verdict.BROKEN)
    assert rounds_of(terms(SEVERITIES), "4.1/first-answer-rest", Facts(report=reported), MONTHS_LATER) == []


def test_an_update_is_due_every_two_hours_until_the_solution() -> None:
    def at(words: str) -> datetime:
        return moment(words, NEW_YORK)

    facts = Facts(
        report=at("Thu 2026-11-26 22:00"),
        updates=[at("Thu 2026-11-26 23:30"), at("Fri 2026-11-27 01:45")],
        solution=at("Fri 2026-11-27 03:00"),
    )
    found = rounds_of(terms(SEVERITIES), "4.2/updates-1", facts, MONTHS_LATER)
    # 22:00 + 2 = 00:00, told 23:30; 23:30 + 2 = 01:30, told 01:45, 15 minutes late; 01:45 + 2 = 03:45, solved 03:00.
    assert [(each.due, each.verdict, each.late) for each in found] == [
        (at("Fri 2026-11-27 00:00"), Verdict.KEPT, 0),
        (at("Fri 2026-11-27 01:30"), Verdict.BROKEN, 900),
        (at("Fri 2026-11-27 03:45"), Verdict.KEPT, 0),
    ]
    # Seen at 02:00, before the solution, the third round runs.
    assert [each.verdict for each in rounds_of(terms(SEVERITIES), "4.2/updates-1", facts, at("Fri 2026-11-27 02:00"))] == [
        Verdict.KEPT, Verdict.BROKEN, Verdict.RUNNING,
    ]  # fmt: skip


def test_updates_recur_over_a_clock_change_and_in_business_hours() -> None:
    # 1 November 2026 00:30 in New York is 04:30 UTC; the clock goes back at 02:00. Two hours on is 06:30 UTC, 01:30 again.
    (over,) = rounds_of(terms(SEVERITIES), "4.2/updates-1", Facts(report=moment("Sun 2026-11-01 00:30", NEW_YORK)), MONTHS_LATER)
    assert over.due == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    # Told at 01:40 for the first time that night, 05:40 UTC: in time, though the wall shows more than 01:30.
    told = datetime(2026, 11, 1, 5, 40, tzinfo=UTC).astimezone(NEW_YORK)
    facts = Facts(report=moment("Sun 2026-11-01 00:30", NEW_YORK), updates=[told])
    assert [each.verdict for each in rounds_of(terms(SEVERITIES), "4.2/updates-1", facts, told)] == [
        Verdict.KEPT, Verdict.RUNNING,
    ]  # fmt: skip
    # Tuesday 16:00-18:00 is 2 hours, Wednesday 09:00-11:00 the other 2.
    (business,) = rounds_of(
        terms(SEVERITIES), "4.2/updates-2", Facts(report=moment("Tue 2026-11-24 16:00", NEW_YORK)), MONTHS_LATER
    )
    assert business.due == moment("Wed 2026-11-25 11:00", NEW_YORK)


def test_a_workaround_waits_while_the_vendor_spoke_last_and_each_started_hour_late_is_paid() -> None:
    words = [
        (moment("Mon 2026-11-23 09:00", NEW_YORK), "vendor"),
        (moment("Mon 2026-11-23 13:00", NEW_YORK), "customer"),
    ]
    facts = Facts(
        report=moment("Mon 2026-11-23 08:00", NEW_YORK), words=words, workaround=moment("Mon 2026-11-23 22:30", NEW_YORK)
    )
    (only,) = rounds_of(terms(SEVERITIES), "4.3/workaround-1", facts, MONTHS_LATER)
    # 08:00 + 8 hours = 16:00, and 09:00-13:00 it stood still: 20:00. 22:30 is 2.5 hours late.
    assert (only.due, only.late) == (moment("Mon 2026-11-23 20:00", NEW_YORK), 9000)
    says, schedule = promise(SEVERITIES, "4.3/workaround-1"), credit(SEVERITIES, "4.3/workaround-1")
    assert schedule.late_in is not None
    three_hours = credit_of(says, late_by(only.late, schedule.late_in))
    assert three_hours.amount == 750  # 3 started hours x 250
    exactly_12, above_12 = credit_of(says, 12), credit_of(says, Fraction(43_201, 3_600))
    assert [exactly_12.amount, above_12.amount] == [3000, 5000]  # 12 x 250; one second more falls in the second tier
    assert capped([three_hours, exactly_12, above_12], schedule.cap).amount == 8000  # 750 + 3000 + 5000 = 8750


@pytest.mark.parametrize(
    ("kept", "broken", "verdict", "percent"),
    [
        (19, 1, "kept", 0),  # 95 %
        (18, 2, "broken", 5),  # exactly 90 % is in the first tier
        (17, 3, "broken", 8),  # 85 %: (95 - 85) / 10 x 8
        (0, 6, "broken", 50),  # exactly 0 % has a tier of its own
    ],
)
def test_a_norm_over_the_quarter_is_credited_by_its_share(kept: int, broken: int, verdict: str, percent: int) -> None:
    found = share_kept(Counts(kept=kept, broken=broken), norm(SEVERITIES, "4.1/first-answer-1"))
    assert found.verdict == verdict and found.value is not None
    assert credit_of(promise(SEVERITIES, "4.1/first-answer-1"), found.value).percent == percent


def test_the_quarter_its_least_number_and_until_when_its_credit_is_claimed() -> None:
    says = norm(SEVERITIES, "4.1/first-answer-1")
    assert share_kept(Counts(broken=4), says).why == TOO_FEW  # at least 5
    quarter = period(SEVERITIES, date(2026, 11, 26), says)
    assert (quarter.first, quarter.after) == (date(2026, 10, 1), date(2027, 1, 1))
    # 1 January is a holiday: the clock starts Monday 4 January 09:00; the tenth working day after it is Monday the 18th.
    until = claimable_until(credit(SEVERITIES, "4.1/first-answer-1"), quarter.end, terms(SEVERITIES))
    assert until == moment("Mon 2027-01-18 09:00", NEW_YORK)
    misses = norm(SEVERITIES, "4.1/first-answer-rest")
    assert [share_kept(Counts(kept=90, broken=missed), misses).verdict for missed in (4, 5)] == ["kept", "broken"]


# Availability by requests, per fiscal quarter.


def test_a_fiscal_quarter_is_weighted_by_its_requests() -> None:
    says = measure(REQUESTS, "1/served")
    quarter = period(REQUESTS, date(2026, 5, 15), says)
    assert (quarter.first, quarter.after) == (date(2026, 4, 1), date(2026, 7, 1))
    months = [Requests(40_000_000, 20_000), Requests(50_000_000, 90_000), Requests(10_000_000, 10_000)]
    value = served(months)
    # 120,000 of 100,000,000 failed. The months' own shares, 99.95, 99.82 and 99.90, have a mean of 99.89.
    assert value == Fraction("99.88")
    assert meets(says, value) == "broken"
    assert credit_of(promise(REQUESTS, "1/served"), value).percent == 10
    until = claimable_until(credit(REQUESTS, "1/served"), quarter.end, terms(REQUESTS))
    assert until == datetime(2026, 9, 1, tzinfo=UTC)  # 2 months after 1 July


@pytest.mark.parametrize(
    ("value", "percent", "paid"),
    [
        ("99.9", 0, 0),  # the bound is kept
        ("99", 10, 10),
        ("98.3", 16, 16),  # (99 - 98.3) / 0.5 = 1.4: 2 started steps x 8
        ("98", 16, 16),  # exactly 2 steps
        ("97.9", 24, 24),  # 2.2: 3 steps
        ("97.5", 40, 30),  # the last tier, above the cap
    ],
)
def test_a_quarter_below_its_bound_is_credited_by_tier_up_to_the_cap(value: str, percent: int, paid: int) -> None:
    given = credit_of(promise(REQUESTS, "1/served"), Fraction(value))
    assert given.percent == percent
    assert capped([given], credit(REQUESTS, "1/served").cap).percent == paid


def test_two_bad_quarters_in_a_row_or_three_of_four_end_the_contract() -> None:
    in_a_row, of_four = consequences(REQUESTS, "1/served").termination
    values = [Fraction(v) for v in ("99.95", "98.9", "98.5")]
    broken = [meets(measure(REQUESTS, "1/served"), value) == "broken" for value in values]
    assert broken == [False, True, True]
    assert may_terminate(in_a_row, values, broken)
    assert not may_terminate(of_four, values, broken)
    assert may_terminate(of_four, [*values, Fraction("99.5")], [*broken, True])
    assert right_until(in_a_row, datetime(2026, 7, 1, tzinfo=UTC), terms(REQUESTS)) == datetime(2026, 7, 31, tzinfo=UTC)
    assert right_until(of_four, datetime(2026, 7, 1, tzinfo=UTC), terms(REQUESTS)) is None


def test_the_error_rate_of_thirty_days_gives_days_of_service() -> None:
    says = measure(REQUESTS, "1/errors")
    rolling = period(REQUESTS, date(2026, 3, 15), says)
    assert (rolling.first, (rolling.end - rolling.begin).days) == (date(2026, 2, 14), 30)
    hours = [Requests(100, 0), Requests(0, 0), Requests(200, 4), Requests(50, 0)]
    assert meets(says, error_rate(hours)) == "kept"  # (0 + 0 + 2 + 0) / 4 = 0.5
    worse = error_rate([*hours[:2], Requests(200, 5), hours[3]])
    assert worse == Fraction("0.625") and meets(says, worse) == "broken"  # 2.5 / 4
    given = [credit_of(promise(REQUESTS, "1/errors"), rate) for rate in (worse, Fraction(5), Fraction("5.1"))]
    assert [each.days for each in given] == [3, 3, 10]
    assert capped(given, credit(REQUESTS, "1/errors").cap).days == 15  # 16 of a quarter


def test_maintenance_that_was_left_may_be_used_the_next_fiscal_quarter() -> None:
    quota = promise(REQUESTS, "2/hours").quota
    assert quota is not None
    # 6 - 3 leaves 3, of which 2 go on; 8 - 7.5 leaves 0.5; 7 oversteps 6.5.
    assert [each.verdict for each in allowances(quota, [3, Fraction(15, 2), 7])] == ["kept", "kept", "broken"]
    assert period(REQUESTS, date(2027, 3, 31), quota).first == date(2027, 1, 1)


# Parts of the day, impact and urgency, in Brussels.


@pytest.mark.parametrize(
    ("report", "name", "due"),
    [
        ("Tue 2026-11-17 17:45", "7/spoed-overdag", "Tue 2026-11-17 18:15"),  # 30 minutes, into the evening
        ("Tue 2026-11-17 18:00", "7/spoed-avond", "Tue 2026-11-17 19:00"),  # the evening begins at 18:00
        ("Tue 2026-11-17 22:00", "7/spoed-nacht", "Wed 2026-11-18 00:00"),
        ("Sat 2026-11-21 23:00", "7/spoed-weekend", "Sun 2026-11-22 03:00"),
        ("Sun 2026-11-22 21:30", "7/spoed-weekend", "Mon 2026-11-23 01:30"),  # half an hour of weekend, 3.5 of night
    ],
)
def test_the_part_of_the_day_decides_which_answer_is_promised(report: str, name: str, due: str) -> None:
    urgent = document(DAY_PARTS).priority_of("all", "high")
    reported, answer = moment(report, BRUSSELS), moment(due, BRUSSELS)
    facts = Facts(report=reported, first_human_answer=answer)
    assert due_and_verdict(DAY_PARTS, "reaction", urgent, facts, asked=reported) == (name, answer, Verdict.KEPT)


def test_the_watch_is_open_in_the_evening_the_night_and_the_weekend_together() -> None:
    watch = terms(DAY_PARTS).calendar("watch")
    monday, tuesday = moment("Mon 2026-11-16 00:00", BRUSSELS), moment("Tue 2026-11-17 00:00", BRUSSELS)
    assert watch.open_seconds(monday, tuesday) == 14 * 3600  # 00:00-08:00, 18:00-22:00, 22:00-24:00
    assert watch.open_seconds(moment("Sat 2026-11-21 00:00", BRUSSELS), moment("Sun 2026-11-22 00:00", BRUSSELS)) == 24 * 3600


def test_less_urgent_cases_count_the_hours_of_the_day() -> None:
    friday = moment("Fri 2026-11-20 15:00", BRUSSELS)  # 3 hours on Friday, 3 on Monday
    late = Facts(report=friday, first_human_answer=moment("Mon 2026-11-23 12:30", BRUSSELS))
    assert document(DAY_PARTS).priority_of("some", "high") == 2
    name, due, verdict = due_and_verdict(DAY_PARTS, "reaction", 2, late, asked=friday)
    assert (name, due, verdict) == ("7/hoog", moment("Mon 2026-11-23 11:00", BRUSSELS), Verdict.BROKEN)
    before_christmas = moment("Thu 2026-12-24 09:30", BRUSSELS)  # the 25th is closed: 28, 29, 30 December
    facts = Facts(report=before_christmas, first_human_answer=moment("Wed 2026-12-30 09:30", BRUSSELS))
    assert due_and_verdict(DAY_PARTS, "reaction", 3, facts, asked=before_christmas) == (
        "7/gewoon", moment("Wed 2026-12-30 09:30", BRUSSELS), Verdict.KEPT,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kept", "broken", "verdict", "percent"),
    [(9, 1, "kept", 0), (17, 3, "broken", 0), (8, 2, "broken", 15), (9, 0, "none", 0)],
)
def test_nine_in_ten_over_a_rolling_quarter(kept: int, broken: int, verdict: str, percent: int) -> None:
    """90 %; 85 %, for which on purpose nothing follows; 80 %, in the lowest tier; and too few to say."""
    found = share_kept(Counts(kept=kept, broken=broken), norm(DAY_PARTS, "7/gewoon"))
    assert found.verdict == verdict and found.value is not None
    assert credit_of(promise(DAY_PARTS, "7/gewoon"), found.value).percent == percent


def test_a_rolling_quarter_in_brussels() -> None:
    rolling = period(DAY_PARTS, date(2026, 5, 30), norm(DAY_PARTS, "7/gewoon"))
    # From 28 February, winter time (UTC+1), up to the end of 30 May, summer time (UTC+2).
    assert (rolling.begin, rolling.end) == (datetime(2026, 2, 27, 23, tzinfo=UTC), datetime(2026, 5, 30, 22, tzinfo=UTC))


def test_two_of_three_probes_and_half_a_service_count_as_the_agreement_says() -> None:
    says = measure(DAY_PARTS, "8/beschikbaar")
    assert says.probes is not None
    assert [is_down(failed, says.probes) for failed in (1, 2)] == [False, True]
    november = period(DAY_PARTS, date(2026, 11, 18), says)
    length = int((november.end - november.begin).total_seconds())
    assert length == 2_592_000  # 30 days
    # 5 hours down, 2 hours at half: 18,000 + 3,600 = 21,600 of 2,592,000 lost, 1/120; maintenance counts as up.
    value = partly_up(length, {"down": 18_000, "degraded": 7_200, "planned_maintenance": 10_000}, says)
    assert value == 100 - Fraction(100, 120) and meets(says, value) == "kept"
    exactly = partly_up(length, {"down": 25_920}, says)  # 1 % of the month
    assert exactly == 99 and meets(says, exactly) == "kept"
    worse = partly_up(length, {"down": 31_104}, says)
    assert worse == Fraction("98.8") and meets(says, worse) == "broken"
    given = credit_of(promise(DAY_PARTS, "8/beschikbaar"), worse)
    assert given.percent == Fraction("0.4")  # 0.2 point below x 2
    far = credit_of(promise(DAY_PARTS, "8/beschikbaar"), 85)
    assert far.percent == 28 and capped([far], credit(DAY_PARTS, "8/beschikbaar").cap).percent == 20  # 14 x 2
