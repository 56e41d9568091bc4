# SPDX-License-Identifier: EUPL-1.2
"""Find an address, connect, and speak TLS, each phase timed."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from .answers import Answer, Failed, Shown, Unsure, milliseconds, word_of

TRIED = 3  # addresses of one name
TRUSTED = 60.0  # seconds after a name was found that our resolver is known to work
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Ways:
    """What questions share: whether names are found at all, and whom to trust."""

    found_at: float = -TRUSTED
    contexts: dict[str, ssl.SSLContext] = field(default_factory=dict)

    async def addresses(self, host: str, port: int, answer: Answer) -> list[str]:
        """Where a host is. Raises Failed for a name that is none, Unsure when our resolver does not answer."""
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            pass
        loop = asyncio.get_running_loop()
        begin = loop.time()
        try:
            rows = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            # Nobody answered: our resolver, or the servers of this one name? Ours, unless it just found another one.
            if error.errno == socket.EAI_AGAIN and loop.time() - self.found_at > TRUSTED:
                raise Unsure("no name is found") from error
            raise Failed("name") from error
        except UnicodeError as error:
            raise Failed("name") from error
        answer.dns, self.found_at = milliseconds(loop.time() - begin), loop.time()
        return list(dict.fromkeys(str(row[4][0]) for row in rows))[:TRIED]

    def context(self, authority: str) -> ssl.SSLContext:
        """Whom to trust: an authority in PEM, or those that the machine knows. Made once each, for reading them is dear."""
        if authority not in self.contexts:
            context = ssl.create_default_context(cadata=authority or None)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            context.set_alpn_protocols(["http/1.1"])
            self.contexts[authority] = context
        return self.contexts[authority]


@asynccontextmanager
async def connected(ways: Ways, host: str, port: int, timeout: float, answer: Answer) -> AsyncIterator[Streams]:
    """A connection to the first address that opens, closed afterwards without waiting."""
    addresses = await ways.addresses(host, port, answer)
    loop = asyncio.get_running_loop()
    begin = loop.time()
    streams = await _first(addresses, port, timeout / len(addresses))
    answer.connect = milliseconds(loop.time() - begin)
    try:
        yield streams
    finally:
        streams[1].transport.abort()


async def _first(addresses: list[str], port: int, share: float) -> Streams:
    """Try one after the other, each for its share of the time. It is our own failure only when it is so for every one."""
    words, ours = list[str](), list[Unsure]()
    for address in addresses:
        try:
            async with asyncio.timeout(share):
                return await asyncio.open_connection(address, port)
        except OSError as error:
            try:
                words.append(word_of(error))
            except Unsure as unsure:
                ours.append(unsure)
    if words:
        raise Failed(words[0])
    raise ours[0]


async def secured(writer: asyncio.StreamWriter, context: ssl.SSLContext, host: str, answer: Answer) -> None:
    """Speak TLS from here on, and note what was shown."""
    loop = asyncio.get_running_loop()
    begin = loop.time()
    await writer.start_tls(context, server_hostname=host)
    answer.tls = milliseconds(loop.time() - begin)
    spoken: ssl.SSLObject = writer.get_extra_info("ssl_object")
    shown = spoken.getpeercert() or {}
    names = tuple(str(name) for name in (pair[1] for pair in shown.get("subjectAltName", ())))
    ends = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(shown["notAfter"])), UTC)
    answer.shown = Shown(spoken.version() or "", names, ends)
