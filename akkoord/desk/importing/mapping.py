# SPDX-License-Identifier: EUPL-1.2
"""What a mapping file says: which column of a log is what, and what its words mean here."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from akkoord.desk.kinds import INCIDENT
from akkoord.desk.rules import Category, Impact
from akkoord.importing.parts import ISO, Choice, FileForm, Moments, Part, Template, Zone, columns_in, one_of, words

State = Annotated[str, AfterValidator(one_of([s.id for s in INCIDENT.states]))]
CategoryName = Annotated[str, AfterValidator(one_of([*Category]))]
ImpactName = Annotated[str, AfterValidator(one_of([*Impact]))]
Priority = Annotated[int, Field(ge=1)]


class StateChoice(Choice[State]):
    """The state. `when_resolved` holds for a row with a moment of resolution, whatever its column says."""

    when_resolved: State | None = None


class Organisations(Part):
    """Whose cases these are: one `name` for all, or a `column` with names (or words that `values` turn into names)."""

    name: str | None = None
    column: str | None = None
    values: Annotated[dict[str, str], BeforeValidator(words)] = {}
    create: bool = Field(default=False, description="Make a customer, with a contract, of a name that is not known yet")

    @model_validator(mode="after")
    def _one_way(self) -> "Organisations":
        if (self.name is None) == (self.column is None):
            raise ValueError("give either a name or a column")
        return self


class Mapping(Part):
    """The whole mapping file."""

    file: FileForm = FileForm()
    zone: Zone = Field(description="The time zone of moments without an offset")
    moments: Moments = (ISO,)
    external_id: str = Field(description="The column with the log's own number, which makes importing twice harmless")
    organisation: Organisations
    opened_at: str
    answered_at: str | None = Field(default=None, description="The first answer; without it reaction is not measurable")
    resolved_at: str | None = None
    closed_at: str | None = None
    reopened_at: str | None = None
    state: StateChoice
    priority: Choice[Priority]
    category: Choice[CategoryName]
    impact: Choice[ImpactName] = Choice[ImpactName](default=str(Impact.HINDERED))
    area: Template = ""
    subject: Template
    text: Template = ""
    solution: Template = ""
    reporter: Template = ""

    @property
    def columns(self) -> dict[str, str]:
        """Every column that must be in the file, with the part of the mapping that asks for it."""
        return dict(_asked(self))


def _asked(mapping: Mapping) -> Iterator[tuple[str, str]]:
    for name in ("area", "subject", "text", "solution", "reporter"):
        yield from ((column, name) for column in columns_in(getattr(mapping, name)))
    for name in ("organisation", "state", "priority", "category", "impact"):
        if (column := getattr(mapping, name).column) is not None:
            yield column, name
    for name in ("external_id", "opened_at", "answered_at", "resolved_at", "closed_at", "reopened_at"):
        if (column := getattr(mapping, name)) is not None:
            yield column, name
