# SPDX-License-Identifier: EUPL-1.2
"""The desk's commands: bring in a log."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from akkoord.importing.commands import REFUSED, import_commands

if TYPE_CHECKING:
    from akkoord.desk.importing.run import Summary

MOST_CHANGES = 20
REASONS = {
    "no_first_answer": "the log has no first answers",
    "no_resolution": "the log does not say when it was resolved",
    "reopened_before": "the log keeps only the last resolution of a case that was reopened",
    "pauses_unknown": "the promise pauses, and the log does not say when",
    "lapsed": "the case lapsed",
}


def add_commands(subparsers: Any) -> None:
    """Add `import incidents` to the `akkoord` command."""
    what = "bring in the log of another service desk; nothing is mailed"
    incidents: ArgumentParser = import_commands(subparsers).add_parser("incidents", help=what, description=what)
    incidents.add_argument("file", type=Path, help="delimited text, packed with gzip or not")
    incidents.add_argument("--mapping", type=Path, required=True, help="a YAML file that says what the columns mean")
    incidents.add_argument("--agreement", required=True, metavar="CODE", help="the agreement that judges the log")
    incidents.add_argument("--dry-run", action="store_true", help="read and judge everything, write nothing")
    incidents.set_defaults(run=import_log, needs_database=True)


def import_log(arguments: Namespace) -> int:
    """`akkoord import incidents FILE --mapping FILE --agreement CODE [--dry-run]`; exit status 1 if nothing was imported."""
    from akkoord.desk.importing.mapping import Mapping
    from akkoord.desk.importing.parties import UnknownAgreement
    from akkoord.desk.importing.run import import_incidents
    from akkoord.importing.faults import BadFile
    from akkoord.importing.mapping_file import read_mapping
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    try:
        mapping = read_mapping(arguments.mapping, Mapping)
        with scoped(SYSTEM):
            summary = import_incidents(
                arguments.file, mapping, arguments.agreement, at=datetime.now(UTC), dry_run=arguments.dry_run, progress=_progress
            )
    except BadFile as bad:
        print(f"\n{bad}\nNothing was imported: {bad.count} faults.", file=sys.stderr)
        return REFUSED
    except (UnknownAgreement, OSError) as error:
        print(error, file=sys.stderr)
        return REFUSED
    print(*_told(summary, arguments), sep="\n")
    return 0


def _progress(rows: int, new: int) -> None:
    end = "\r" if sys.stderr.isatty() else "\n"
    print(f"{rows:,} rows read, {new:,} new cases", end=end, file=sys.stderr, flush=True)


def _told(summary: "Summary", arguments: Namespace) -> list[str]:
    would = "would be imported" if arguments.dry_run else "imported"
    lines = [f"{arguments.file}: {summary.rows:,} rows, {summary.new:,} cases {would}, {summary.known:,} known already."]
    for name in sorted({name for name, _ in summary.verdicts}):
        verdicts = [(verdict, count) for (clock, verdict), count in sorted(summary.verdicts.items()) if clock == name]
        lines.append(f"  {name}: {', '.join(f'{count:,} {_word(verdict)}' for verdict, count in verdicts)}")
        for (clock, reason), count in sorted(summary.reasons.items()):
            if clock == name:
                lines.append(f"    {count:,}: {REASONS[reason]}")
    if summary.skipped_hours or summary.doubled_hours:
        lines.append(
            f"  {summary.skipped_hours} moments fell in an hour that a clock change skips (the first moment after it was taken),"
            f" {summary.doubled_hours} in one that comes twice (the first was taken)."
        )
    if summary.changed:
        lines.append(f"  {len(summary.changed):,} known cases differ from the log and were left as they are:")
        lines += [f"    {change}" for change in summary.changed[:MOST_CHANGES]]
        if len(summary.changed) > MOST_CHANGES:
            lines.append(f"    and {len(summary.changed) - MOST_CHANGES:,} more")
    return lines


def _word(verdict: str) -> str:
    return {"none": "not measurable", "risk": "at risk"}.get(verdict, verdict)
