# SPDX-License-Identifier: EUPL-1.2
"""What the reference agreement promises for each priority, option and calamity, and to the second."""

from datetime import UTC, datetime

import pytest

from akkoord.agreements.terms import FigureMissing
from akkoord.agreements.tests.files import REFERENCE, ROUND_THE_CLOCK, SERVICE_LOG, amsterdam, document, terms
from akkoord.timing.deadlines import deadline, elapsed
from akkoord.timing.durations import parse_duration

NOON = amsterdam("Wed 2026-11-18 12:00")
FIRST_CLASS = ("first_class",)


@pytest.mark.parametrize(
    ("options", "clock", "priority", "promise", "within"),
    [
        (FIRST_CLASS, "reaction", 1, "2.2.3/reaction-p1", "1 hour"),
        (FIRST_CLASS, "recovery", 1, "2.2.3/recovery-p1", "3 working days"),
        (FIRST_CLASS, "assessment", 1, "2.2.3/assessment-p1", "1 hour"),
        (FIRST_CLASS, "reaction", 2, "2.2.3/reaction-p2", "1 working day"),
        ((), "reaction", 1, None, None),
        ((), "recovery", 1, None, None),
        ((), "assessment", 1, None, None),
        ((), "reaction", 2, "2.2.3/reaction-p2", "1 working day"),
        ((), "recovery", 2, "2.2.3/recovery-p2", "1 month"),
        ((), "assessment", 2, "2.2.3/assessment-p2", "1 working day"),
        ((), "reaction", 3, "2.2.3/reaction-p3", "3 working days"),
        ((), "recovery", 3, "2.2.3/recovery-p3", "3 months"),
        ((), "assessment", 3, "2.2.3/assessment-p3", "3 working days"),
        ((), "reaction", None, None, None),
        ((), "rating_request", 2, None, None),
    ],
)
def test_each_priority_has_its_own_promise(
    options: tuple[str, ...], clock: str, priority: int | None, promise: str | None, within: str | None
) -> None:
    found = terms(REFERENCE, *options).deadline_promise("incident", clock, {"priority": priority}, NOON)
    assert (found and found.id, found and str(found.within)) == (promise, within)
    if found:
        assert (found.clause, found.calendar, found.pauses_in) == ("2.2.3", "support", frozenset())
        assert found.source == ("vendor" if clock == "assessment" else "agreement")
        assert found.text.nl and found.text.en


@pytest.mark.parametrize(
    ("options", "at", "contact", "picked_up"),
    [
        ((), "Wed 2026-11-18 22:30", "Thu 2026-11-19 06:30", None),
        ((), "Sat 2026-11-21 09:00", "Mon 2026-11-23 07:00", "Mon 2026-11-23 17:00"),
        (FIRST_CLASS, "Sat 2026-11-21 09:00", "Sat 2026-11-21 10:00", None),
        (FIRST_CLASS, "Sat 2026-12-26 12:00", "Sun 2026-12-27 09:00", "Mon 2026-12-28 17:00"),
        ((), "Fri 2026-12-25 10:00", "Fri 2026-12-25 11:00", None),
        ((), "Thu 2026-11-19 03:00", "Thu 2026-11-19 07:00", "Thu 2026-11-19 17:00"),
        ((), "Thu 2026-11-19 23:00", "Fri 2026-11-20 07:00", "Fri 2026-11-20 16:00"),
    ],
)
def test_a_calamity_is_contacted_in_its_hours_and_picked_up_when_reported_outside(
    options: tuple[str, ...], at: str, contact: str, picked_up: str | None
) -> None:
    mine, moment = terms(REFERENCE, *options), amsterdam(at)
    due = {}
    for clock in ("contact", "pick_up"):
        promise = mine.deadline_promise("calamity", clock, {}, moment)
        due[clock] = promise and deadline(mine.calendar(promise.calendar), promise.within, moment)
    assert due == {"contact": amsterdam(contact), "pick_up": amsterdam(picked_up) if picked_up else None}


@pytest.mark.parametrize(
    ("calendar", "duration", "report", "due"),
    [
        ("support", "1 hour", "Thu 2026-11-19 16:30", "Fri 2026-11-20 08:30"),
        ("support", "1 hour", "Thu 2026-11-19 16:00", "Thu 2026-11-19 17:00"),
        ("support", "1 hour", "Thu 2026-12-24 16:45", "Mon 2026-12-28 08:45"),
        ("support", "1 working day", "Fri 2026-04-24 09:30", "Tue 2026-04-28 09:30"),
        ("support", "3 working days", "Fri 2026-11-20 19:00", "Thu 2026-11-26 08:00"),
        ("support", "1 month", "Sat 2026-01-31 12:00", "Mon 2026-03-02 08:00"),
        ("support", "3 months", "Mon 2026-11-30 16:59", "Fri 2027-02-26 16:00"),
        ("calamity", "1 hour", "Fri 2026-12-25 10:00", "Fri 2026-12-25 11:00"),
        ("calamity_first_class", "1 hour", "Fri 2026-11-20 22:30", "Sat 2026-11-21 08:30"),
        ("calamity_first_class", "1 hour", "Sat 2026-12-26 12:00", "Sun 2026-12-27 09:00"),
        ("always", "48 hours", "Sat 2026-10-24 12:00", "Mon 2026-10-26 11:00"),
    ],
)
def test_the_shipped_calendars_give_the_worked_examples(calendar: str, duration: str, report: str, due: str) -> None:
    assert deadline(terms().calendar(calendar), parse_duration(duration), amsterdam(report)) == amsterdam(due)


@pytest.mark.parametrize(
    ("calendar", "start", "end", "hours"),
    [
        ("support", "Thu 2026-12-24 12:00", "Mon 2026-12-28 12:00", 9),
        ("calamity", "Fri 2026-11-20 22:00", "Mon 2026-11-23 07:00", 2),
        ("planned_maintenance", "Fri 2026-11-20 21:00", "Mon 2026-11-23 07:00", 58),
        ("planned_maintenance", "Mon 2026-11-23 07:00", "Fri 2026-11-27 21:00", 40),
        ("patches", "Mon 2026-11-23 00:00", "Tue 2026-11-24 00:00", 12),
        ("office", "Fri 2026-12-25 00:00", "Sat 2026-12-26 00:00", 11),
        ("support_phone", "Mon 2026-11-23 00:00", "Mon 2026-11-30 00:00", 36),
        ("calamity_phone_first_class", "Mon 2026-11-23 00:00", "Mon 2026-11-30 00:00", 44),
    ],
)
def test_every_calendar_is_open_as_its_table_says(calendar: str, start: str, end: str, hours: int) -> None:
    assert elapsed(terms().calendar(calendar), amsterdam(start), amsterdam(end)) == hours * 3600


def test_liberation_day_closes_only_in_years_divisible_by_five() -> None:
    support = terms().calendar("support")
    closed = [year for year in range(2024, 2032) if not support.is_open(datetime(year, 5, 5, 10, tzinfo=UTC))]
    assert closed == [2024, 2025, 2029, 2030]  # a Sunday, a holiday, a Saturday, a holiday on a Sunday


@pytest.mark.parametrize(
    ("category", "options", "allowed"),
    [
        ("outage", FIRST_CLASS, (1, 2, 3)),
        ("error", (), (2, 3)),
        ("knowledge_question", FIRST_CLASS, (3,)),
        ("configuration_question", (), (3,)),
    ],
)
def test_questions_are_priority_3_and_1_is_for_first_class(
    category: str, options: tuple[str, ...], allowed: tuple[int, ...]
) -> None:
    assert terms(REFERENCE, *options).allowed_priorities(category) == allowed


def test_figures_come_with_their_kind() -> None:
    mine = terms(REFERENCE, licence="erp")
    assert mine.at_risk_share == 0.75
    assert str(mine.duration("reopen_within")) == "14 days"
    assert [str(each) for each in mine.durations("reminders_after")] == ["5 working days", "10 working days"]
    assert mine.submitter_limit == 10
    assert mine.count("attachment_megabytes") == 50
    assert mine.starter_course is not None and mine.starter_course[1] == 7
    with pytest.raises(TypeError):
        mine.count("reopen_within")
    with pytest.raises(FigureMissing):
        terms(ROUND_THE_CLOCK).figure("lapse_after")


def test_every_figure_that_the_agreement_leaves_open_is_marked_as_the_vendors() -> None:
    assert {figure.source for figure in document().figures.values()} == {"vendor"}


def test_a_narrower_promise_wins_over_a_wider_one() -> None:
    mine = terms(ROUND_THE_CLOCK)
    by_phone = mine.deadline_promise("incident", "reaction", {"priority": 1, "channel": "phone"}, NOON)
    by_portal = mine.deadline_promise("incident", "reaction", {"priority": 1, "channel": "portal"}, NOON)
    assert by_phone and by_portal
    assert (by_phone.id, by_portal.id) == ("A/reaction-1-phone", "A/reaction-1")
    premium = terms(ROUND_THE_CLOCK, "premium").deadline_promise("incident", "reaction", {"priority": 4}, NOON)
    assert premium and str(premium.within) == "4 hours"


def test_another_agreement_pauses_while_waiting_and_the_reference_does_not() -> None:
    assert terms(ROUND_THE_CLOCK).pauses
    assert terms(ROUND_THE_CLOCK).promise("A/recovery").pauses_in == {"waiting_for_customer", "waiting_for_supplier"}
    assert not terms().pauses


def test_a_promise_counts_only_from_the_date_it_holds() -> None:
    mine = terms(ROUND_THE_CLOCK)
    assert mine.deadline_promise("incident", "recovery", {}, datetime(2026, 6, 30, 23, 59, 59, tzinfo=UTC)) is None
    assert mine.deadline_promise("incident", "recovery", {}, datetime(2026, 7, 1, tzinfo=UTC)) is not None


def test_hours_over_midnight_and_zones_of_their_own_are_understood() -> None:
    mine = terms(ROUND_THE_CLOCK)
    week = (datetime(2026, 11, 16, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC))
    assert elapsed(mine.calendar("watch"), *week) == 5 * 8 * 3600
    assert mine.calendar("new_york").is_open(datetime(2026, 11, 18, 21, 59, tzinfo=UTC))
    assert not mine.calendar("new_york").is_open(datetime(2026, 11, 18, 13, 59, tzinfo=UTC))


def test_a_log_of_others_can_have_hours_of_its_own() -> None:
    mine = terms(SERVICE_LOG)
    assert mine.calendar("support").is_open(amsterdam("Fri 2013-03-29 09:00")), "Good Friday counts as a working day"
    assert not mine.calendar("support").is_open(amsterdam("Thu 2013-05-09 09:00")), "Ascension Day does not"
    found = [mine.deadline_promise("incident", "recovery", {"priority": number}, NOON) for number in (1, 2, 3)]
    assert [promise and promise.id for promise in found] == ["1/p1", "1/p2", "1/p3"]


def test_what_is_not_judged_yet_is_there_and_says_so() -> None:
    judged = {f"{clause.clause}/{promise.id}" for clause, promise in document().promises() if promise.is_evaluated}
    assert {name.split("/")[0] for name in judged} == {"1.2", "2.2.2", "2.2.3", "2.3.1", "2.3.2", "2.3.4", "2.3.6", "2.6.2"}
    assert len(judged) == 24
    assert len(document().promises()) > 100
    assert not [promise for _, promise in document().promises() if promise.kind == "intent" and promise.is_evaluated]
