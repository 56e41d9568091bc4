# SPDX-License-Identifier: EUPL-1.2
"""Commands about promises: list verdicts, compute everything again, count."""

import re
import sys
from argparse import ArgumentTypeError, Namespace
from datetime import UTC, date, datetime
from typing import Any

FAILED = 1
MOST_DIFFERENCES = 50


def add_commands(subparsers: Any) -> None:
    """Add `verdicts` and `promises` to the `akkoord` command."""
    what = "print for each case and promise how it was kept"
    verdicts = subparsers.add_parser("verdicts", help=what, description=what)
    verdicts.add_argument("--kind", default="incident", help="the kind of case (incident)")
    formats = "CSV or one JSON object a line of each case; `jsonl` for the verdicts of the ledger, by month"
    verdicts.add_argument("--format", choices=("csv", "json", "jsonl"), default="csv", help=formats)
    verdicts.add_argument("--customer", help="with jsonl: the customer number of whose verdicts; without it those of all")
    verdicts.set_defaults(run=print_verdicts, needs_database=True)
    promises = subparsers.add_parser("promises", help="compute verdicts again, or count them")
    verbs = promises.add_subparsers(required=True, metavar="VERB")
    what = "compute all verdicts, deadlines and counts from the facts, and report every difference"
    again = verbs.add_parser("recheck", help=what, description=what)
    again.set_defaults(run=recheck_promises, needs_database=True)
    what = "judge the months that ended and were not yet, and with --all every month of the last year anew; the worker does so by itself"
    judge = verbs.add_parser("judge", help=what, description=what)
    judge.add_argument("--all", action="store_true", help="judge every month of the last year anew (after an import of history)")
    judge.set_defaults(run=judge_months, needs_database=True)
    what = "print how the promises to a customer were kept in a month that is over, as OSCAL assessment results"
    oscal = verbs.add_parser("oscal", help=what, description=what)
    oscal.add_argument("--customer", type=int, required=True, help="the customer number")
    oscal.add_argument("--month", type=month_of, required=True, help="such as 2026-10")
    oscal.add_argument("--language", choices=("nl", "en"), default="en")
    oscal.set_defaults(run=print_oscal, needs_database=True)
    what = "count what was decided since the last counting; the worker does so every minute"
    count = verbs.add_parser("count", help=what, description=what)
    count.add_argument("--all", action="store_true", help="throw the counts away and count everything")
    count.set_defaults(run=count_verdicts, needs_database=True)


def print_verdicts(arguments: Namespace) -> int:
    """`akkoord verdicts --kind KIND --format csv|json|jsonl`; exit status 1 for a kind or a customer that there is not."""
    if arguments.format == "jsonl":
        return _print_ledger(arguments.customer)
    from akkoord.cases.kind import all_kinds
    from akkoord.promises.verdicts import verdict_rows, write_csv, write_json
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    names = sorted(kind.name for kind in all_kinds())
    if arguments.kind not in names:
        print(f"{arguments.kind!r} is no kind of case; allowed: {', '.join(names)}", file=sys.stderr)
        return FAILED
    with scoped(SYSTEM):
        write = write_csv if arguments.format == "csv" else write_json
        write(verdict_rows(arguments.kind, datetime.now(UTC)), sys.stdout)
    return 0


def _print_ledger(customer: str | None) -> int:
    from akkoord.people.models import Organisation
    from akkoord.promises.lines import as_lines, verdicts_of
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM):
        found = verdicts_of(None)
        if customer is not None:
            whose = Organisation.objects.filter(customer_number=customer).first() if customer.isdecimal() else None
            if whose is None:
                print(f"there is no customer {customer!r}", file=sys.stderr)
                return FAILED
            found = verdicts_of(whose.pk)
        sys.stdout.writelines(as_lines(found))
    return 0


def month_of(text: str) -> date:
    """The first day of the month written as 2026-10, of 2000 to 2099. Raises ArgumentTypeError."""
    found = re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", text)
    if found is None:
        raise ArgumentTypeError(f"{text!r}: a month is a year from 2000 to 2099 and a month, such as 2026-10")
    return date(int(found[1]), int(found[2]), 1)


def print_oscal(arguments: Namespace) -> int:
    """`akkoord promises oscal --customer NUMBER --month 2026-10`; exit status 1 without customer, contract, or end of the month."""
    from akkoord.people.models import Organisation
    from akkoord.promises.report.oscal import oscal_of
    from akkoord.promises.report.reading import MonthOfMany, NoContract
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    at = datetime.now(UTC)
    with scoped(SYSTEM):
        try:
            report = MonthOfMany(arguments.month, at).report(Organisation.objects.get(customer_number=arguments.customer))
        except Organisation.DoesNotExist:
            print(f"there is no customer {arguments.customer}", file=sys.stderr)
            return FAILED
        except NoContract:
            print(f"customer {arguments.customer} had no agreement in {arguments.month:%Y-%m}", file=sys.stderr)
            return FAILED
    if report.ends_at > at:
        print(f"{arguments.month:%Y-%m} is not over yet", file=sys.stderr)
        return FAILED
    sys.stdout.write(oscal_of(report, arguments.language))
    return 0


def recheck_promises(arguments: Namespace) -> int:
    """`akkoord promises recheck`; exit status 1 when anything differs."""
    from akkoord.promises.actions import count_promises, note_recheck
    from akkoord.promises.rechecking import recheck
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    at = datetime.now(UTC)
    with scoped(SYSTEM):
        count_promises(by=None, at=at)
        found = recheck(at)
        note_recheck(by=None, at=at, verdicts=found.verdicts, differences=len(found.differences))
    print(*found.differences[:MOST_DIFFERENCES], sep="\n", end="\n" if found.differences else "")
    differences = f"{len(found.differences):,} differences"
    print(f"{found.verdicts:,} verdicts and {found.deadlines:,} deadlines computed again, {differences}.")
    return FAILED if found.differences else 0


def count_verdicts(arguments: Namespace) -> int:
    """`akkoord promises count [--all]`."""
    from akkoord.promises.actions import count_all_promises, count_promises
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM):
        if arguments.all:
            count_all_promises(by=None, at=datetime.now(UTC))
            print("Everything was counted again.")
        else:
            print(f"{count_promises(by=None, at=datetime.now(UTC)):,} changes counted.")
    return 0


def judge_months(arguments: Namespace) -> int:
    """`akkoord promises judge [--all]`."""
    from akkoord.promises.actions import judge_missing_months
    from akkoord.promises.actions.months import LOOK_BACK
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM):
        new = judge_missing_months(by=None, at=datetime.now(UTC), again=LOOK_BACK if arguments.all else 0)
    print(f"{new:,} verdicts of months are new.")
    return 0
