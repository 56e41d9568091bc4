# SPDX-License-Identifier: EUPL-1.2
"""Bytes of attachments, in any object store (a folder, S3, Azure, GCS), streamed both ways."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal

# what people send to a desk; programs and pages that a browser would run are not among them
ALLOWED = {
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/webp",
    "application/pdf",
    "text/plain",
    "text/csv",
    "application/json",
    "application/xml",
    "text/xml",
    "application/zip",
    "application/gzip",
    "message/rfc822",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "video/mp4",
    "video/webm",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
}
SHOWN = {"image/png", "image/jpeg", "image/gif", "image/webp"}  # in the page; everything else is downloaded
_BEGINS = {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8\xff", "image/gif": b"GIF8", "application/pdf": b"%PDF"}


class FileRefused(Refusal):
    """A file that may not be stored."""

    code = "file_refused"


@dataclass(frozen=True)
class Stored:
    """A file in the store. Size in bytes."""

    key: str
    size: int
    sha256: str
    media_type: str


@cache
def _store() -> Any:
    from obstore.store import from_url  # every cloud's client: loaded with the first file

    url = settings.ATTACHMENT_STORE
    return from_url(url, mkdir=True) if url.startswith("file:") else from_url(url)


def checked_name(name: str) -> str:
    """The file's own name without folders or control characters, at most 150 characters, its ending kept."""
    name = "".join(c for c in PurePath(name.replace("\\", "/")).name if c.isprintable()).strip() or "bijlage"
    if len(name) <= 150:
        return name
    ending = PurePath(name).suffix[:20]
    return name[: 150 - len(ending)] + ending


def media_type_of(name: str, beginning: bytes) -> str:
    """The type by the name's ending, held against the first bytes. Raises FileRefused."""
    media_type = mimetypes.guess_type(checked_name(name).lower())[0] or ""
    if media_type not in ALLOWED:
        raise FileRefused(_("This type of file cannot be attached. Pictures, PDF, text, office files and zip can."))
    if media_type in _BEGINS and not beginning.startswith(_BEGINS[media_type]):
        raise FileRefused(_("The content of this file is not what its name says."))
    return media_type


def put(chunks: Iterable[bytes], *, name: str, size: int, limit: int) -> Stored:
    """Stream a file of `size` bytes (as announced; at most `limit`) into the store.

    Raises FileRefused; then nothing stays behind.
    """
    if size > limit:
        raise too_large(limit)
    key, digest, length = f"{uuid4()}", hashlib.sha256(), 0
    stream = iter(chunks)
    first = next(stream, b"")
    if not first:
        raise FileRefused(_("This file is empty."))
    media_type = media_type_of(name, first)

    def counted() -> Iterator[bytes]:
        nonlocal length
        for chunk in chain([first], stream):
            length += len(chunk)
            if length > limit:
                raise too_large(limit)
            digest.update(chunk)
            yield chunk

    try:
        _store().put(key, counted())
    except FileRefused:
        remove(key)
        raise
    return Stored(key, length, digest.hexdigest(), media_type)


def keep(key: str, content: bytes) -> None:
    """Store what the program itself made under a key of its own choice; what stood there is replaced."""
    _store().put(key, content)


def too_large(limit: int) -> FileRefused:
    """The refusal of a file over the limit in bytes."""
    return FileRefused(_("This file is larger than %(megabytes)d MB. Your text was kept.") % {"megabytes": limit // 1_000_000})


def stream_of(key: str) -> Iterator[bytes]:
    """The bytes of a stored file, in pieces."""
    for piece in _store().get(key).stream(min_chunk_size=262_144):
        yield bytes(piece)


def remove(key: str) -> None:
    """Remove a file; one that is not there is no error."""
    store = _store()
    try:
        store.delete(key)
    except FileNotFoundError:
        return
