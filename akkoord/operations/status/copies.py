# SPDX-License-Identifier: EUPL-1.2
"""The last rendered copy of what everybody reads: files, written whole or not at all, served when the database does not answer.

Whoever renders writes: the worker each minute and after every change, and a web process whose copy is older than a few
seconds. So each machine that serves has its own copy, and nothing is shared but, where one wants, the folder.
"""

from __future__ import annotations

import gzip
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

OLD = 150  # seconds after which a copy says from when it is; the worker makes a new one each minute
PLACE = b"<!--copy-->"  # in a page: where a served copy says from when it is


@dataclass(frozen=True)
class Copy:
    """One page in one language."""

    body: bytes
    packed: bytes
    content_type: str
    at: float  # seconds since 1970

    def age(self, now: float) -> float:
        """Seconds since it was rendered."""
        return now - self.at

    def is_fresh(self, now: float) -> bool:
        """Whether it is as good as the page itself."""
        return self.age(now) < settings.STATUS_FRESH


@lru_cache(maxsize=8)
def saying(copy: Copy, line: bytes) -> Copy:
    """The copy with a line in its place for one; packed once, for a storm asks for it again and again."""
    if PLACE not in copy.body:
        return copy
    body = copy.body.replace(PLACE, line, 1)
    return replace(copy, body=body, packed=gzip.compress(body, 6, mtime=0))


def folder() -> Path:
    """Where the copies are."""
    return Path(settings.STATUS_COPIES)


def write(name: str, language: str, body: bytes, content_type: str) -> None:
    """Put a page in the place of its last copy, in one step: a reader sees the old one or the new one."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    path = _path(name, language)
    with NamedTemporaryFile(dir=folder(), delete=False) as new:
        new.write(content_type.encode() + b"\n" + body)
    os.replace(new.name, path)  # noqa: PTH105  # the name is all that there is


def read(name: str, language: str) -> Copy | None:
    """The last copy, or None. Unpacked files are kept in memory until a newer one is written."""
    path = _path(name, language)
    try:
        about = path.stat()
    except FileNotFoundError:
        return None
    return _read(str(path), about.st_mtime, about.st_ino)


@contextmanager
def turn(name: str, language: str) -> Iterator[bool]:
    """True for one at a time: who renders anew; the others serve what there is. A turn that was never ended lasts a minute."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = _path(name, language).with_suffix(".turn")
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        try:
            left = time.time() - lock.stat().st_mtime > 60
        except FileNotFoundError:
            left = False
        if left:
            lock.unlink(missing_ok=True)
        yield False
        return
    try:
        yield True
    finally:
        lock.unlink(missing_ok=True)


@lru_cache(maxsize=64)
def _read(path: str, at: float, inode: int) -> Copy | None:
    try:
        content_type, _newline, body = Path(path).read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    return Copy(body, gzip.compress(body, 6, mtime=0), content_type.decode(), at)


def _path(name: str, language: str) -> Path:
    return folder() / f"{name.strip('/').replace('/', '_') or 'home'}.{language}"
