# SPDX-License-Identifier: EUPL-1.2
"""The commands of operations: bring in what another status page or another prober kept; a month of every organisation."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akkoord.importing.commands import REFUSED, import_commands

if TYPE_CHECKING:
    from .importing import measured
    from .importing.outages import Summary

MOST_CHANGES = 20


def add_commands(subparsers: Any) -> None:
    """Add `import outages`, `import checks` and `availability` to the `akkoord` command."""
    kinds = import_commands(subparsers)
    _add(kinds, "outages", "bring in the history of another status page; nobody is told", "a JSON object a line", import_history)
    _add(kinds, "checks", "bring in the log of another prober; nobody is told", "delimited text", import_log_of_checks)
    what = "print how a month's availability stands for each organisation with a contract, as CSV"
    month: ArgumentParser = subparsers.add_parser("availability", help=what, description=what)
    month.add_argument("month", type=_month, help="such as 2026-10")
    month.set_defaults(run=print_availability, needs_database=True)


def _add(kinds: Any, name: str, what: str, file: str, run: Callable[[Namespace], list[str]]) -> None:
    parser: ArgumentParser = kinds.add_parser(name, help=what, description=what)
    parser.add_argument("file", type=Path, help=f"{file}, packed with gzip or not")
    parser.add_argument("--mapping", type=Path, required=True, help="a YAML file that says what stands in it")
    parser.add_argument("--dry-run", action="store_true", help="read and check everything, write nothing")
    parser.set_defaults(run=_whole_or_not(run), needs_database=True)


def _month(text: str) -> date:
    return datetime.strptime(text, "%Y-%m").replace(tzinfo=UTC).date()


def print_availability(given: Namespace) -> int:
    """`akkoord availability MONTH`; the running month up to now."""
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    from .availability.listing import write_month

    with scoped(SYSTEM):
        write_month(given.month, at=datetime.now(UTC), file=sys.stdout)
    return 0


def _whole_or_not(run: Callable[[Namespace], list[str]]) -> Callable[[Namespace], int]:
    def command(given: Namespace) -> int:
        from akkoord.importing.faults import BadFile
        from akkoord.scope.database import scoped
        from akkoord.scope.rules import SYSTEM

        try:
            with scoped(SYSTEM):
                lines = run(given)
        except BadFile as bad:
            print(f"{bad}\nNothing was imported: {bad.count} faults.", file=sys.stderr)
            return REFUSED
        except OSError as error:
            print(error, file=sys.stderr)
            return REFUSED
        print(*lines, sep="\n")
        return 0

    return command


def import_history(given: Namespace) -> list[str]:
    """`akkoord import outages FILE --mapping FILE [--dry-run]`: what was done, in lines. Raises BadFile, OSError."""
    from akkoord.importing.mapping_file import read_mapping

    from .importing.mapping import OutagesMapping
    from .importing.outages import import_outages

    mapping = read_mapping(given.mapping, OutagesMapping)
    summary = import_outages(given.file, mapping, at=datetime.now(UTC), dry_run=given.dry_run)
    return [*_told_of_history(summary, given), *_told_of_changes(summary.changed)]


def _told_of_history(summary: Summary, given: Namespace) -> list[str]:
    would = "would be imported" if given.dry_run else "imported"
    lines = [
        f"{given.file}: {summary.lines:,} entries; {summary.outages:,} outages with {summary.updates:,} updates and"
        f" {summary.works:,} maintenances {would}, {summary.known:,} known already."
    ]
    if summary.outages:
        lines.append(f"  {', '.join(f'{count:,} {name}' for name, count in sorted(summary.severities.items()))}")
        lines.append(
            f"  {summary.corrected:,} began or ended otherwise than was said at first; the longest lasted {summary.longest}."
        )
    if summary.components:
        lines.append(f"  components made: {', '.join(summary.components)}")
    return lines


def import_log_of_checks(given: Namespace) -> list[str]:
    """`akkoord import checks FILE --mapping FILE [--dry-run]`: what was done, in lines. Raises BadFile, OSError."""
    from akkoord.importing.mapping_file import read_mapping

    from .importing.mapping import ChecksMapping
    from .importing.measured import import_checks

    mapping = read_mapping(given.mapping, ChecksMapping)
    return _told_of_checks(import_checks(given.file, mapping, at=datetime.now(UTC), dry_run=given.dry_run), given)


def _told_of_checks(summary: measured.Summary, given: Namespace) -> list[str]:
    new = "nothing was written" if given.dry_run else f"{summary.new:,} new"
    outages = "would follow" if given.dry_run else f"imported, {summary.closed:,} closed"
    lines = [f"{given.file}: {summary.rows:,} rows, {new}; {summary.outages:,} outages {outages}."]
    if summary.first is not None and summary.last is not None:
        lines.append(f"  from {summary.first:%Y-%m-%d %H:%M} to {summary.last:%Y-%m-%d %H:%M} UTC")
    for code, count in summary.checks.items():
        lines.append(f"  {code}: {count:,} rows, {summary.unknown[code]} unknown between them")
    if summary.components:
        lines.append(f"  components {'to make' if given.dry_run else 'made'}: {', '.join(summary.components)}")
    return lines


def _told_of_changes(changed: list[str]) -> list[str]:
    if not changed:
        return []
    lines = [
        f"  {len(changed):,} known ones differ and were left as they are:",
        *(f"    {each}" for each in changed[:MOST_CHANGES]),
    ]
    return lines if len(changed) <= MOST_CHANGES else [*lines, f"    and {len(changed) - MOST_CHANGES:,} more"]
