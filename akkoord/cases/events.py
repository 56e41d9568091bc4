# SPDX-License-Identifier: EUPL-1.2
"""What can happen to a case of any kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from akkoord.audit.events import Fact


@dataclass(frozen=True)
class CaseFact(Fact):
    """Something that happened to a case; `message_id` is what was said with it."""

    case_id: int
    message_id: int | None = None

    about: ClassVar[str] = "case_id"


@dataclass(frozen=True)
class CaseAdded(CaseFact):
    """Somebody on the reporter's side added to the case without changing its state."""


@dataclass(frozen=True)
class VendorAdded(CaseFact):
    """Somebody of the vendor added something that the reporter reads, without changing the state."""


@dataclass(frozen=True)
class NoteWritten(CaseFact):
    """An internal note."""


@dataclass(frozen=True)
class CaseAssigned(CaseFact):
    """Somebody was made responsible, or nobody any more. Stops no clock."""

    person_id: int | None = None
    before_id: int | None = None


@dataclass(frozen=True)
class CaseFollowed(CaseFact):
    """Somebody follows the case from now on."""

    person_id: int | None = None


@dataclass(frozen=True)
class CaseUnfollowed(CaseFact):
    """Somebody stopped following."""

    person_id: int | None = None


@dataclass(frozen=True)
class CaseLinked(CaseFact):
    """Two cases were linked."""

    other_id: int | None = None
    link: str = ""


@dataclass(frozen=True)
class CaseMerged(CaseFact):
    """The case was merged into another, which goes on for both."""

    into_id: int | None = None


@dataclass(frozen=True)
class CaseAccepted(CaseFact):
    """A case from somebody without an account was accepted into an organisation."""

    organisation_id: int | None = None


@dataclass(frozen=True)
class FileAttached(CaseFact):
    """A file was added to the case."""

    attachment_id: int | None = None


@dataclass(frozen=True)
class PersonErased(Fact):
    """A person's name and addresses were replaced everywhere, on request."""

    person_id: int
    about: ClassVar[str] = "person_id"
