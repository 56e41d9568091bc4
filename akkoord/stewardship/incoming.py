# SPDX-License-Identifier: EUPL-1.2
"""Read a message as a mail server hands it over (RFC 5322): who, to whom, what was said, which files. Decides nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parseaddr
from hashlib import sha256
from html.parser import HTMLParser
from uuid import UUID, uuid5

TO = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")
NUMBER = re.compile(r"\[(TCK-\d{4}-\d{6,})\]")
_FORMS = UUID("6f9c3f1e-2c55-4a8e-9f53-0d1c6f1f9a77")


@dataclass(frozen=True)
class Incoming:
    """One message. `key` is the same for every delivery of it; `recipients` are in lower case."""

    key: str
    sender: str
    sender_name: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    answers: tuple[str, ...]  # Message-IDs of what it answers
    is_automatic: bool
    files: Sequence[tuple[str, bytes]]

    @property
    def once(self) -> UUID:
        """As the key of a form: delivered twice is sent once."""
        return uuid5(_FORMS, self.key)

    @property
    def number(self) -> str:
        """The number of the ticket that its subject names; "" for none."""
        found = NUMBER.search(self.subject.upper())
        return found[1] if found else ""


def read_message(raw: bytes, recipients: Sequence[str] = ()) -> Incoming:
    """The message in these bytes; `recipients` are those that the mail server names besides its headers."""
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)  # by the policy
    name, sender = parseaddr(_header(message, "From"))
    given = getaddresses([_header(message, field) for field in TO])
    answered = f"{_header(message, 'In-Reply-To')} {_header(message, 'References')}"
    return Incoming(
        key=(_header(message, "Message-ID").strip() or sha256(raw).hexdigest())[:900],
        sender=sender.lower(),
        sender_name=name,
        recipients=tuple(address.lower() for address in (*recipients, *(a for _, a in given)) if address),
        subject=" ".join(_header(message, "Subject").replace("\x00", "").split()),
        text=_text(message),
        answers=tuple(re.findall(r"<[^<>\s]+>", answered)),
        is_automatic=_header(message, "Auto-Submitted").strip().lower() not in ("", "no"),
        files=[_file(part) for part in message.iter_attachments() if part.get_filename()],
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        values = [str(value) for value in message.get_all(name, [])]
    except (
        AttributeError,
        LookupError,
        MessageError,
        ValueError,
    ):  # the parser stumbles over what no standard allows: as it was sent, then
        values = [" ".join(value.split()) for field, value in message.raw_items() if field.lower() == name.lower()]
    return _kept(", ".join(values)).replace("\x00", "")


def _file(part: EmailMessage) -> tuple[str, bytes]:
    content = part.get_payload(decode=True)
    return _kept(part.get_filename() or "").replace("\x00", ""), content if isinstance(content, bytes) else b""


def _kept(text: str) -> str:
    """What a database can keep of it: halves of characters become question marks."""
    return text.encode("utf-8", "replace").decode()


def _text(message: EmailMessage) -> str:
    """What was written, without the letter that it answers."""
    body = message.get_body(("plain", "html"))
    if body is None:
        return ""
    try:
        content = str(body.get_content())
    except (LookupError, ValueError):  # a character set that nobody knows
        content = (body.get_payload(decode=True) or b"").decode("utf-8", "replace")  # type: ignore[union-attr]  # bytes, as it is decoded
    text = _kept(_words_of(content) if body.get_content_type() == "text/html" else content)
    lines: list[str] = []
    for line in text.replace("\x00", "\ufffd").replace("\r\n", "\n").split("\n"):
        if line.startswith(">"):
            continue
        lines.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Words(HTMLParser):
    """The words of a page, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in ("style", "script", "head", "title")
        if tag in ("p", "div", "br", "li", "tr", "h1", "h2", "h3", "blockquote"):
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("style", "script", "head", "title")

    def handle_data(self, data: str) -> None:
        if self.hidden <= 0:
            self.said.append(re.sub(r"\s+", " ", data))


def _words_of(page: str) -> str:
    parser = _Words()
    parser.feed(page)
    parser.close()
    return "".join(parser.said)
