# SPDX-License-Identifier: EUPL-1.2
"""`akkoord import WHAT`: every floor with an importer adds its own."""

import argparse
from typing import Any

REFUSED = 1


def import_commands(subparsers: Any) -> Any:
    """The kinds of import, to which a floor adds; made by whoever asks first."""
    known: argparse.ArgumentParser | None = subparsers.choices.get("import")
    if known is None:
        top: argparse.ArgumentParser = subparsers.add_parser("import", help="bring in what another program kept")
        return top.add_subparsers(required=True, metavar="WHAT")
    return next(action for action in known._actions if isinstance(action, argparse._SubParsersAction))
