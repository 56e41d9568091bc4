# SPDX-License-Identifier: EUPL-1.2
"""Make a ticket of a mail, or put an answer on the ticket that it is about. Delivered twice is taken in once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from akkoord.cases.actions import add_to_case, attach_file, lock, make_move, say, tell
from akkoord.cases.case_page import offered_moves
from akkoord.cases.finding import find_case
from akkoord.cases.kind import Look, Purpose
from akkoord.cases.models import Case, Message
from akkoord.people.models import Organisation, Person
from akkoord.web.refusals import Refusal

from ..addresses import passing_token_in, token_in
from ..events.tickets import TicketIntegratorReplied
from ..incoming import Incoming
from ..kinds import TICKET
from ..models import TicketPassing, TicketSettings
from ..refusals import NoSuchAddress, SenderUnknown
from .tickets import ask_ticket

LONGEST_SUBJECT = 200


@transaction.atomic
def take_in_mail(*, mail: Incoming, by: None, at: datetime) -> tuple[Case, list[str]] | None:
    """The ticket that it opened or was put on, with the files that were refused and why; None for what a machine sent.

    Raises NoSuchAddress (none of its recipients is an organisation's), SenderUnknown (nobody of that organisation), NothingSaid.
    """
    tokens = [token for token in map(token_in, mail.recipients) if token]
    settings = TicketSettings.objects.filter(mail_token__in=tokens).select_related("organisation").first()
    if settings is None:
        raise NoSuchAddress
    if mail.is_automatic:
        return None
    passing = _passing_of(mail, settings.organisation)
    if passing is not None:
        return _integrator_answers(passing, mail, at)
    person = Person.objects.filter(email__iexact=mail.sender, is_active=True).first()
    if person is None or settings.organisation_id not in person.scope.organisations:
        raise SenderUnknown
    with translation.override(person.language):
        return _said_by(person, settings.organisation, mail, at)


def _said_by(person: Person, organisation: Organisation, mail: Incoming, at: datetime) -> tuple[Case, list[str]]:
    case = find_case(mail.number, person) if mail.number else None
    if case is not None and case.kind_name == TICKET.name and case.is_open:
        return _added(case, person, mail, at)
    key = f"{organisation.pk}:{mail.key}"  # one letter may go to two organisations
    already = Case.objects.filter(kind_name=TICKET.name, external_id=key).first()
    if already is not None:
        return already, []
    case = ask_ticket(
        organisation=organisation,
        subject=mail.subject[:LONGEST_SUBJECT] or _("Question by e-mail"),
        text=mail.text or mail.subject,
        by=person,
        at=at,
        origin="mail",
        external_id=key,
    )
    return case, _attached(case, case.messages.order_by("pk").first(), person, mail, at)


def _added(case: Case, person: Person, mail: Incoming, at: datetime) -> tuple[Case, list[str]]:
    """An answer on what is waited for where it is; anything else is added."""
    if Message.objects.filter(once=mail.once).exists():
        return case, []
    waits = case.state_of.look == Look.CUSTOMER
    answering = next((m for m in offered_moves(case, person) if waits and m.name == "reply"), None)
    said: Message | None
    if answering is not None:
        said = make_move(case=case, move=answering.name, by=person, at=at, text=mail.text, via="mail", once=mail.once)
    else:
        said = add_to_case(case=case, by=person, at=at, text=mail.text, via="mail", once=mail.once)
    return case, _attached(case, said, person, mail, at)


def _attached(case: Case, message: Message | None, person: Person, mail: Incoming, at: datetime) -> list[str]:
    refused = []
    for name, content in mail.files:
        try:
            attach_file(case=case, by=person, at=at, name=name, size=len(content), chunks=[content], message=message)
        except Refusal as refusal:
            refused.append(f"{name}: {refusal.message}")
    return refused


def _passing_of(mail: Incoming, organisation: Organisation) -> TicketPassing | None:
    """What was passed on and is answered: its Message-ID was in that letter alone, and the answer comes from where it went."""
    tokens = [token for token in map(passing_token_in, mail.answers) if token]
    found = TicketPassing.objects.filter(token__in=tokens, case__organisation=organisation, to__iexact=mail.sender)
    return found.select_related("case").first() if tokens else None


def _integrator_answers(passing: TicketPassing, mail: Incoming, at: datetime) -> tuple[Case, list[str]]:
    case = lock(passing.case, by=None, at=at)
    if not Message.objects.filter(once=mail.once).exists():
        said = say(
            case=case, by=None, at=at, text=mail.text, purpose=Purpose.ADDITION, via="mail", once=mail.once,
            by_name=mail.sender_name or mail.sender,
        )  # fmt: skip
        tell(case=case, fact=TicketIntegratorReplied(case_id=case.pk, message_id=said.pk), by=None, at=at)
    return case, [f"{name}: not kept; ask them to send it to you" for name, _content in mail.files]
