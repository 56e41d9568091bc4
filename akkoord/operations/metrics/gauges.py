# SPDX-License-Identifier: EUPL-1.2
"""What was read of the running system, as Prometheus gauges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from ..rules.findings import Readings, findings, lag
from ..rules.watching import Bounds, Level

DAY = 86_400


class Gauges(Collector):
    """One reading, for one answer."""

    def __init__(self, reading: Readings, bounds: Bounds) -> None:
        self.reading, self.bounds = reading, bounds

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Every gauge with its values."""
        read = self.reading
        yield _one("jobs_waiting", "Jobs that could begin now.", read.jobs_waiting)
        yield _one("job_wait_seconds", "How long the job waits that waits longest.", self._since(read.job_since))
        yield _one("jobs_failed", "Jobs given up in the last day, or tried in vain three times.", read.jobs_failed)
        yield _one("mails_unsent", "Mails that wait in the outbox.", read.mails_waiting)
        yield _one("mail_wait_seconds", "How long the mail waits that waits longest.", self._since(read.mail_since))
        yield _many(
            "clocks",
            "Clocks that run: all of them, about to break, broken and not stopped.",
            "state",
            [("open", read.clocks_open), ("at_risk", read.clocks_at_risk), ("broken", read.clocks_broken)],
        )
        yield _many(
            "sign_ins_last_hour",
            "Sign-ins of the last hour by how they ended.",
            "result",
            [("signed_in", read.signed_in), ("failed", read.failed)],
        )
        yield _one("outages_running", "Outages that are not over.", len(read.outages))
        yield _one("maintenance_running", "Maintenance that began and did not end.", read.maintenance_running)
        yield from self._places()
        yield from self._machine()
        levels = Counter(finding.level for finding in findings(read, self.bounds))
        yield _many("watched", "Things that are watched, by how they stand.", "level", [(str(v), levels[v]) for v in Level])
        yield _one("on_duty", "1 while somebody is on duty.", int(read.duty_until is not None))

    def _places(self) -> Iterator[GaugeMetricFamily]:
        places = self.reading.places
        ages = [(place.code, self._since(place.last_at) if place.last_at else float(DAY)) for place in places]
        yield _many("sample_age_seconds", "Since the newest sample of a place; a day for none in a day.", "place", ages)
        silent = [(place.code, place.silent) for place in places]
        yield _many("probes_silent", "Probes that a place sent no sample of when it should have.", "place", silent)
        ends = [(probe, until.timestamp()) for probe, until in self.reading.certificates]
        yield _many("certificate_ends_timestamp_seconds", "When the certificate that a probe met ends.", "probe", ends)

    def _machine(self) -> Iterator[GaugeMetricFamily]:
        read = self.reading
        yield _one("disk_used_bytes", "Used of the disk of the home folder.", read.disk_used)
        yield _one("disk_total_bytes", "The whole disk of the home folder.", read.disk_total)
        yield _one("database_bytes", "The database.", read.database_bytes)
        yield _one("standbys", "Standbys of the database.", len(read.standbys))
        lags = [(str(n + 1), seconds) for n, one in enumerate(read.standbys) if (seconds := lag(*one)) is not None]
        yield _many("standby_lag_seconds", "How far a standby is behind, where we may see it.", "standby", lags)

    def _since(self, begin: datetime | None) -> float:
        return 0.0 if begin is None else max(0.0, (self.reading.at - begin).total_seconds())


def _one(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"akkoord_{name}", about, value=value)


def _many(name: str, about: str, label: str, values: Iterable[tuple[str, float]]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"akkoord_{name}", about, labels=[label])
    for key, value in values:
        family.add_metric([key], value)
    return family
