# SPDX-License-Identifier: EUPL-1.2
"""Pass a ticket on outside the organisation: with the words and files that were chosen, and nothing else. beheer:4"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from akkoord.audit.models import Event
from akkoord.cases.actions import attach_file, lock, make_move, tell
from akkoord.cases.models import Attachment, Case
from akkoord.cases.refusals import CannotMove, NotAllowed
from akkoord.cases.store import stream_of
from akkoord.cases.texts import checked_text
from akkoord.desk.actions import report_incident
from akkoord.notifications.actions import write_mail
from akkoord.people.models import Person
from akkoord.people.rules import PortalRole
from akkoord.web.mail_layout import Letter, mail

from ..addresses import address_of, thread_of
from ..events.tickets import TicketPassingMoved
from ..models import TicketPassing
from ..refusals import IsSetUp, NoIntegrator, NoSubmitter, NotHereYet
from ..rules.tickets import NOT_HERE_YET, Answers, State, Target, may_go_to
from ..tickets import settings_of

FROM = (State.INVESTIGATED, State.EXECUTED)


@transaction.atomic
def pass_on(
    *,
    case: Case,
    target: Target,
    answers: Answers,
    subject: str,
    text: str,
    by: Person,
    at: datetime,
    files: Sequence[Attachment] = (),
) -> TicketPassing:
    """Send the chosen words and files to the vendor's desk as an incident, or to the system integrator by mail.

    Raises NotAllowed, CannotMove, IsSetUp (a set-up question is no fault), NotHereYet, NoSubmitter, NoIntegrator, NothingSaid.
    """
    if target in NOT_HERE_YET:
        raise NotHereYet
    if not may_go_to(target, answers):
        raise IsSetUp
    held = lock(case, by=by, at=at)
    if held.state not in FROM:
        raise CannotMove
    if any(file.case_id != held.pk for file in files):
        raise NotAllowed
    send = _to_vendor if target == Target.INCIDENT else _to_integrator
    move = "pass_to_vendor" if target == Target.INCIDENT else "pass_to_integrator"
    make_move(case=case, move=move, by=by, at=at)  # refuses who may not
    return send(case, checked_text(subject), checked_text(text), files, by, at)


def _to_vendor(case: Case, subject: str, text: str, files: Sequence[Attachment], by: Person, at: datetime) -> TicketPassing:
    if PortalRole.INCIDENT_SUBMITTER not in by.roles_in(case.organisation_id):
        raise NoSubmitter
    assert case.organisation is not None  # a ticket always has one
    incident = report_incident(by=by, at=at, organisation=case.organisation, subject=subject, text=text)
    first = incident.messages.order_by("pk").first()
    for file in files:
        content = list(stream_of(file.key))  # whole: the store cannot be read and written at once
        attach_file(case=incident, by=by, at=at, name=file.name, size=file.size, chunks=content, message=first)
    return _kept(case, Target.INCIDENT, subject, text, files, by, at, other=incident)


def _to_integrator(case: Case, subject: str, text: str, files: Sequence[Attachment], by: Person, at: datetime) -> TicketPassing:
    settings = settings_of(case.organisation_id)
    if not settings.integrator_email:
        raise NoIntegrator
    passing = _kept(case, Target.INTEGRATOR, subject, text, files, by, at, to=settings.integrator_email)
    with translation.override(by.language):
        letter = Letter(
            subject=subject,
            heading=subject,
            paragraphs=[_("%(name)s of %(organisation)s asks you this.") % {"name": by.name, "organisation": case.organisation}],
            quote=text,
            quoted=by.name,
            closing=_("Answer this mail, and your answer comes back to them."),
        )
    done = mail(letter, language=by.language, zone=by.time_zone, at=at)
    thread = thread_of(passing)
    headers = {"Message-ID": thread, "Reply-To": address_of(settings), "Auto-Submitted": "auto-generated"}
    write_mail(
        by=None, at=at, event_id=None, about=f"ticket_passing:{passing.pk}", circle=case.circle, person=None, to=passing.to,
        subject=done.subject, text=done.text, html=done.html, headers=headers,
    )  # fmt: skip
    return passing


def _kept(
    case: Case,
    target: Target,
    subject: str,
    text: str,
    files: Sequence[Attachment],
    by: Person,
    at: datetime,
    *,
    other: Case | None = None,
    to: str = "",
) -> TicketPassing:
    return TicketPassing.objects.create(
        case=case, target=target, other=other, to=to, subject=subject, text=text, files=[f.pk for f in files], at=at, by=by
    )


@transaction.atomic
def note_standing(*, passing: TicketPassing, state: str, by: None, at: datetime) -> None:
    """Write on the ticket into which state its incident came at the vendor; the same of one moment stands once."""
    assert passing.other is not None  # only incidents move by themselves
    held = lock(passing.case, by=by, at=at)
    told = Event.objects.filter(subject=held.key, name=TicketPassingMoved.name(), at=at)
    if told.filter(data__other_id=passing.other_id, data__other_state=state).exists():
        return
    fact = TicketPassingMoved(
        case_id=passing.case_id, other_id=passing.other_id, other_kind=passing.other.kind_name, other_state=state
    )
    tell(case=held, fact=fact, by=by, at=at)
