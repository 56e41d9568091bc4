# SPDX-License-Identifier: EUPL-1.2
"""Whose rows of the partner programme somebody may see."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

from akkoord.people.models import Person
from akkoord.people.rules import StaffRole

READERS = (StaffRole.PARTNER_MANAGER, StaffRole.DESK_LEAD)
Row = TypeVar("Row", bound=models.Model)


class OfPartner(models.QuerySet[Row]):
    """Rows that belong to a partner's organisation."""

    def visible_to(self, person: Person) -> Self:
        """The partner's own people, and who of the vendor looks after partners."""
        if person.has_staff_role(*READERS):
            return self
        return self.filter(organisation__in=person.scope.organisations)
