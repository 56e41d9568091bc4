# SPDX-License-Identifier: EUPL-1.2
"""What a plan of maintenance means before it is saved: which promises it breaks, when it would not, how its time counts. sla:2.3.1"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force, terms_of_version
from akkoord.agreements.terms import Terms
from akkoord.timing.moments import OutsideYears, whole_seconds
from akkoord.web.moments import written

from .evidence.agreed import AVAILABILITY, agreed_on
from .models import Maintenance, Plan
from .promised import promised_of
from .rules.first_moment import first_moment
from .rules.formula import CountsAs
from .rules.notice import Breach, Planned, Promised, What, breaches, proof
from .rules.words import MaintenanceKind
from .rules.works import Work, cause_of

STEP = 15 * 60  # an offer lies on a quarter of an hour, and stays good while somebody reads it


@dataclass(frozen=True)
class Broken:
    """A promise that a plan breaks, in the reader's words."""

    promise: str
    clause: str
    text: str
    said: str
    is_aim: bool


@dataclass(frozen=True)
class PlanReading:
    """`first`: when the same work would break nothing, None when never or not needed. `own` and `other`: how its time counts."""

    planned: Planned
    broken: tuple[Broken, ...]
    first: datetime | None
    own: CountsAs
    other: CountsAs

    @property
    def is_refused(self) -> bool:
        """Whether it takes a reason to save it."""
        return any(not each.is_aim for each in self.broken)

    @property
    def seconds(self) -> int:
        """Its length."""
        return whole_seconds(self.planned.end) - whole_seconds(self.planned.begin)

    @property
    def mark(self) -> str:
        """Changes when the plan does: whoever saves has read about the plan that is saved."""
        return f"{whole_seconds(self.planned.begin)}-{whole_seconds(self.planned.end)}-{self.own}-{self.other}-{self.is_refused}"


def read_plan(kind: str, *, is_security: bool, begin: datetime, end: datetime, at: datetime) -> PlanReading:
    """A plan that would be announced at `at`, with an offer when it breaks something."""
    try:
        terms = terms_in_force(None, at)
    except NoAgreementInForce:
        terms = None
    promised = promised_of(terms, kind, at) if terms else Promised()
    reading = _reading(terms, promised, kind, is_security, Planned(begin, end, at))
    if not reading.is_refused:
        return reading
    return replace(reading, first=_offer(reading.planned, promised))


def reading_of_plan(maintenance: Maintenance, plan: Plan) -> PlanReading:
    """A plan that was announced, under the agreement that held then."""
    terms = terms_of_version(maintenance.version) if maintenance.version else None
    promised = promised_of(terms, maintenance.kind, plan.announced_at) if terms else Promised()
    planned = Planned(plan.planned_from, plan.planned_until, plan.announced_at)
    return _reading(terms, promised, maintenance.kind, maintenance.is_security, planned)


def _reading(terms: Terms | None, promised: Promised, kind: str, is_security: bool, planned: Planned) -> PlanReading:
    formula = agreed_on(localtime(planned.begin).date(), AVAILABILITY, None, planned.announced_at).formula
    is_proved = terms is not None and proof(planned, promised).is_complete
    bounds = whole_seconds(planned.begin), whole_seconds(planned.end)
    cause = cause_of(Work("", MaintenanceKind(kind), is_security, *bounds, None, None, is_proved))
    return PlanReading(
        planned,
        tuple(_in_words(terms, each) for each in breaches(planned, promised)) if terms else (),
        None,
        formula.counts_as(cause),
        formula.other_maintenance().counts_as(cause),
    )


def _offer(planned: Planned, promised: Promised) -> datetime | None:
    """The first moment that still does in a quarter of an hour, so that who takes it is in time."""
    soon = -(-whole_seconds(planned.announced_at) // STEP) * STEP + STEP
    later = planned.announced_at + timedelta(seconds=soon - whole_seconds(planned.announced_at))
    try:
        return first_moment(replace(planned, announced_at=later), promised)
    except OutsideYears:
        return None


def _in_words(terms: Terms, breach: Breach) -> Broken:
    clause, promise = terms.clause_and_promise(breach.promise)
    if breach.what is What.NOTICE and breach.latest is not None:
        said = _("Too late: for this moment it had to be announced by %(latest)s.") % {"latest": written(breach.latest, "dated")}
    else:
        said = _("Outside these hours, or partly.")
    return Broken(breach.promise, clause.clause, promise.text.in_language(get_language() or "nl"), said, breach.is_aim)
