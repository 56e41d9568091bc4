# SPDX-License-Identifier: EUPL-1.2
"""How the promises of a version stand for whoever reads a page: each thing is asked once a request, and only when it is shown."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.http import HttpRequest
from django.utils import timezone

from akkoord.agreements.document import Promise
from akkoord.agreements.models import AgreementVersion
from akkoord.people.models import Person
from akkoord.web.moments import now

from .evidence import ByMonth, decided, running_now
from .measured import Year, measured_promises, read_year, whose
from .rules import NONE_RUNNING, NOTHING, Counts, Running, months_until, stand

MONTHS = 12


class Stands:
    """What one reader sees of one version, in the last twelve months."""

    def __init__(self, person: object, version: AgreementVersion) -> None:
        self._person = person if isinstance(person, Person) else None
        self._version = version
        self.is_staff = self._person is not None and self._person.is_staff
        self.reads_clocks = self._person is not None and (self.is_staff or bool(self._person.scope.organisations))

    @cached_property
    def today(self) -> date:
        """The reader's date."""
        return now().astimezone(timezone.get_current_timezone()).date()

    @cached_property
    def months(self) -> list[date]:
        """The last twelve, this one included."""
        return months_until(self.today, MONTHS)

    @property
    def month(self) -> date:
        """This month."""
        return self.months[-1]

    @cached_property
    def promises(self) -> dict[str, Promise]:
        """All promises by their full id."""
        return {f"{clause.clause}/{promise.id}": promise for clause, promise in self._version.text.promises()}

    @cached_property
    def measured(self) -> dict[str, Promise]:
        """Those whose period is judged."""
        return measured_promises(self._version.text)

    @cached_property
    def year(self) -> Year:
        """How those stood month by month."""
        return read_year(self.measured, self._version.agreement_id, whose(self._person), self.months, now())

    def counts_of(self, name: str, month: date | None = None) -> Counts:
        """How many clocks of a promise were decided in a month, this one unless another is given."""
        return self._counts.get(name, {}).get(month or self.month, NOTHING)

    def running_of(self, name: str) -> Running:
        """How many clocks of a promise run."""
        return self._running.get(name, NONE_RUNNING)

    def shown_now(self, name: str) -> str | None:
        """This month's verdict; None where there is nothing to judge."""
        if name in self.measured:
            judged = self.year.get(name, {}).get(self.month)
            return judged.shown if judged else None
        return stand(self.counts_of(name), self.running_of(name))

    @cached_property
    def _counts(self) -> ByMonth:
        assert self._person is not None  # asked of who reads clocks
        return decided(self._person, self._version.agreement_id, self.months[0], self.month)

    @cached_property
    def _running(self) -> dict[str, Running]:
        assert self._person is not None
        return running_now(self._person, self._version.agreement_id, now())


def stands_for(request: HttpRequest, version: AgreementVersion) -> Stands:
    """How they stand for who asks, the same answer at every promise of a version."""
    known: dict[int, Stands] = request.__dict__.setdefault("_promise_stands", {})
    if version.pk not in known:
        known[version.pk] = Stands(getattr(request, "user", None), version)
    return known[version.pk]
