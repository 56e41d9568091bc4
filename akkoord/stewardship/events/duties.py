# SPDX-License-Identifier: EUPL-1.2
"""What happens to duties. Private to the organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class DutyChanged(Fact):
    """A duty of a role was added, said otherwise, left out or put back."""

    about: ClassVar[str] = "organisation_id"
    organisation_id: int
    role: str
    key: str
