# SPDX-License-Identifier: EUPL-1.2
"""Ready lists that come along, in Dutch and English, for an organisation to start from and to edit. beheer:1-5

They are TOML, which Python reads by itself: the web process holds no YAML.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Words:
    """A sentence in every language that we speak."""

    nl: str
    en: str

    def in_language(self, language: str | None) -> str:
        """The sentence as this reader wants it; Dutch where the language is another."""
        return self.en if language == "en" else self.nl


def words_from(row: Mapping[str, Any]) -> Words:
    """The words of a row: its `nl` and `en`. Raises KeyError."""
    return Words(row["nl"], row["en"])


@cache
def shipped(name: str) -> dict[str, Any]:
    """The list `name.toml`, as it stands in the file."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
