# SPDX-License-Identifier: EUPL-1.2
"""The demonstration's agreement as it was at first: a few figures less good, one better, and none that decided anybody's history."""

from __future__ import annotations

from pathlib import Path

from akkoord.agreements.document import Agreement as Document
from akkoord.agreements.reading import AgreementFile, agreement_in

WAS = (
    ("version: 2026-2", "version: 2025-1"),
    ("effective_from: 2026-07-01", "effective_from: 2025-01-01"),
    ("Je migratiedatum staat minstens 5 dagen vooraf vast", "Je migratiedatum staat minstens 3 dagen vooraf vast"),
    ("Your migration date is final at least 5 days ahead", "Your migration date is final at least 3 days ahead"),
    ("before: migration, at_least: 5 days", "before: migration, at_least: 3 days"),
    ("Over een nieuwe subverwerker hoor je 4 weken vooraf", "Over een nieuwe subverwerker hoor je 2 weken vooraf"),
    ("You hear of a new sub-processor 4 weeks ahead", "You hear of a new sub-processor 2 weeks ahead"),
    ("before: sub_processor_start, at_least: 4 weeks", "before: sub_processor_start, at_least: 2 weeks"),
    ("dan is het binnen 30 dagen gedaan", "dan is het binnen 20 dagen gedaan"),
    ("it is done within 30 days", "it is done within 20 days"),
    ("clock: deletion, within: 30 days", "clock: deletion, within: 20 days"),
)  # fmt: skip
"""What stands in the file of today, and what stood there then."""


def first_version(file: AgreementFile) -> Document:
    """The agreement before its revision of July 2026."""
    text = file.text
    for now, then in WAS:
        if now not in text:
            raise LookupError(f"{file.path.name} does not say {now!r} any more; mend akkoord/site/world/first_version.py")
        text = text.replace(now, then, 1)
    return agreement_in(text, Path(file.path)).document
