# SPDX-License-Identifier: EUPL-1.2
"""The demonstration's mail server: takes every mail on the loopback address and keeps it as a file."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

KEPT = 500


class Keeper:
    """Writes each mail to the folder before it says that it was taken."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        """Keep one mail."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(4)}.eml"
        half = self.folder / f".{name}"
        half.write_bytes(envelope.original_content or b"")
        half.replace(self.folder / name)
        return "250 Kept"


class MailServer:
    """A real SMTP server for mails that go nowhere."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for old in sorted(folder.glob("*.eml"))[:-KEPT]:
            old.unlink()
        self._controller = Controller(Keeper(folder), hostname="127.0.0.1", port=0, ready_timeout=10)

    def start(self) -> int:
        """Start listening; returns the port."""
        from .demo import free_port

        self._controller.port = free_port(0)
        self._controller.start()
        return int(self._controller.port)

    def stop(self) -> None:
        """Stop listening."""
        self._controller.stop()


@dataclass(frozen=True)
class Mail:
    """One kept mail, for reading."""

    name: str
    at: datetime
    message: EmailMessage

    def header(self, name: str) -> str:
        """A header as text; empty where there is none."""
        return str(self.message.get(name, ""))

    def part(self, kind: str) -> str:
        """The text of the plain or html part; empty where there is none."""
        body = self.message.get_body((kind,))
        return str(body.get_content()) if body is not None else ""


def mails(folder: Path, most: int = 100) -> list[Mail]:
    """The latest mails, newest first."""
    return [_read(path) for path in sorted(folder.glob("2*.eml"), reverse=True)[:most]]


def mail(folder: Path, name: str) -> Mail | None:
    """One mail by its file's name; none where there is no such mail."""
    path = folder / name
    return _read(path) if path.parent == folder and path.suffix == ".eml" and path.is_file() else None


def _read(path: Path) -> Mail:
    at = datetime.strptime(path.name.split("-")[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
    return Mail(path.name, at, BytesParser(EmailMessage, policy=policy.default).parsebytes(path.read_bytes()))
