# SPDX-License-Identifier: EUPL-1.2
"""The code of conduct as its file says it, and as it holds at a moment. partner:gedragscode"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import get_language
from pydantic import BaseModel, ConfigDict, Field, field_validator

from akkoord.agreements.document.words import Text
from akkoord.timing.durations import parse_duration

from .models import CodeVersion

SHIPPED = Path(__file__).parent / "shipped" / "conduct.yaml"
Rules = dict[str, list[str]]
GROUPS = ("general", "customers", "new_customers", "assignments", "names")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CodeRule(_Part):
    """One rule in both languages."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    group: Literal["general", "customers", "new_customers", "assignments", "names"]
    text: Text


class CodeText(_Part):
    """A version of the code of conduct as its file says it."""

    version: str = Field(pattern=r"^\d{4}-\d+$")
    effective_on: date
    accept_within: str
    rules: tuple[CodeRule, ...] = Field(min_length=1)

    @field_validator("accept_within")
    @classmethod
    def _is_duration(cls, text: str) -> str:
        return str(parse_duration(text))

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rules as they are kept."""
        return [rule.model_dump(mode="json") for rule in self.rules]


def read_code(path: Path = SHIPPED) -> CodeText:
    """The file as a version. Raises pydantic's ValidationError, which names each fault, and OSError."""
    from ruamel.yaml import YAML  # not in the web process

    return CodeText.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")))


def code_at(at: datetime) -> CodeVersion | None:
    """The version in force: from midnight on in the vendor's zone."""
    return (
        CodeVersion.objects.filter(effective_on__lte=localdate(at, ZoneInfo(settings.TIME_ZONE)))
        .order_by("-effective_on")
        .first()
    )


def rules_of(version: CodeVersion) -> Rules:
    """Its rules by group, in the reader's language."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    found: Rules = {group: [] for group in GROUPS}
    for rule in version.rules:
        found[rule["group"]].append(rule["text"].get(language) or rule["text"]["nl"])
    return {group: texts for group, texts in found.items() if texts}
