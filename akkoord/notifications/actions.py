# SPDX-License-Identifier: EUPL-1.2
"""Write a mail into the outbox; send what waits there."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from akkoord.people.models import Person
from akkoord.scope.models import columns_of
from akkoord.scope.rules import Circle

from .models import Mail
from .slots import MAIL_FILES


def write_mail(
    *,
    by: None,
    at: datetime,
    event_id: int | None,
    about: str,
    circle: Circle,
    person: Person | None,
    to: str,
    subject: str,
    text: str,
    html: str,
    headers: dict[str, str] | None = None,
) -> Mail | None:
    """Put a mail in the outbox and defer its sending, both in the running transaction.

    Unique on event and address: a reaction that runs twice writes one mail; None then.
    """
    mail = Mail(
        event_id=event_id,
        about=about,
        person=person,
        to=to,
        subject=" ".join(subject.split()),
        text=text,
        html=html,
        headers=headers or {},
        written_at=at,
        **columns_of(circle),
    )
    if event_id is not None and Mail.objects.filter(event_id=event_id, to=to).exists():
        return None
    mail.save()
    from .jobs import send  # the job module needs the app registry to be ready

    send.defer(mail_id=mail.pk)
    return mail


@transaction.atomic
def send_mail(*, by: None, at: datetime, mail_id: int) -> bool:
    """Hand one waiting mail to the mail server; False when it was sent before. Raises the server's error, to be retried.

    The row is locked while the server answers, so that two workers do not send it both: the second waits and sees. It
    never passes over a locked mail, which a worker that died may have held without sending it.
    """
    mail = Mail.objects.select_for_update().filter(pk=mail_id, sent_at=None).first()
    if mail is None:
        return False
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=mail.headers)
    message.attach_alternative(mail.html, "text/html")
    for name, content, media_type in chain.from_iterable(MAIL_FILES.gather(mail=mail)):
        message.attach(name, content, media_type)
    message.send()
    mail.sent_at = at
    mail.save(update_fields=["sent_at"])
    return True
