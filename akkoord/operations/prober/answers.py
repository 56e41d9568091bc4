# SPDX-License-Identifier: EUPL-1.2
"""What came of a question, and whose fault it is when nothing did."""

from __future__ import annotations

import errno
import ssl
from dataclasses import dataclass
from datetime import datetime

# What goes wrong on this machine or right beside it says nothing about what was asked.
OWN = frozenset({
    errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.EPERM, errno.EACCES,
    errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM,
})  # fmt: skip
WORDS = {
    errno.ECONNREFUSED: "refused",
    errno.ECONNRESET: "reset",
    errno.ECONNABORTED: "reset",
    errno.EPIPE: "reset",
    errno.EHOSTUNREACH: "unreachable",
    errno.EHOSTDOWN: "unreachable",
    errno.ETIMEDOUT: "timeout",
}
TOO_OLD = frozenset({"UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "WRONG_SSL_VERSION", "VERSION_TOO_LOW"})


class Failed(Exception):
    """What was asked does not do what it should; the word is kept with the sample."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class Unsure(Exception):
    """Nobody can tell, for the failure is ours: time unknown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The certificate and the version of TLS that were met."""

    tls_version: str
    names: tuple[str, ...]
    expires_at: datetime


@dataclass(slots=True)
class Answer:
    """Filled as the phases pass, so that what fails half-way keeps what was measured. Milliseconds."""

    ok: bool = False
    error: str | None = None
    has_come: bool = False  # a whole answer, whatever it said
    ms: float | None = None
    dns: int | None = None
    connect: int | None = None
    tls: int | None = None
    first_byte: int | None = None
    status: int | None = None
    shown: Shown | None = None


def word_of(error: OSError) -> str:
    """The word for an error of a connection. Raises `Unsure` when it is our own."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return "certificate"
    if isinstance(error, ssl.SSLError):
        return "tls_version" if error.reason in TOO_OLD else "tls"
    if isinstance(error, TimeoutError):
        return "timeout"
    if error.errno in OWN:
        raise Unsure(error.strerror or str(error)) from error
    return WORDS.get(error.errno or 0, "connection")


def milliseconds(seconds: float) -> int:
    """Whole milliseconds of a phase, as far as the column goes."""
    return min(round(seconds * 1000), 32767)
