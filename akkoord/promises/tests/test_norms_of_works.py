# SPDX-License-Identifier: EUPL-1.2
"""A norm over maintenance and over deviating days ("60 % announced in time"): one verdict over all of them, computed by hand."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from akkoord.agreements.actions import publish_agreement, publish_exception
from akkoord.agreements.document import Agreement as Document
from akkoord.agreements.models import Agreement
from akkoord.agreements.reading import agreement_in
from akkoord.agreements.tests.files import REFERENCE
from akkoord.agreements.unjudged import unjudged_notes
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.operations.models import Instance
from akkoord.people.models import Person
from akkoord.promises.actions import judge_month
from akkoord.promises.ledger import read_month
from akkoord.promises.models import MonthVerdict
from akkoord.promises.month_words import bound_words
from akkoord.promises.norms import TOO_FEW
from akkoord.promises.rechecking import recheck
from akkoord.promises.rules import MISSED, Judged
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

from .test_months import ENDED, NOTICE, OCTOBER, WINDOW, maintained

DAYS = "2.2.2/deviating-hours"
SAYS = {
    NOTICE: "notice: {what: planned_maintenance, before: planned_maintenance_start, at_least: 5 days, told_by: status_page}",
    WINDOW: "window: {work: planned_maintenance, inside: planned_maintenance}",
    DAYS: "notice: {what: deviating_hours, before: deviating_day, told_by: portal}",
}


def with_norm(promise: str, norm: str) -> Document:
    """The reference agreement from 1 October on, with this norm on the promise."""
    text = REFERENCE.read_text().replace("version: 2026-2", "version: 2026-3", 1)
    text = text.replace("effective_from: 2026-07-01", "effective_from: 2026-10-01", 1)
    assert text.count(SAYS[promise]) == 1
    return agreement_in(text.replace(SAYS[promise], f"{SAYS[promise]}\n        norm: {norm}"), REFERENCE).document


def agreed(promise: str, norm: str) -> None:
    publish_agreement(document=with_norm(promise, norm), by=None, at=amsterdam("Mon 2026-08-03 09:00"))


def three_works(world: World) -> None:
    """Two announced ten days ahead, one a day ahead; two at night, one on a Wednesday afternoon. All about everybody's portal."""
    maintained(world, "Mon 2026-10-05 09:00", "Thu 2026-10-15 22:00", "Thu 2026-10-15 23:00")
    maintained(world, "Mon 2026-10-12 09:00", "Thu 2026-10-22 22:00", "Thu 2026-10-22 23:00")
    maintained(world, "Tue 2026-10-27 09:00", "Wed 2026-10-28 14:00", "Wed 2026-10-28 15:00")


def judged(promise: str, organisation: int | None = None, at: datetime = ENDED) -> Judged:
    (found,) = read_month(OCTOBER, organisation, at, names=[promise])
    return found.judged


@pytest.mark.parametrize("promise", [NOTICE, WINDOW])
@pytest.mark.parametrize(
    ("norm", "verdict", "figure", "unit"),
    [
        ("{share: 60}", "kept", Decimal("66.6666"), "percent"),  # two of three, never rounded upward
        ("{share: 90}", "broken", Decimal("66.6666"), "percent"),
        ("{missed_at_most: 1}", "kept", Decimal(1), MISSED),
        ("{missed_at_most: 0}", "broken", Decimal(1), MISSED),
        ("{share: 60, at_least_counted: 4}", "none", Decimal("66.6666"), "percent"),
    ],
)
def test_two_of_three_works_are_one_verdict_for_everybody_and_for_each_customer(
    world: World, promise: str, norm: str, verdict: str, figure: Decimal, unit: str
) -> None:
    agreed(promise, norm)
    three_works(world)
    judge_month(month=OCTOBER, by=None, at=ENDED)
    for organisation in (None, world.customer.pk):
        row = MonthVerdict.objects.get(month=OCTOBER, promise=promise, organisation=organisation)
        assert (row.verdict, row.worst, row.best, row.unit, row.kept, row.broken) == (verdict, figure, figure, unit, 2, 1)
        assert row.why == (TOO_FEW if verdict == "none" else "")
        assert len(row.evidence[0]["keys"]) == 3
    assert [text for text in recheck(ENDED).differences if promise in text] == []


def test_while_the_month_runs_a_share_can_recover_and_misses_cannot(world: World) -> None:
    agreed(NOTICE, "{share: 90}")
    three_works(world)
    assert judged(NOTICE, at=amsterdam("Thu 2026-10-29 09:00")).verdict == "at_risk"
    assert judged(NOTICE, at=amsterdam("Fri 2026-10-23 09:00")).verdict == "running"  # the two that were in time
    assert judged(NOTICE, at=amsterdam("Fri 2026-10-02 09:00")).shown is None


def test_only_what_concerned_a_customer_counts_for_it(world: World) -> None:
    agreed(NOTICE, "{share: 90}")
    three_works(world)
    maintained(world, "Mon 2026-10-12 09:00", "Tue 2026-10-20 22:00", "Tue 2026-10-20 23:00", code="professional")
    judge_month(month=OCTOBER, by=None, at=ENDED)
    on_it = Instance.objects.get(code="professional").placements.values_list("organisation", flat=True)[0]
    elsewhere = Instance.objects.get(code="professional-b").placements.values_list("organisation", flat=True)[0]
    assert [judged(NOTICE, each).worst for each in (on_it, elsewhere, None)] == [75, Decimal("66.6666"), 75]


def test_pages_say_share_bound_and_how_many_were_counted_in_both_languages(world: World) -> None:
    agreed(WINDOW, "{share: 90}")
    three_works(world)
    judge_month(month=OCTOBER, by=None, at=ENDED)

    def page(person: Person, address: str) -> str:
        answer = signed_in(person).get(address, at=amsterdam("Sun 2026-11-01 09:00"))
        return words_of(answer.content.decode()).replace("\u00a0", " ")

    for said in ("66,6666 %", "minstens 90 % binnen de tijden", "3 geteld, 1 gemist"):
        assert said in page(world.submitter, f"/promises/kept/2026-10/{WINDOW}")
        assert said in page(world.agent, "/promises?month=2026-10")
    (stand,) = read_month(OCTOBER, None, ENDED, names=[WINDOW])
    with translation.override("en"):
        assert bound_words(stand.judged, stand.promise).replace("\u00a0", " ") == "at least 90% inside the hours"


def test_deviating_days_are_one_verdict_over_their_quarter(world: World) -> None:
    agreed(DAYS, "{share: 60, per: quarter}")
    agreement = Agreement.objects.get(code="reference")
    for day, told in ((date(2026, 10, 14), "2026-10-12"), (date(2026, 11, 18), "2026-11-16"), (date(2026, 12, 9), "2026-12-09")):
        publish_exception(
            agreement=agreement, calendar="support", day=day, hours=["08:00-12:00"], reason={"nl": "Weg.", "en": "Away."},
            by=world.operator, at=datetime.fromisoformat(f"{told}T09:00:00+01:00"),
        )  # fmt: skip
    after = amsterdam("Fri 2027-01-01 00:20")
    assert judge_month(month=date(2026, 11, 1), by=None, at=amsterdam("Tue 2026-12-01 00:20")) > 0
    assert not MonthVerdict.objects.filter(promise=DAYS, month=OCTOBER).exists()  # November does not end the quarter
    judge_month(month=date(2026, 12, 1), by=None, at=after)
    row = MonthVerdict.objects.get(promise=DAYS, month=OCTOBER, until=date(2027, 1, 1))
    assert (row.verdict, row.worst, row.bound) == ("kept", Decimal("66.6666"), Decimal(60))
    assert (row.kept, row.broken) == (2, 1)
    assert row.organisation is None  # the same for everybody
    assert [text for text in recheck(after).differences if DAYS in text] == []


def test_works_over_a_quarter_are_stored_and_said_not_to_be_judged() -> None:
    """Where a customer sat all quarter is not read; what is about everybody, such as deviating days, is judged."""
    for promise, norm, is_judged in (
        (NOTICE, "{share: 90, per: quarter}", False),
        (WINDOW, "{share: 90, per: rolling 3 months}", False),
        (NOTICE, "{share: 90}", True),
        (DAYS, "{share: 90, per: quarter}", True),
        (DAYS, "{share: 90, per: billing cycle}", False),
    ):
        document = with_norm(promise, norm)
        notes = [note.message for note in unjudged_notes(document) if promise in note.message]
        assert notes == ([] if is_judged else [f"norm of {promise}: this release stores it and does not judge it"])
