# SPDX-License-Identifier: EUPL-1.2
"""The management organisation of Zorggroep Elzenhorst: its processes, and who holds which role."""

from __future__ import annotations

from datetime import datetime, timedelta

from akkoord.people.models import Organisation, Person
from akkoord.stewardship.actions.processes import add_processes
from akkoord.stewardship.actions.roles import give_role
from akkoord.stewardship.models import Process
from akkoord.stewardship.rules.roles import StewardRole

from . import cast

PROCESSES = ("Salaris", "Verlof en verzuim", "In dienst en uit dienst", "Declaraties", "Rapportages en koppelingen")
# Who holds what; without process: for all.
HOLDINGS = (
    ("Ineke Verschoor", StewardRole.MANAGEMENT, None),
    ("Marieke Oosterbaan", StewardRole.FUNCTIONAL_ADMINISTRATOR, None),
    ("Oliver Brandt", StewardRole.TECHNICAL_ADMINISTRATOR, None),
    ("Tarik Benhaddou", StewardRole.KEY_USER, "Salaris"),
    ("Tarik Benhaddou", StewardRole.KEY_USER, "Declaraties"),
    ("Marieke Oosterbaan", StewardRole.KEY_USER, "Verlof en verzuim"),
)


def found_stewards(at: datetime) -> None:
    """Processes and roles, a year and a half before `at`; the other subjects of the demonstration build on them."""
    organisation = Organisation.objects.get(name=cast.ELZENHORST.name)
    begun = at - timedelta(days=540)
    processes = {p.name: p for p in add_processes(organisation=organisation, names=PROCESSES, by=None, at=begun)}
    for name, role, process in HOLDINGS:
        give_role(
            organisation=organisation,
            person=Person.objects.get(name=name),
            role=role,
            process=processes[process] if process else None,
            by=None,
            at=begun + timedelta(days=1),
        )


def process_of(organisation: Organisation, name: str) -> Process:
    """One of its processes by name."""
    return Process.objects.in_use().get(organisation=organisation, name=name)
