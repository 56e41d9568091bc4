# SPDX-License-Identifier: EUPL-1.2
"""What follows by itself from what happens to a case. Each may run twice."""

from __future__ import annotations

from itertools import chain

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from akkoord.audit.models import Event
from akkoord.notifications.actions import write_mail
from akkoord.people.models import Person
from akkoord.scope.rules import Audience
from akkoord.web.mail_layout import Letter, mail

from .actions.telling import follow_clocks
from .models import Case, Message
from .rights import may_see
from .sentences import Names, line_of, sentence
from .slots import CASE_HEARERS, CASE_LINK, CASE_MAIL


def case_of(event: Event) -> Case | None:
    """The case that an event is about; None for an event about something else."""
    kind, _sep, key = event.subject.partition(":")
    if kind != "case":
        return None
    return Case.objects.select_related("organisation", "reporter", "assignee").filter(pk=int(key)).first()


def mail_about_case(event: Event) -> None:
    """Write a mail about the event to the reporter, to whoever follows, and to the one responsible. sla:2.2.1"""
    case = case_of(event)
    line = line_of(case.kind, event) if case else None
    if case is None or line is None or line.mail is None:
        return
    names = Names([event])
    for person in _hearers(case, event):
        with translation.override(person.language):
            letter = _letter(case, event, names, person)
        done = mail(letter, language=person.language, zone=person.time_zone, at=event.at)
        _write(case, event, person, person.email, done.subject, done.text, done.html)
    if case.reporter is None and case.reporter_email and event.audience != Audience.VENDOR_ONLY:
        letter = _letter(case, event, names, None)
        done = mail(letter, language=settings.LANGUAGE_CODE, zone=settings.TIME_ZONE, at=event.at)
        _write(case, event, None, case.reporter_email, done.subject, done.text, done.html)


def follow_deadline(event: Event) -> None:
    """A clock got another deadline by itself (opening hours were published): the queue must know."""
    case = case_of(event)
    if case is not None:
        follow_clocks(case=case, by=None, at=event.at)


def _hearers(case: Case, event: Event) -> list[Person]:
    """Those who hear of it: each once, none who may no longer see it, not the one who did it (but for a receipt)."""
    people = [case.reporter, case.assignee, *(f.person for f in case.followers.select_related("person"))]
    people += chain.from_iterable(CASE_HEARERS.gather(case=case, event=event))
    receipt = event.name == case.kind.opens_with.name()
    heard: dict[int, Person] = {}
    for person in people:
        if person is None or (person.pk == event.by_id and not receipt):
            continue
        if person.is_active and may_see(person, case) and event.circle.is_open_to(person.scope):
            heard[person.pk] = person
    return list(heard.values())


def _letter(case: Case, event: Event, names: Names, reader: Person | None) -> Letter:
    line = line_of(case.kind, event)
    assert line is not None and line.mail is not None  # asked before
    subject = sentence(line.mail, case, event, names, reader)
    message = Message.objects.filter(pk=event.data.get("message_id")).first()
    address = case.get_absolute_url() if reader else CASE_LINK.first(case=case)
    facts = [(_("Case"), f"{case.number} {case.subject}"), (_("State"), str(case.state_of.label))]
    return Letter(
        subject=f"{subject} [{case.number}]",
        heading=subject,
        paragraphs=[sentence(line.text, case, event, names, reader)],
        quote=message.text if message else "",
        quoted=message.by.name if message and message.by else (message and message.by_name) or case.reporter_name,
        facts=facts,
        action=(_("Look at the case"), settings.BASE_URL + address) if address else None,
        choice=CASE_MAIL.first(case=case, event=event, reader=reader),
        closing=_("You get this because you reported this case, follow it or are responsible for it.")
        if reader
        else _("You get this because you wrote to us."),
    )


def _write(case: Case, event: Event, person: Person | None, to: str, subject: str, text: str, html: str) -> None:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")
    thread = f"<{case.number.lower()}@{host}>"
    headers = {"Message-ID": f"<{case.number.lower()}.{event.pk}.{person.pk if person else 0}@{host}>"}
    headers |= {"References": thread, "In-Reply-To": thread, "Auto-Submitted": "auto-generated", "X-Case": case.number}
    write_mail(
        by=None,
        at=event.at,
        event_id=event.pk,
        about=case.key,
        circle=event.circle,
        person=person,
        to=to,
        subject=subject,
        text=text,
        html=html,
        headers=headers,
    )
