# SPDX-License-Identifier: EUPL-1.2
"""Ask for reports, begin batches, make the next one that waits. sla:2.6.2

Whoever makes one holds its row until it is stored, so that any number of workers share the work and none is made twice; a worker
that is killed leaves the row as it was.
"""

from __future__ import annotations

import logging
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force
from akkoord.agreements.models import Contract
from akkoord.audit.actions import announce
from akkoord.cases.store import keep
from akkoord.operations.rules.months import month_before, next_month
from akkoord.people.models import Organisation, Person
from akkoord.scope.rules import Circle

from .events import ReportMade, ReportPlaced, ReportsAsked
from .files import pdf_of
from .models import DueReport, MadeReport, ReportRun
from .reading import MonthOfMany, NoContract
from .refusals import MonthNotOffered, NotYours
from .rights import may_read, may_run, read_in
from .rules import first_working_day, may_be_asked
from .value import MonthReport

FIRST_CLASS = "first_class"  # the option of a contract
logger = logging.getLogger(__name__)


@transaction.atomic
def ask_report(*, organisation: Organisation, month: date, by: Person, at: datetime) -> DueReport:
    """Have the report of a month made; one that waits already is that one. Raises NotYours, MonthNotOffered."""
    if not may_read(by, organisation.pk):
        raise NotYours
    _check_offered(month, at)
    due, is_new = DueReport.objects.get_or_create(
        organisation=organisation, month=month, done_at=None, defaults={"asked_at": at, "asked_by": by}
    )
    if not is_new and due.attempts:
        DueReport.objects.filter(pk=due.pk).update(attempts=0, failure="")
    return due


@transaction.atomic
def begin_run(*, month: date, whom: str, by: Person | None, at: datetime) -> ReportRun | None:
    """Put the reports of a month in line: of every organisation with First Class in it, or of every one with a contract.

    None where that batch was begun before. Raises NotYours, MonthNotOffered.
    """
    if by is not None and not may_run(by):
        raise NotYours
    _check_offered(month, at)
    run, is_new = ReportRun.objects.get_or_create(month=month, whom=whom, defaults={"begun_at": at, "by": by})
    if not is_new:
        return None
    contracts = Contract.objects.filter(Q(ends_on=None) | Q(ends_on__gt=month), starts_on__lt=next_month(month))
    if whom == ReportRun.FIRST_CLASS:
        contracts = contracts.filter(options__contains=[FIRST_CLASS])
    organisations = contracts.order_by("organisation").values_list("organisation", flat=True).distinct()
    is_promised = whom == ReportRun.FIRST_CLASS
    due = [
        DueReport(organisation_id=pk, month=month, run=run, is_promised=is_promised, asked_at=at, asked_by=by)
        for pk in organisations
    ]
    DueReport.objects.bulk_create(due, ignore_conflicts=True, batch_size=2000)
    if is_promised:  # one that somebody asked for, and that still waits, is the promised one now
        DueReport.objects.filter(month=month, done_at=None, run=None, organisation__in=organisations).update(
            is_promised=True, run=run
        )
    announce(ReportsAsked(run.pk, f"{month:%Y-%m}", whom, run.due.count()), by=by.pk if by else None, at=at)
    return run


def begin_promised_reports(*, by: None, at: datetime) -> ReportRun | None:
    """From the first working day of a month on: the reports of the month before, for First Class. Once a month."""
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    month = month_before(today.replace(day=1))
    if ReportRun.objects.filter(month=month, whom=ReportRun.FIRST_CLASS).exists():
        return None
    try:
        terms = terms_in_force(None, at)
    except NoAgreementInForce:
        return None
    calendar = terms.calendar(terms.calendar_names[0])
    if today < first_working_day(today, calendar.is_working_day):
        return None
    return begin_run(month=month, whom=ReportRun.FIRST_CLASS, by=None, at=at)


@transaction.atomic
def make_next_report(*, months: dict[date, MonthOfMany], by: None, at: datetime) -> DueReport | None:
    """Make the report that waits longest, those that somebody asked for first; None where none waits.

    `months` keeps what is read in common from one call to the next. What goes wrong with one is logged, and stands beside it.
    """
    waiting = (
        DueReport.objects.waiting().select_for_update(skip_locked=True, of=("self",)).select_related("organisation", "asked_by")
    )
    due = waiting.filter(run=None).order_by("id").first() or waiting.order_by("id").first()
    if due is None:
        return None
    try:
        with transaction.atomic():
            if due.month not in months:
                months[due.month] = MonthOfMany(due.month, at)
            due.report = _made(due, months[due.month].report(due.organisation), at)
        due.done_at = at
    except NoContract:
        due.done_at, due.failure = at, NoContract.__name__
    except Exception as error:
        logger.exception("The report of organisation %s about %s failed", due.organisation_id, due.month)
        due.attempts, due.failure = due.attempts + 1, type(error).__name__
    due.save(update_fields=["done_at", "report", "attempts", "failure"])
    return due


def _made(due: DueReport, value: MonthReport, at: datetime) -> MadeReport:
    """The report as it is stored: the one that stands where the facts are the same, otherwise a new row beside it."""
    made = MadeReport.objects.filter(organisation=due.organisation, month=due.month).order_by("-id").first()
    languages = read_in(due.organisation_id, due.asked_by)
    if made is None or made.sha256 != value.fingerprint or not languages <= made.files.keys():
        made = MadeReport.objects.create(
            organisation=due.organisation,
            month=due.month,
            facts=value.text,
            sha256=value.fingerprint,
            files={language: _stored(value, language) for language in sorted(languages)},
            is_promised=due.is_promised,
            made_at=at,
        )
    fact = ReportPlaced if due.is_promised else ReportMade
    announce(fact(made.pk, f"{due.month:%Y-%m}"), by=due.asked_by_id, at=at, circle=Circle(due.organisation_id))
    return made


def _stored(value: MonthReport, language: str) -> dict[str, object]:
    """Written under a name that the facts give, so that one written again after a kill takes the place of the first."""
    content = pdf_of(value, language)
    key = f"report-{value.fingerprint}-{language}.pdf"
    keep(key, content)
    return {"key": key, "size": len(content), "sha256": sha256(content).hexdigest()}


def _check_offered(month: date, at: datetime) -> None:
    if not may_be_asked(month, at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()):
        raise MonthNotOffered
