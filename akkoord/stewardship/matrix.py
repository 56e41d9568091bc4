# SPDX-License-Identifier: EUPL-1.2
"""The matrix of an organisation as its pages show it: rows of processes, people in the cells, and what stands out in words."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from akkoord.people.models import Membership, Organisation, Person

from .models import Process, RoleHolding
from .rules.matrix import COLUMNS, Finding, Held, What, findings
from .rules.roles import StewardRole
from .wording import WORDS


@dataclass(frozen=True)
class Cell:
    """Who holds a role for a process, and who holds it for all."""

    role: StewardRole
    own: tuple[str, ...]
    general: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A process, or (None) all of them."""

    process: Process | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Matrix:
    """Everything about who does what in one organisation."""

    processes: list[Process]
    holdings: list[RoleHolding]
    found: list[Finding]

    @property
    def rows(self) -> list[Row]:
        """First what holds for all processes, then each."""
        return [self._row(None), *(self._row(process) for process in self.processes)]

    @property
    def by_person(self) -> list[tuple[Person, list[RoleHolding]]]:
        """Each person with what they hold, by name."""
        people = {h.person_id: h.person for h in self.holdings}
        return [(p, [h for h in self.holdings if h.person_id == pk]) for pk, p in people.items()]

    @property
    def said(self) -> list[tuple[What, str]]:
        """What stands out, in sentences."""
        return [(finding.what, self._sentence(finding)) for finding in self.found]

    def holders(self, role: StewardRole) -> list[RoleHolding]:
        """Who holds a role, for all processes first."""
        return sorted((h for h in self.holdings if h.role == role), key=lambda h: h.process.name if h.process else "")

    def _row(self, process: Process | None) -> Row:
        cells = []
        for role in COLUMNS:
            of_role = [h for h in self.holdings if h.role == role]
            own = tuple(h.person.name for h in of_role if h.process == process)
            general = tuple(h.person.name for h in of_role if h.process is None and h.person.name not in own)
            cells.append(Cell(role, own, general if process is not None else ()))
        return Row(process, tuple(cells))

    def _sentence(self, finding: Finding) -> str:
        process = next((p.name for p in self.processes if p.pk == finding.process_id), "")
        name = next((h.person.name for h in self.holdings if h.person_id == finding.person_id), "")
        values = {"role": str(WORDS[finding.role].label).lower(), "process": process, "name": name}
        if finding.what == What.SAME:
            return _("%(name)s is owner and only administrator of %(process)s: nobody looks along.") % values
        if finding.what == What.ONE and process:
            return _("%(name)s is the only %(role)s for %(process)s. Who takes over during a holiday?") % values
        if finding.what == What.ONE:
            return _("%(name)s is the only %(role)s. Who takes over during a holiday?") % values
        if finding.role == StewardRole.MANAGEMENT:
            return _("Nobody is management: nobody sets goals, and nobody decides on what is large.")
        return _("%(process)s has no %(role)s.") % values if process else _("There is no %(role)s yet.") % values


def matrix_of(organisation: Organisation) -> Matrix:
    """Processes in use and roles of whoever still has access, by name. Three questions to the database."""
    processes = list(Process.objects.in_use().filter(organisation=organisation))
    members = Membership.objects.in_force().filter(organisation=organisation).values("person")
    holdings = list(
        RoleHolding.objects.in_force()
        .filter(organisation=organisation, person__in=members)
        .select_related("person", "process")
        .order_by("person__name", "person_id", "pk")
    )
    held = [Held(h.person_id, StewardRole(h.role), h.process_id) for h in holdings]
    return Matrix(processes, holdings, findings([p.pk for p in processes], held))
