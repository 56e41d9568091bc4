# SPDX-License-Identifier: EUPL-1.2
"""Commands about the partner programme: publish a version of the code of conduct. The programme itself is an agreement's file."""

import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

FAILED = 1


def add_commands(subparsers: Any) -> None:
    """Add `partners` to the `akkoord` command."""
    partners = subparsers.add_parser("partners", help="publish the code of conduct of the partner programme")
    verbs = partners.add_subparsers(required=True, metavar="VERB")
    what = "publish a version of the code of conduct; everybody of every partner is then asked to accept it"
    conduct = verbs.add_parser("conduct", help=what, description=what)
    conduct.add_argument("file", type=Path, help="such as akkoord/partners/shipped/conduct.yaml")
    conduct.add_argument("--check", action="store_true", help="only say whether the file is sound")
    conduct.set_defaults(run=publish_conduct, needs_database=True)


def publish_conduct(arguments: Namespace) -> int:
    """`akkoord partners conduct FILE [--check]`; exit status 1 with every fault when the file is not sound, or stands already."""
    from pydantic import ValidationError
    from ruamel.yaml.error import YAMLError

    from akkoord.partners.code import read_code

    try:
        code = read_code(arguments.file)
    except (OSError, YAMLError, UnicodeDecodeError) as unreadable:
        print(f"{arguments.file}: {unreadable}", file=sys.stderr)
        return FAILED
    except ValidationError as faults:
        for fault in faults.errors():
            print(f"{arguments.file}: {'.'.join(map(str, fault['loc'])) or 'the file'}: {fault['msg']}", file=sys.stderr)
        return FAILED
    if not arguments.check:
        return _publish(code)
    print(f"{arguments.file}: version {code.version}, {len(code.rules)} rules, is sound")
    return 0


def _publish(code: Any) -> int:
    from akkoord.partners.actions.conduct import publish_code
    from akkoord.partners.refusals.conduct import CodeKnown
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM
    from akkoord.timing.durations import parse_duration

    try:
        with scoped(SYSTEM):
            publish_code(
                number=code.version, effective_on=code.effective_on, accept_within=parse_duration(code.accept_within),
                rules=code.rows, by=None, at=datetime.now(UTC),
            )  # fmt: skip
    except CodeKnown as known:
        print(str(known.message), file=sys.stderr)
        return FAILED
    print(f"version {code.version} of the code of conduct holds from {code.effective_on}")
    return 0
