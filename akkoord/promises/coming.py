# SPDX-License-Identifier: EUPL-1.2
"""The improvement plans that the vendor owes an organisation, in the calendars of who reads its reports, while they are to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from akkoord.people.coming import Due
from akkoord.people.models import Organisation, Person
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.web.said import url

from .ledger import is_everybodys
from .measuring import terms_of_month
from .models import MonthVerdict
from .owed import owed_under
from .report.rights import READERS
from .rules import month_after, month_before, months_until

LOOK_BACK = 4  # months: no plan of an agreement is due later than that after its period


def coming_plans(person: Person, at: datetime) -> list[Due]:
    """One for each broken period whose plan is due after `at`; asks the ledger once, and more only where something is broken."""
    own = person.organisations_with(*READERS)
    return list(_plans(own, at)) if own else []


def _plans(own: list[int], at: datetime) -> Iterator[Due]:
    months = months_until(at.astimezone(ZoneInfo(settings.TIME_ZONE)).date(), LOOK_BACK)
    rows = MonthVerdict.objects.filter(until__in=[month_after(month) for month in months])
    with scoped(SYSTEM):
        told = rows.filter(organisation__in=own).in_force(), rows.filter(organisation=None).in_force()
        broken = [row for each in told for row in each if row.verdict == "broken"]
        organisations = Organisation.objects.in_bulk(own) if broken else {}
        for row in broken:
            for whose in own if row.organisation_id is None else [row.organisation_id]:
                yield from _plan(row, organisations[whose], at, is_only=len(own) == 1)


def _plan(row: MonthVerdict, whose: Organisation, at: datetime, *, is_only: bool) -> Iterator[Due]:
    """What one verdict owes one organisation under its own terms; a verdict of all together where it is everybody's alone."""
    last = month_before(row.until)
    terms = terms_of_month(last, whose.pk, at)
    promises = {} if terms is None else {f"{clause.clause}/{p.id}": p for clause, p in terms.document.promises()}
    promise = promises.get(row.promise)
    if (
        terms is None
        or promise is None
        or promise.consequences is None
        or is_everybodys(promise) != (row.organisation_id is None)
    ):
        return
    owed = owed_under(terms, promise, row.judged, whose.pk, at, everybodys=row.organisation_id is None)
    if owed is None or owed.plan_due is None or owed.plan_due <= at:
        return
    yield Due(
        key=f"plan-{whose.pk}-{row.until}-{row.promise.replace('/', '-')}",
        at=owed.plan_due,
        title=_("%(vendor)s: improvement plan") % {"vendor": settings.VENDOR_NAME},
        path=url("promise_evidence", f"{last:%Y-%m}", row.promise) + ("" if is_only else f"?for={whose.customer_number}"),
        set_at=row.judged_at,
        text="\n".join([promise.text.in_language(get_language() or "nl"), *([] if is_only else [whose.name])]),
    )
