# SPDX-License-Identifier: EUPL-1.2
"""Addresses by which mail becomes a ticket, or comes back on one. They hold a part that cannot be guessed."""

from __future__ import annotations

from django.conf import settings as site

from .models import TicketPassing, TicketSettings

BOX = "tickets"


def host() -> str:
    """What stands after the @ in the addresses of this installation."""
    return site.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >")


def address_of(settings: TicketSettings) -> str:
    """Where people of the organisation mail their questions."""
    return f"{BOX}+{settings.mail_token}@{host()}"


def thread_of(passing: TicketPassing) -> str:
    """The Message-ID of what was passed on, by which an answer is known."""
    return f"<passing.{passing.token}@{host()}>"


def token_in(address: str) -> str:
    """The part of an address that names an organisation; "" for another address."""
    box, _at, _host = address.strip().lower().partition("@")
    name, plus, token = box.partition("+")
    return token if plus and name == BOX else ""


def passing_token_in(message_id: str) -> str:
    """The part of a Message-ID that names what was passed on; "" for another."""
    word = message_id.strip().strip("<>").partition("@")[0]
    return word.removeprefix("passing.") if word.startswith("passing.") else ""
