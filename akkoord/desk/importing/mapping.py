# SPDX-License-Identifier: EUPL-1.2
"""What a mapping file says: which column of a log is what, and what its words mean here."""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Generic, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from akkoord.desk.kinds import INCIDENT
from akkoord.desk.rules import Category, Impact

ISO = "iso"
_COLUMN = re.compile(r"\{([^{}]+)\}")


class Part(BaseModel):
    """A part of the file: it cannot change after reading, and a word that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _one_of(allowed: list[str]) -> Callable[[str], str]:
    def checked(word: str) -> str:
        if word not in allowed:
            raise ValueError(f"{word!r} is unknown; allowed: {', '.join(allowed)}")
        return word

    return checked


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"{name!r} is no time zone; allowed: names such as Europe/Amsterdam") from error
    return name


def _encoding(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError as error:
        raise ValueError(f"{name!r} is no encoding; allowed: names such as utf-8, cp1252, latin-1") from error
    return name


def _moment_format(text: str) -> str:
    if text != ISO and not ("%d" in text and "%m" in text and ("%Y" in text or "%y" in text)):
        raise ValueError(f"{text!r} names no date; allowed: `iso`, or %d, %m, %Y, %H, %M, %S, %z and what stands between them")
    return text


def _words(value: Any) -> Any:
    """The keys of a value map as the words they were written with: 1 and yes are words too."""
    return {str(key): word for key, word in value.items()} if isinstance(value, dict) else value


State = Annotated[str, AfterValidator(_one_of([s.id for s in INCIDENT.states]))]
CategoryName = Annotated[str, AfterValidator(_one_of([*Category]))]
ImpactName = Annotated[str, AfterValidator(_one_of([*Impact]))]
Priority = Annotated[int, Field(ge=1)]
OneCharacter = Annotated[str, Field(min_length=1, max_length=1)]
Value = TypeVar("Value")
Template = Annotated[str, Field(description="Text with columns between braces: `{Component}: {Cause}`")]


class Choice(Part, Generic[Value]):
    """A column whose words stand for ours. `default` is for an empty cell, `otherwise` for a word that is not named."""

    column: str | None = None
    values: Annotated[dict[str, Value], BeforeValidator(_words)] = {}
    default: Value | None = None
    otherwise: Value | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "Choice[Value]":
        if self.column is None and self.default is None:
            raise ValueError("names neither a column nor a default")
        return self


class StateChoice(Choice[State]):
    """The state. `when_resolved` holds for a row with a moment of resolution, whatever its column says."""

    when_resolved: State | None = None


class FileForm(Part):
    """How the file is written."""

    delimiter: OneCharacter = ","
    quote: OneCharacter = '"'
    encoding: Annotated[str, AfterValidator(_encoding)] = "utf-8"
    empty: tuple[str, ...] = Field(default=(), description="Words that mean an empty cell, such as NULL")


class Organisations(Part):
    """Whose cases these are: one `name` for all, or a `column` with names (or words that `values` turn into names)."""

    name: str | None = None
    column: str | None = None
    values: Annotated[dict[str, str], BeforeValidator(_words)] = {}
    create: bool = Field(default=False, description="Make a customer, with a contract, of a name that is not known yet")

    @model_validator(mode="after")
    def _one_way(self) -> "Organisations":
        if (self.name is None) == (self.column is None):
            raise ValueError("give either a name or a column")
        return self


class Mapping(Part):
    """The whole mapping file."""

    file: FileForm = FileForm()
    zone: Annotated[str, AfterValidator(_zone)] = Field(description="The time zone of moments without an offset")
    moments: tuple[Annotated[str, AfterValidator(_moment_format)], ...] = Field(default=(ISO,), min_length=1)
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


def columns_in(template: str) -> list[str]:
    """The columns that a template names."""
    return _COLUMN.findall(template)


def filled(template: str, cells: dict[str, str]) -> str:
    """The template with its columns filled in; stray separators of empty cells are cut off at the ends."""
    return _COLUMN.sub(lambda found: cells[found[1]].strip(), template).strip(" ,;:-")


def _asked(mapping: Mapping) -> Iterator[tuple[str, str]]:
    for name in ("area", "subject", "text", "solution", "reporter"):
        yield from ((column, name) for column in columns_in(getattr(mapping, name)))
    for name in ("organisation", "state", "priority", "category", "impact"):
        if (column := getattr(mapping, name).column) is not None:
            yield column, name
    for name in ("external_id", "opened_at", "answered_at", "resolved_at", "closed_at", "reopened_at"):
        if (column := getattr(mapping, name)) is not None:
            yield column, name
