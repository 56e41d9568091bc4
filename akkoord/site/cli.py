# SPDX-License-Identifier: EUPL-1.2
"""The command line, `akkoord`. Commands over files alone start without Django; the others bring the database up first."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from . import probe, registering

# Floors whose `cli.py` offers `add_commands(subparsers)`. A command says `needs_database=True` with `set_defaults`.
FLOORS = ("agreements", "operations", "desk", "stewardship", "partners", "promises")
ROOT = Path(__file__).resolve().parent.parent.parent


def home() -> Path:
    """Where everything that is made while running is kept: `AKKOORD_HOME`, or `.akkoord` in the checkout."""
    return Path(os.environ.get("AKKOORD_HOME") or ROOT / ".akkoord")


def bring_up_database() -> None:
    """Use the server that the environment names; without one, start the embedded one."""
    if not os.environ.get("AKKOORD_DATABASE_URL"):
        from . import postgres

        postgres.start(home()).to_environment()


def set_up_django() -> None:
    """The database and Django, ready for a command."""
    bring_up_database()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akkoord.site.settings")
    import django  # here, for commands over files start in a tenth of the time without it

    django.setup()


def parser() -> argparse.ArgumentParser:
    """All commands: those of the site, and those that the floors offer."""
    top = argparse.ArgumentParser(prog="akkoord", description="The service agreement that runs.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add(commands, "manage", manage, "Django's own commands: migrate, shell, check", arguments=True)
    _add(commands, "migrate", migrate, "bring the tables up to date, as the role that owns them")
    _add(commands, "serve", _site("serve"), "the web server, for production")
    _add(commands, "worker", _site("work"), "the worker that does jobs and schedules, for production")
    _add(commands, "demo", _site("demo"), "the demonstration, in one command")
    probe.add_commands(commands)
    registering.add_commands(commands)
    for floor in FLOORS:
        import_module(f"akkoord.{floor}.cli").add_commands(commands)
    return top


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    run: Callable[[argparse.Namespace], int | None],
    text: str,
    *,
    arguments: bool = False,
) -> None:
    command = commands.add_parser(name, help=text, description=text, add_help=not arguments)
    if arguments:
        command.add_argument("arguments", nargs=argparse.REMAINDER)
    command.set_defaults(run=run)


def _site(module: str, function: str = "main") -> Callable[[argparse.Namespace], int | None]:
    def run(options: argparse.Namespace) -> int | None:
        result: int | None = getattr(import_module(f"akkoord.site.{module}"), function)()
        return result

    return run


def manage(options: argparse.Namespace) -> None:
    """Hand everything after `manage` to Django."""
    set_up_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["akkoord manage", *options.arguments])


def migrate(options: argparse.Namespace | None = None) -> None:
    """Bring the tables up to date, logged in as their owner."""
    set_up_django()
    from django.core.management import call_command

    call_command("migrate", database="owner", interactive=False, verbosity=int(options is not None))
    call_command("createcachetable", database="owner", verbosity=0)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["manage"]:  # argparse would take Django's options for its own
        manage(argparse.Namespace(arguments=words[1:]))
        return 0
    options = parser().parse_args(words)
    if getattr(options, "needs_database", False):
        set_up_django()
    return int(options.run(options) or 0)


if __name__ == "__main__":
    sys.exit(main())
