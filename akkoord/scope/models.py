# SPDX-License-Identifier: EUPL-1.2
"""The columns that say who may know of a row."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Cast

from .rules import Audience, Circle


class Scoped(models.Model):
    """A row with an audience. A subclass adds `organisation` (a foreign key, or a plain key on the floors below people)."""

    organisation_id: int | None
    audience = models.TextField(default=Audience.SHARED)
    parties = ArrayField(models.BigIntegerField(), default=list, blank=True)
    persons = ArrayField(models.BigIntegerField(), default=list, blank=True)

    class Meta:
        abstract = True

    @property
    def circle(self) -> Circle:
        """Who may know of this row."""
        return Circle(self.organisation_id, Audience(self.audience), tuple(self.parties), tuple(self.persons))


def columns_of(circle: Circle) -> dict[str, Any]:
    """The column values that give a row this circle."""
    return {
        "organisation_id": circle.organisation_id,
        "audience": circle.audience,
        "parties": list(circle.parties),
        "persons": list(circle.persons),
    }


def columns_handed_on(person: int, successor: int) -> dict[str, Any]:
    """The column values that let `successor` know of a row instead of `person`, among the persons whom it names."""
    gone, new = (Cast(Value(each), models.BigIntegerField()) for each in (person, successor))
    return {"persons": Func(F("persons"), gone, new, function="array_replace")}
