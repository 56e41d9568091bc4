# SPDX-License-Identifier: EUPL-1.2
"""What the mapping files of outages and of checks say."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from akkoord.importing.parts import ISO, Choice, FileForm, Moments, Part, Zone, one_of, words

from ..rules.words import Impact, MaintenanceKind, OutageState, Severity

SAME = "same"  # an update that leaves the state as it was
StateWord = Annotated[str, AfterValidator(one_of([*OutageState, SAME]))]
KindWord = Annotated[str, AfterValidator(one_of([*MaintenanceKind]))]
SeverityWord = Annotated[str, AfterValidator(one_of([*Severity]))]
ImpactWord = Annotated[str, AfterValidator(one_of([*Impact]))]
Words = BeforeValidator(words)


class Components(Part):
    """Which words of the source are which of our components; `values` turn words into codes.

    With `create`, a word without a value becomes a public component of its own, whose code begins with the source. It runs from the
    first to the last moment that the source knows of it: nothing is claimed about the time before and after.
    """

    column: str
    values: Annotated[dict[str, str], Words] = {}
    ignore: tuple[str, ...] = Field(default=(), description="Words that are no component")
    default: str | None = Field(default=None, description="The word for an entry that names none")
    create: bool = False
    since: AwareDatetime | None = Field(default=None, description="From when on the new ones run, if the source does not tell")


class Weight(Part):
    """How bad an outage with this word is."""

    severity: SeverityWord
    impact: ImpactWord


class Updates(Part):
    """What was said about it, in a list of objects."""

    column: str
    at: str
    status: str
    text: str
    states: Annotated[dict[str, StateWord], Words]


class Corrected(Part):
    """Two further columns with when it truly began and ended, where that turned out afterwards."""

    began_at: str
    ended_at: str
    because: str


class MaintenanceForm(Part):
    """Which entries are maintenance: those with this word in the column of the weight, and what their updates mean."""

    word: str
    kind: KindWord = MaintenanceKind.PLANNED
    announced: str
    began: str
    ended: str


class OutagesMapping(Part):
    """The whole mapping file of outages."""

    source: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", description="Short name; together with its number an entry's own")]
    language: Literal["nl", "en"]
    zone: Zone = "UTC"
    moments: Moments = (ISO,)
    external_id: str
    title: str
    began_at: str
    ended_at: str
    corrected: Corrected | None = None
    components: Components
    weight: str
    weights: Annotated[dict[str, Weight], Words]
    maintenance: MaintenanceForm | None = None
    updates: Updates


class PlaceForm(Part):
    """Where those checks were made from."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    name: str


class OpeningForm(Part):
    """How many rows it takes to open and to close an outage, and how bad it is."""

    failures: Annotated[int, Field(ge=1)] = 1
    goods: Annotated[int, Field(ge=1)] = 1
    severity: SeverityWord = Severity.MAJOR


class ChecksMapping(Part):
    """The whole mapping file of a series of checks."""

    source: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    file: FileForm = FileForm()
    zone: Zone = "UTC"
    moments: Moments = (ISO,)
    at: str
    components: Components
    ok: Choice[bool]
    status: str | None = None
    ms: str | None = None
    place: PlaceForm
    holds_hours: Annotated[float, Field(gt=0, le=24 * 31, description="How long a row holds at most when no other follows")]
    opening: OpeningForm = OpeningForm()

    @property
    def columns(self) -> dict[str, str]:
        """Every column that must be in the file, with the part of the mapping that asks for it."""
        asked = {"at": self.at, "components": self.components.column, "ok": self.ok.column, "status": self.status, "ms": self.ms}
        return {column: part for part, column in asked.items() if column is not None}

    @property
    def holds(self) -> timedelta:
        """How long a row holds at most, in whole seconds."""
        return timedelta(seconds=round(self.holds_hours * 3600))
