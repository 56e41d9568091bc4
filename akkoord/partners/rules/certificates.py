# SPDX-License-Identifier: EUPL-1.2
"""How long a connector's certificate is valid, and what follows when it lapses: plain values and dates. partner:connector"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from akkoord.timing.dates import date_later
from akkoord.timing.durations import Duration


class Score(StrEnum):
    """What the security check gave."""

    GREEN = "green"
    ORANGE = "orange"
    RED = "red"


class ConnectorState(StrEnum):
    """How a connector stands on a day."""

    REGISTERED = "registered"  # never certified
    CERTIFIED = "certified"
    LAPSED = "lapsed"  # the certificate lapsed and the notice runs
    ENDED = "ended"


@dataclass(frozen=True)
class CertificateTerms:
    """What the programme says: validity by score from the report's date, and the notice that runs after it lapsed."""

    valid: Mapping[Score, Duration]
    notice: Duration
    reminders: tuple[Duration, ...] = ()  # how long before the last day the supplier is reminded


@dataclass(frozen=True)
class Certified:
    """One certificate: the security report's date and score, for which version of the connector, valid through its last day."""

    reported_on: date
    score: Score
    version: str
    last_day: date


@dataclass(frozen=True)
class ConnectorStanding:
    """How a connector stands on a day, with the dates that both sides look at."""

    state: ConnectorState
    last_day: date | None = None  # of the certificate
    ends_on: date | None = None  # the first day after the notice: the connector is no longer registered
    new_version: str | None = None  # a version that was not checked again

    @property
    def is_at_risk(self) -> bool:
        """Whether the supplier has something to do."""
        return self.state == ConnectorState.LAPSED or self.new_version is not None


def last_day_of(reported_on: date, score: Score, terms: CertificateTerms) -> date:
    """The last day on which a certificate with this report is valid. A month without such a day gives its last."""
    return date_later(reported_on, terms.valid[score])


def notice_ends(last_day: date, terms: CertificateTerms) -> date:
    """The first day after the notice, which runs from the day after the certificate's last."""
    return date_later(last_day + timedelta(days=1), terms.notice)


def standing_on(
    day: date, *, certificates: Iterable[Certified], version: str, ended_on: date | None, terms: CertificateTerms
) -> ConnectorStanding:
    """How a connector with these certificates and this newest version stands on a day.

    The certificate that lasts longest counts, whatever its order. A version that no certificate names must be checked again.
    """
    if ended_on is not None and ended_on <= day:
        return ConnectorStanding(ConnectorState.ENDED, ends_on=ended_on)
    known = list(certificates)
    if not known:
        return ConnectorStanding(ConnectorState.REGISTERED, ends_on=ended_on)
    best = max(known, key=lambda c: c.last_day)
    unchecked = version if all(c.version != version for c in known) else None
    if day <= best.last_day:
        return ConnectorStanding(ConnectorState.CERTIFIED, best.last_day, ended_on, unchecked)
    ends = notice_ends(best.last_day, terms)
    state = ConnectorState.LAPSED if day < ends else ConnectorState.ENDED
    return ConnectorStanding(state, best.last_day, min(ends, ended_on) if ended_on else ends, unchecked)


def reminder_days(last_day: date, terms: CertificateTerms) -> list[date]:
    """The days on which a supplier is reminded that a certificate will lapse, earliest first. Reminders count days or weeks."""
    return sorted(last_day - (date_later(last_day, before) - last_day) for before in terms.reminders)
