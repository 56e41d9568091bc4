# SPDX-License-Identifier: EUPL-1.2
"""The prober for one place. It needs the database alone, so of the settings only its login is refused when it is insecure."""

import argparse
import asyncio
import sys
from argparse import Namespace
from typing import Any


def add_commands(subparsers: Any) -> None:
    """Add `prober` to the `akkoord` command."""
    text = "the prober, which asks what the probes ask from one place, for production"
    command: argparse.ArgumentParser = subparsers.add_parser("prober", help=text, description=text)
    command.add_argument("--place", required=True, metavar="CODE", help="where it stands; one prober at a time for a place")
    command.set_defaults(run=main)


def main(options: Namespace) -> int:
    """Refuse what is insecure, then ask until told to stop. A place that is not known is an error."""
    from .cli import set_up_django  # which offers this command
    from .serve import refuse

    set_up_django()
    from django.db import connection

    from akkoord.operations.models import Place
    from akkoord.operations.prober.holding import use_no_pool
    from akkoord.operations.prober.process import Prober

    from . import checks

    use_no_pool()
    refuse(checks.insecure_login(checks.login()))
    places = dict(Place.objects.values_list("code", "pk"))
    if options.place not in places:
        print(f"no place {options.place!r}; there is {', '.join(sorted(places)) or 'none'}", file=sys.stderr)
        return 1
    connection.close()
    asyncio.run(Prober(places[options.place], options.place).run())
    return 0
