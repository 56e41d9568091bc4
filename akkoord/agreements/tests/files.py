# SPDX-License-Identifier: EUPL-1.2
"""The agreement files of the tests, read once, and the moments they are asked about."""

from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from akkoord.agreements.closed_dates import closed_dates
from akkoord.agreements.document import Agreement
from akkoord.agreements.reading import read_agreement
from akkoord.agreements.schema import SHIPPED
from akkoord.agreements.terms import Terms

REFERENCE = SHIPPED / "reference.yaml"
DATA = Path(__file__).parent / "data"
ONE_PAGE = SHIPPED / "one-page.yaml"
SEVERITIES = DATA / "four_severities.yaml"
REQUESTS = DATA / "requests.yaml"
DAY_PARTS = DATA / "day_parts.yaml"
ROUND_THE_CLOCK = SHIPPED / "round-the-clock.yaml"
SERVICE_LOG = DATA / "service_log.yaml"


@cache
def document(path: Path = REFERENCE) -> Agreement:
    """The agreement in a file."""
    return read_agreement(path).document


def terms(path: Path = REFERENCE, *options: str, licence: str | None = None) -> Terms:
    """Its terms for a contract with these options."""
    text = document(path)
    return Terms(text, closed_dates(text.holidays), options=frozenset(options), licence=licence)


def amsterdam(words: str) -> datetime:
    """A moment as the page of worked examples writes it: `Thu 2026-11-19 16:30`. The weekday must be right."""
    moment = datetime.strptime(words, "%a %Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    assert f"{moment:%a}" == words[:3], f"{words} is a {moment:%A}"
    return moment
