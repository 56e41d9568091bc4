# SPDX-License-Identifier: EUPL-1.2
"""What the forms on a case's page send. Nothing here decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

NOTE, REPLY = "note", "reply"


@dataclass(frozen=True)
class Said:
    """What was typed in a composer, whole: it goes back on the page when it is refused."""

    text: str
    tab: str
    move: str
    once: UUID
    files: tuple[UploadedFile, ...]

    @property
    def is_note(self) -> bool:
        """Whether it is an internal note."""
        return self.tab == NOTE


def read_said(request: HttpRequest, *, tab: str | None = None, move: str | None = None) -> Said:
    """The composer's fields. A form without a valid `once` gets a new one: it is then sent for the first time."""
    chosen = tab or (NOTE if request.POST.get("kind") == NOTE else REPLY)
    return Said(
        text=request.POST.get("text", ""),
        tab=chosen,
        move=request.POST.get("move", "") if move is None else move,
        once=_uuid(request.POST.get("once", "")),
        files=tuple(_files(request)),
    )


def _files(request: HttpRequest) -> Iterable[UploadedFile]:
    return (f for f in request.FILES.getlist("attachments") if isinstance(f, UploadedFile) and f.name)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def pieces_of(file: UploadedFile) -> Iterable[bytes]:
    """The bytes of an uploaded file in pieces."""
    return file.chunks(262_144)
