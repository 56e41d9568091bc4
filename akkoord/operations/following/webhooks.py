# SPDX-License-Identifier: EUPL-1.2
"""Call somebody's program, signed as Standard Webhooks wants it. Redirects are not followed.

The three headers of the standard are all of its library that we would use, and the library brings an HTTP client along: so
they stand here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer

from .reaching import Allows, Unreachable, addresses, target

TIMEOUT = 10  # seconds for each step
LONGEST_CALL = 20  # seconds for all of it, however slowly it drips
PREFIX = "whsec_"


def new_secret() -> str:
    """A secret to sign with: 32 random bytes."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def headers_for(message_id: str, at: datetime, body: bytes, secret: str) -> dict[str, str]:
    """The three headers of the standard. The same message has the same id at every try."""
    stamp = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix(PREFIX))
    mac = hmac.new(key, b".".join((message_id.encode(), stamp.encode(), body)), hashlib.sha256).digest()
    return {"webhook-id": message_id, "webhook-timestamp": stamp, "webhook-signature": "v1," + base64.b64encode(mac).decode()}


def call(url: str, body: bytes, headers: dict[str, str], *, allows: Allows | None = None, scheme: str = "https") -> int:
    """Post and answer the status. Raises Unreachable when nothing answers or nothing may be asked."""
    where = target(url, scheme=scheme)
    kind = _Https if scheme == "https" else _Http
    connection = kind(where.host, where.port, timeout=TIMEOUT)
    connection.addresses = addresses(where, allows=allows)
    try:
        with _at_most(LONGEST_CALL, connection):
            said = {"Content-Type": "application/json", "User-Agent": "Akkoord-Status", **headers}
            connection.request("POST", where.path, body, said)
            return connection.getresponse().status
    except (OSError, HTTPException) as error:
        raise Unreachable(f"did not answer ({type(error).__name__})") from error
    finally:
        connection.close()


@contextmanager
def _at_most(seconds: float, connection: HTTPConnection) -> Iterator[None]:
    """Hang up after a while: each byte that comes would otherwise win another few seconds."""
    timer = Timer(seconds, _hang_up, [connection])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _hang_up(connection: HTTPConnection) -> None:
    with suppress(OSError):  # it ended by itself at this very moment
        if connection.sock is not None:
            connection.sock.shutdown(socket.SHUT_RDWR)


class _Http(HTTPConnection):
    """To an address that was checked, whatever the name says by now."""

    addresses: list[str]

    def connect(self) -> None:
        self.sock = _connected(self.addresses, self.port)


class _Https(HTTPSConnection):
    """The same; the certificate must be that of the name."""

    addresses: list[str]

    def connect(self) -> None:
        self.sock = _connected(self.addresses, self.port)
        self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def _connected(found: list[str], port: int) -> socket.socket:
    """The first of them that answers."""
    failed: OSError | None = None
    for address in found:
        try:
            return socket.create_connection((address, port), TIMEOUT)
        except OSError as error:
            failed = error
    raise failed or OSError("no address")
