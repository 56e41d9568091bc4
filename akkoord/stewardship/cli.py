# SPDX-License-Identifier: EUPL-1.2
"""The management organisation's command: take in mail."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from typing import Any

TAKEN, BAD_MESSAGE, NO_SUCH_USER, LATER, NOT_PERMITTED = 0, 65, 67, 75, 77  # as mail servers know them (sysexits.h)


def add_commands(subparsers: Any) -> None:
    """Add `mail-in` to the `akkoord` command."""
    what = "take in one mail on standard input as a ticket of an organisation, or as an answer on one"
    command: ArgumentParser = subparsers.add_parser("mail-in", help=what, description=what)
    command.add_argument("--recipient", action="append", default=[], help="an address that the mail server delivers to")
    command.set_defaults(run=take_in, needs_database=True)


def take_in(arguments: Namespace) -> int:
    """`akkoord mail-in [--recipient ADDRESS] < message`; what it prints when it refuses is for the sender."""
    from django.db import DatabaseError

    from akkoord.cases.refusals import NothingSaid
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM
    from akkoord.stewardship.actions.mail_in import take_in_mail
    from akkoord.stewardship.incoming import read_message
    from akkoord.stewardship.refusals import NoSuchAddress, SenderUnknown
    from akkoord.web.refusals import Refusal

    codes: dict[type[Refusal], int] = {NoSuchAddress: NO_SUCH_USER, SenderUnknown: NOT_PERMITTED, NothingSaid: BAD_MESSAGE}
    mail = read_message(sys.stdin.buffer.read(), arguments.recipient)
    try:
        with scoped(SYSTEM):
            taken = take_in_mail(mail=mail, by=None, at=datetime.now(UTC))
    except Refusal as refusal:
        print(refusal.message)
        return codes.get(type(refusal), BAD_MESSAGE)
    except DatabaseError as error:  # it is away, or another delivery of this message was just before
        print(f"Not now: {type(error).__name__}. It is offered again.", file=sys.stderr)  # no more: the sender may read it
        return LATER
    if taken is None:
        print("A machine sent this; it was left alone.", file=sys.stderr)
        return TAKEN
    case, refused = taken
    print(case.number, *refused, sep="\n")
    return TAKEN
