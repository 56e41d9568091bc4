# SPDX-License-Identifier: EUPL-1.2
"""The small parts that every page of an agreement file is made of."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from akkoord.timing.durations import parse_duration


class Frozen(BaseModel):
    """A part of the file: it cannot change after reading, and a word it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Frozen):
    """The same words in each language of the agreement."""

    nl: str = Field(default="", description="Dutch")
    en: str = Field(default="", description="English")

    def in_language(self, language: str) -> str:
        """The words in `language` (`nl`, `en-gb`), or in the other one where they are missing."""
        first, second = (self.en, self.nl) if language.startswith("en") else (self.nl, self.en)
        return first or second


def _duration(text: str) -> str:
    return str(parse_duration(text))


def as_words(value: object) -> object:
    """A number as the digits it was written with: clause 2.10, version 7."""
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", description="A short name: small letters, digits and _")]
PromiseName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", description="A short name: small letters, digits and -")]
ClauseNumber = Annotated[
    str,
    BeforeValidator(as_words),
    Field(
        pattern=r"^[0-9A-Za-z]+(\.[0-9]+)*$",
        description="A number such as 2.2.3",
        json_schema_extra={"type": ["string", "number"]},
    ),
]
DurationText = Annotated[
    str,
    AfterValidator(_duration),
    Field(description="Such as `1 hour`, `3 working days`, `1 month`, `closing of next working day`"),
]
Source = Literal["agreement", "vendor"]
Side = Literal["vendor", "customer", "partner"]
