# SPDX-License-Identifier: EUPL-1.2
"""Note who of the vendor has a case open."""

from __future__ import annotations

from datetime import datetime

from akkoord.people.models import Person

from ..models import Case, Presence
from ..refusals import NotAllowed
from ..rights import agent


def note_presence(*, case: Case, by: Person, at: datetime, is_writing: bool = False) -> None:
    """Say that `by` has the case open, and whether they are writing. Raises NotAllowed for anybody but the vendor's desk."""
    if case.kind.worked_by is not None or not agent(by, case):
        raise NotAllowed
    values = {"seen_at": at, "is_writing": is_writing}
    Presence.objects.update_or_create(case=case, person=by, defaults=values, create_defaults={**values, "since": at})
