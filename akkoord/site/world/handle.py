# SPDX-License-Identifier: EUPL-1.2
"""The world in the hand: its named people, and short ways to let something happen at a stated time."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from akkoord.cases.models import Case
from akkoord.desk.actions import report_incident
from akkoord.desk.rules import Category, Impact
from akkoord.people.models import Organisation, Person

from . import cast
from .moments import amsterdam


def moment(at: datetime | str) -> datetime:
    """A moment, or its notation."""
    return amsterdam(at) if isinstance(at, str) else at


class World:
    """Who there is; everything is read from the database when asked, so a copy of the database is enough."""

    def organisation(self, customer: cast.Customer) -> Organisation:
        """A customer's organisation."""
        return Organisation.objects.get(name=customer.name)

    def person(self, name: str) -> Person:
        """Somebody by name."""
        return Person.objects.get(name=name)

    @cached_property
    def vendor(self) -> Organisation:
        """Meridaan."""
        return Organisation.objects.get(kind="vendor")

    @cached_property
    def agent(self) -> Person:
        """Joris, agent."""
        return self.person("Joris Teunissen")

    @cached_property
    def other_agent(self) -> Person:
        """Samira, agent."""
        return self.person("Samira Haddad")

    @cached_property
    def lead(self) -> Person:
        """Annelot, desk lead and staff administrator."""
        return self.person("Annelot de Wit")

    @cached_property
    def operator(self) -> Person:
        """Femke, operations: of the vendor, but not of the desk."""
        return self.person("Femke Aalbers")

    @cached_property
    def second_operator(self) -> Person:
        """Hidde, operations too: the second person of a correction."""
        return self.person("Hidde Postma")

    @cached_property
    def customer(self) -> Organisation:
        """Zorggroep Elzenhorst, no First Class."""
        return self.organisation(cast.ELZENHORST)

    @cached_property
    def submitter(self) -> Person:
        """Marieke, who reports incidents for Elzenhorst."""
        return self.person("Marieke Oosterbaan")

    @cached_property
    def manager(self) -> Person:
        """Tarik, who sees all incidents of Elzenhorst and reports none."""
        return self.person("Tarik Benhaddou")

    @cached_property
    def administrator(self) -> Person:
        """Ineke, portal administrator of Elzenhorst."""
        return self.person("Ineke Verschoor")

    @cached_property
    def member(self) -> Person:
        """Sanne, of Elzenhorst without a role about incidents."""
        return self.person("Sanne Kuipers")

    @cached_property
    def first_class(self) -> Organisation:
        """Gemeente Oeverdijk, First Class."""
        return self.organisation(cast.OEVERDIJK)

    @cached_property
    def first_class_submitter(self) -> Person:
        """Wouter, submitter and manager at Oeverdijk."""
        return self.person("Wouter Dekkers")

    @cached_property
    def stranger(self) -> Person:
        """Niek of Drukkerij Letterhaven, who has nothing to do with the others."""
        return self.person("Niek Schaafsma")

    def reports(
        self,
        subject: str = "Loonrun stopt",
        *,
        at: datetime | str,
        priority: int | None = 2,
        by: Person | None = None,
        organisation: Organisation | None = None,
        text: str = "De loonrun stopt halverwege met een melding.",
        category: Category = Category.ERROR,
        **more: Any,
    ) -> Case:
        """Somebody reports an incident; the proposed priority is what stands until the desk decides."""
        return report_incident(
            by=by or self.submitter,
            at=moment(at),
            organisation=organisation or self.customer,
            subject=subject,
            text=text,
            category=category,
            impact=more.pop("impact", Impact.HINDERED),
            priority=priority,
            **more,
        )
