# SPDX-License-Identifier: EUPL-1.2
"""Load an address over HTTP/1.1, each phase timed. Redirections are answers like any other."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import SplitResult, urlsplit

import h11

from ..rules.probing import HttpSettings
from .answers import Answer, Failed, Unsure, milliseconds
from .connecting import Ways, connected, secured

MOST = 1_000_000  # bytes that are read of an answer
CHUNK = 65_536


@dataclass(frozen=True)
class Page:
    """What to load, and whom to trust for it."""

    url: str
    headers: Mapping[str, str]
    authority: str = ""
    most: int = MOST


async def ask_http(ways: Ways, settings: HttpSettings, timeout: float, answer: Answer) -> None:
    """Load the page. Raises Failed where status, text, TLS or certificate are not as they should be."""
    headers = {**settings.headers, **kept_headers(settings.headers_env)}
    body = await load(ways, Page(settings.url, headers, settings.authority), timeout, answer)
    if answer.shown is not None:
        if answer.shown.tls_version < settings.min_tls:  # "TLSv1.2" stands before "TLSv1.3"
            raise Failed("tls_version")
        if answer.shown.expires_at - datetime.now(UTC) < timedelta(days=settings.certificate_days):
            raise Failed("certificate_ends")
    if answer.status not in settings.status:
        raise Failed("status")
    if settings.text and settings.text not in body.decode("utf-8", "replace"):
        raise Failed("text")


def kept_headers(names: Mapping[str, str]) -> dict[str, str]:
    """Headers whose texts stand in the environment. Raises Unsure for one that does not."""
    if missing := [variable for variable in names.values() if variable not in os.environ]:
        raise Unsure(f"{' and '.join(missing)} not set in the environment of the prober")
    return {name: os.environ[variable] for name, variable in names.items()}


async def load(ways: Ways, page: Page, timeout: float, answer: Answer) -> bytes:
    """The body of what stands at an address, up to `most` bytes; status and phases go into the answer."""
    parts = urlsplit(page.url)
    host, is_secure = parts.hostname or "", parts.scheme == "https"
    async with connected(ways, host, parts.port or (443 if is_secure else 80), timeout, answer) as (reader, writer):
        if is_secure:
            await secured(writer, ways.context(page.authority), host, answer)
        speech = h11.Connection(h11.CLIENT, max_incomplete_event_size=CHUNK)
        try:
            writer.write((speech.send(_request(parts, page.headers)) or b"") + (speech.send(h11.EndOfMessage()) or b""))
            body = await _read(reader, speech, page.most, answer)
        except h11.ProtocolError as error:
            raise Failed("protocol") from error
    answer.has_come = True
    return body


def _request(parts: SplitResult, headers: Mapping[str, str]) -> h11.Request:
    usual = {"Host": parts.netloc, "User-Agent": "akkoord-prober", "Accept": "*/*", "Accept-Encoding": "identity"}
    own = {name.title(): value for name, value in headers.items()}
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return h11.Request(method="GET", target=target, headers=[*(usual | own).items(), ("Connection", "close")])


async def _read(reader: asyncio.StreamReader, speech: h11.Connection, most: int, answer: Answer) -> bytes:
    loop = asyncio.get_running_loop()
    asked, body = loop.time(), bytearray()
    while True:
        match speech.next_event():
            case h11.NEED_DATA:
                data = await reader.read(CHUNK)
                if not data and answer.status is None:
                    raise Failed("reset")
                if answer.first_byte is None and data:
                    answer.first_byte = milliseconds(loop.time() - asked)
                speech.receive_data(data)
            case h11.Response(status_code=status):
                answer.status = status
            case h11.Data(data=data):
                body += data
                if len(body) >= most:
                    return bytes(body[:most])
            case h11.EndOfMessage():
                return bytes(body)
            case h11.InformationalResponse():
                continue  # the answer itself is still to come
            case _:
                raise Failed("protocol")
