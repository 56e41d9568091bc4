# SPDX-License-Identifier: EUPL-1.2
"""What mapping files are made of: how a file is written, which column is what, and what its words mean here."""

import codecs
import re
from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

ISO = "iso"
_COLUMN = re.compile(r"\{([^{}]+)\}")


class Part(BaseModel):
    """A part of the file: it cannot change after reading, and a word that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def one_of(allowed: list[str]) -> Callable[[str], str]:
    """A check that a word is among those that are allowed, which its error names."""

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


def words(value: Any) -> Any:
    """The keys of a value map as the words they were written with: 1 and yes are words too."""
    return {str(key): word for key, word in value.items()} if isinstance(value, dict) else value


OneCharacter = Annotated[str, Field(min_length=1, max_length=1)]
Zone = Annotated[str, AfterValidator(_zone)]
Moments = Annotated[tuple[Annotated[str, AfterValidator(_moment_format)], ...], Field(min_length=1)]
Template = Annotated[str, Field(description="Text with columns between braces: `{Component}: {Cause}`")]
Value = TypeVar("Value")


class Choice(Part, Generic[Value]):
    """A column whose words stand for ours. `default` is for an empty cell, `otherwise` for a word that is not named."""

    column: str | None = None
    values: Annotated[dict[str, Value], BeforeValidator(words)] = {}
    default: Value | None = None
    otherwise: Value | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "Choice[Value]":
        if self.column is None and self.default is None:
            raise ValueError("names neither a column nor a default")
        return self


class FileForm(Part):
    """How the file is written."""

    delimiter: OneCharacter = ","
    quote: OneCharacter = '"'
    encoding: Annotated[str, AfterValidator(_encoding)] = "utf-8"
    empty: tuple[str, ...] = Field(default=(), description="Words that mean an empty cell, such as NULL")


def columns_in(template: str) -> list[str]:
    """The columns that a template names."""
    return _COLUMN.findall(template)


def filled(template: str, cells: dict[str, str]) -> str:
    """The template with its columns filled in; stray separators of empty cells are cut off at the ends."""
    return _COLUMN.sub(lambda found: cells[found[1]].strip(), template).strip(" ,;:-")
