# SPDX-License-Identifier: EUPL-1.2
"""The commands about agreements. Those without a database import nothing of Django, so that they start at once."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from akkoord.agreements.faults import BadAgreement, FaultAt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from akkoord.agreements.document import Agreement
    from akkoord.agreements.terms import Terms

FAILED, REFUSED = 1, 2


def add_commands(subparsers: Any) -> None:
    """Add `agreement`, `deadlines` and `elapsed` to the `akkoord` command.

    Each sets `run`, called with the parsed arguments for the exit status, and `needs_database`.
    """
    agreement = subparsers.add_parser("agreement", help="check, publish or show an agreement")
    verbs = agreement.add_subparsers(required=True, metavar="VERB")
    check = _command(verbs, "check", "name every fault of an agreement file", check_file)
    check.add_argument("file", type=Path)
    check.add_argument(
        "--published",
        dest="needs_database",
        action="store_true",
        help="also warn where the holidays of the published version are no longer the library's",
    )
    publish = _command(verbs, "publish", "put an agreement file in force from its date", publish_file, needs_database=True)
    publish.add_argument("file", type=Path)
    draft = _command(
        verbs, "draft", "keep an agreement file as a draft, to be compared and announced", put_in_file, needs_database=True
    )
    draft.add_argument("file", type=Path)
    diff = _command(verbs, "diff", "say what a version changes for a customer, clause by clause", diff_files)
    diff.add_argument("before", type=Path)
    diff.add_argument("after", type=Path)
    diff.add_argument("--language", choices=("nl", "en"), default="en")
    show = _command(verbs, "show", "print the agreement in force", show_agreement, needs_database=True)
    show.add_argument("code")
    show.add_argument("--at", type=_moment, help="at this moment instead of now (ISO 8601 with offset)")
    slo = _command(
        verbs, "openslo", "print what can be counted of an agreement as OpenSLO v1", print_openslo, needs_database=True
    )
    slo.add_argument("code")
    slo.add_argument("--version", help="this version instead of the one in force")
    slo.add_argument("--language", choices=("nl", "en"), default="en")
    due = _command(subparsers, "deadlines", "add deadlines to a CSV of calendar,duration,start", deadlines_of_csv)
    due.add_argument("agreement", type=Path)
    due.add_argument("--before", action="store_true", help="the latest moment that lies the duration before start")
    spent = _command(subparsers, "elapsed", "add open seconds to a CSV of calendar,start,end", elapsed_of_csv)
    spent.add_argument("agreement", type=Path)


def _command(
    subparsers: Any, name: str, what: str, run: Callable[[Namespace], int], *, needs_database: bool = False
) -> ArgumentParser:
    parser: ArgumentParser = subparsers.add_parser(name, help=what, description=what)
    parser.set_defaults(run=run, needs_database=needs_database)
    return parser


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() is None:
        raise ValueError("give an offset, such as +01:00")
    return moment


def check_file(arguments: Namespace) -> int:
    """`akkoord agreement check FILE`: every fault on its own line, exit status 1 if there is one."""
    from akkoord.agreements.reading import read_agreement

    try:
        file = read_agreement(arguments.file)
    except (BadAgreement, OSError) as error:
        print(error)
        return FAILED
    for warning in [*file.warnings, *(_moved_holidays(file.document) if arguments.needs_database else ())]:
        print(warning)
    promises = [promise for _, promise in file.document.promises()]
    judged = sum(1 for promise in promises if promise.is_evaluated)
    print(
        f"{arguments.file}: {file.document.code} {file.document.version} is sound: {len(file.document.calendars)} calendars,"
        f" {len(promises)} promises, of which {judged} are judged by this release."
    )
    return 0


def _moved_holidays(document: "Agreement") -> "Iterator[str]":
    """A line for each date on which the library now differs from the version in force; no deadline moves by it."""
    from akkoord.agreements.closed_dates import closed_dates
    from akkoord.agreements.in_force import NoAgreementInForce, version_in_force
    from akkoord.agreements.rules import moved_dates

    now = datetime.now(UTC)
    try:
        version = version_in_force(document.code, now)
    except NoAgreementInForce:
        return
    for day in moved_dates(version.frozen_dates, closed_dates(version.text.holidays), now.date()):
        state = "closed" if day in version.frozen_dates else "open"
        yield f"warning: {version.number} was published with {day} {state}; the holidays library now differs. It stays {state}."


def publish_file(arguments: Namespace) -> int:
    """`akkoord agreement publish FILE`: puts it in force from its date and tells administrators, or says why not."""
    from akkoord.agreements.actions import CannotPublish, announce_version, publish_agreement
    from akkoord.agreements.reading import read_agreement
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    at = datetime.now(UTC)
    try:
        file = read_agreement(arguments.file)
        with scoped(SYSTEM):
            version = publish_agreement(document=file.document, source_text=file.text, by=None, at=at)
            announced = announce_version(version=version, by=None, at=at)
    except (BadAgreement, OSError, CannotPublish) as error:
        print(error)
        return FAILED
    print(f"{version.agreement.code} {version.number} holds from {file.document.effective_from} 00:00 in {file.document.zone}.")
    if announced:
        print("The administrators of every organisation that it concerns hear of it by mail, once a worker runs.")
    return 0


def put_in_file(arguments: Namespace) -> int:
    """`akkoord agreement draft FILE`: keeps it as a draft, with its faults; exit status 1 if there is one."""
    from akkoord.agreements.actions import put_in_draft
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    try:
        text = arguments.file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        print(error)
        return FAILED
    with scoped(SYSTEM):
        draft = put_in_draft(source_text=text, file_name=arguments.file.name, by=None, at=datetime.now(UTC))
    for fault in draft.faults:
        print(FaultAt(arguments.file, **fault))
    print(f"{draft} is kept as draft {draft.pk}.")
    return 0 if draft.is_sound else FAILED


def diff_files(arguments: Namespace) -> int:
    """`akkoord agreement diff A B [--language nl]`: what B changes for a customer against A."""
    from akkoord.agreements.closed_dates import closed_dates
    from akkoord.agreements.comparison import compare
    from akkoord.agreements.reading import read_agreement
    from akkoord.agreements.terms import Terms

    try:
        before, after = (read_agreement(path).document for path in (arguments.before, arguments.after))
    except (BadAgreement, OSError) as error:
        print(error)
        return FAILED
    changes = compare(*(Terms(document, closed_dates(document.holidays)) for document in (before, after)))
    with _language(arguments.language):
        from akkoord.agreements.comparison.wording import as_text, groups

        print(as_text(groups(changes, before, after)) or "Nothing changes for a customer.")
    return 0


@contextmanager
def _language(language: str) -> "Iterator[None]":
    """Words in that language, without database or the rest of Django."""
    import django
    from django.conf import settings
    from django.utils import translation

    if not settings.configured:
        here = Path(__file__).parent
        settings.configure(USE_I18N=True, LOCALE_PATHS=[here / "locale", here.parent / "web" / "locale"])
        django.setup()
    with translation.override(language):
        yield


def show_agreement(arguments: Namespace) -> int:
    """`akkoord agreement show CODE [--at]`: the text of the version in force, as it was published."""
    from akkoord.agreements.in_force import NoAgreementInForce, version_in_force

    try:
        version = version_in_force(arguments.code, arguments.at or datetime.now(UTC))
    except NoAgreementInForce as error:
        print(error)
        return FAILED
    print(f"# {version.agreement.code} {version.number}, in force from {version.effective_from:%Y-%m-%d %H:%M} UTC")
    print(version.source_text, end="")
    return 0


def print_openslo(arguments: Namespace) -> int:
    """`akkoord agreement openslo CODE [--version NUMBER] [--language nl]`; exit status 1 where there is no such version."""
    from akkoord.agreements.in_force import NoAgreementInForce, version_in_force
    from akkoord.agreements.models import AgreementVersion
    from akkoord.agreements.openslo import as_text, left_out, objects_of

    versions = AgreementVersion.objects.filter(agreement__code=arguments.code, agreement__owner=None)
    try:
        if arguments.version:
            version = versions.get(number=arguments.version)
        else:
            version = version_in_force(arguments.code, datetime.now(UTC))
    except (NoAgreementInForce, AgreementVersion.DoesNotExist) as error:
        print(error, file=sys.stderr)
        return FAILED
    with _utf8() as (_rows, out):
        out.write(as_text(objects_of(version.text, arguments.language), left_out(version.text)))
        out.flush()
    return 0


def deadlines_of_csv(arguments: Namespace) -> int:
    """`akkoord deadlines AGREEMENT.yaml < in.csv > out.csv`; exit status 1 if any row failed."""
    from akkoord.agreements.tables import deadlines_table

    return _table(arguments.agreement, lambda terms, rows, out: deadlines_table(terms, rows, out, before=arguments.before))


def elapsed_of_csv(arguments: Namespace) -> int:
    """`akkoord elapsed AGREEMENT.yaml < in.csv > out.csv`; exit status 1 if any row failed."""
    from akkoord.agreements.tables import elapsed_table

    return _table(arguments.agreement, elapsed_table)


def _table(path: Path, work: "Callable[[Terms, TextIO, TextIO], int]") -> int:
    from akkoord.agreements.closed_dates import closed_dates
    from akkoord.agreements.reading import read_agreement
    from akkoord.agreements.tables import BadTable
    from akkoord.agreements.terms import Terms

    try:
        document = read_agreement(path).document
        with _utf8() as (rows, out):
            failed = work(Terms(document, closed_dates(document.holidays)), rows, out)
            out.flush()
    except (BadAgreement, BadTable, OSError) as error:
        print(error, file=sys.stderr)
        return REFUSED
    return FAILED if failed else 0


@contextmanager
def _utf8() -> "Iterator[tuple[TextIO, TextIO]]":
    """Standard input and output as UTF-8, whatever the locale; bytes that are not pass through and are reported."""
    for stream, newline in ((sys.stdin, ""), (sys.stdout, "\n")):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape", newline=newline)
    yield sys.stdin, sys.stdout
