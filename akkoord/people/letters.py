# SPDX-License-Identifier: EUPL-1.2
"""What sign-in has to say by mail, in the reader's language. Delivered through a slot: the outbox stands above."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from akkoord.web.mail_layout import Letter
from akkoord.web.slots import Slot

from .models import Person

LETTERS = Slot("sign_in_letters")
"""`filling(person, letter, at) -> bool`: put the letter in the outbox."""


class NobodyDelivers(RuntimeError):
    """The slot is empty: `site/wiring.py` must fill it, or a mail would be lost."""


def post(*, person: Person, name: str, url: str, at: datetime) -> None:
    """Write the mail that allauth calls `name` and leave it for delivery. Raises NobodyDelivers, KeyError."""
    with translation.override(person.language):
        letter = WORDS[name](person, url)
    if LETTERS.first(person=person, letter=letter, at=at) is None:
        raise NobodyDelivers(name)


def _choose_password(person: Person, url: str) -> Letter:
    return Letter(
        subject=_("Choose a new password"),
        heading=_("Choose a new password"),
        paragraphs=[
            _("Hello %(name)s, somebody asked for a new password for this address. Was it you? Then choose one here.")
            % {"name": person.first_name},
            _("The link works once, for %(days)d days. Was it not you? Then do nothing: your password stays as it is.")
            % {"days": days()},
        ],
        action=(_("Choose a new password"), url),
        closing=_closing(),
    )


def _told(what: Callable[[], str]) -> Callable[[Person, str], Letter]:
    def letter(person: Person, url: str) -> Letter:
        return Letter(
            subject=what(),
            heading=what(),
            paragraphs=[
                _("Hello %(name)s, this was just done on your account. Was it you? Then there is nothing you need to do.")
                % {"name": person.first_name},
                _("Was it not you? Then choose a new password at once and call the service desk."),
            ],
            action=(_("Look at my account"), url),
            closing=_closing(),
        )

    return letter


def days() -> int:
    """How many days a link to choose a password works."""
    return settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)


def _closing() -> str:
    return _("You get this because it is about the safety of your account.")


WORDS: dict[str, Callable[[Person, str], Letter]] = {
    "account/email/password_reset_key": _choose_password,
    "account/email/password_reset": _told(lambda: _("Your password was changed")),
    "account/email/password_changed": _told(lambda: _("Your password was changed")),
    "account/email/password_set": _told(lambda: _("Your password was set")),
    "mfa/email/totp_activated": _told(lambda: _("Your second factor is on")),
    "mfa/email/totp_deactivated": _told(lambda: _("Your second factor was taken off")),
    "mfa/email/recovery_codes_generated": _told(lambda: _("You have new recovery codes")),
}
