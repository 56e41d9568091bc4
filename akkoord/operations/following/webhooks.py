# SPDX-License-Identifier: EUPL-1.2
"""Call somebody's program, signed as Standard Webhooks wants it, and never an address of our own network.

The name is looked up once, every address it has is checked, and the connection goes to one that was: a name that points
elsewhere a moment later gains nothing. Redirects are not followed. The three headers of the standard are all of its
library that we would use, and the library brings an HTTP client along: so they stand here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import ipaddress
import secrets
import socket
import ssl
from collections.abc import Callable
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

TIMEOUT = 10  # seconds
PREFIX = "whsec_"
LONGEST = 2000
Allows = Callable[[str], bool]


class Unreachable(ValueError):
    """An address that may not or cannot be called; the text says why, without saying what is inside our network."""


def new_secret() -> str:
    """A secret to sign with: 32 random bytes."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def headers_for(message_id: str, at: datetime, body: bytes, secret: str) -> dict[str, str]:
    """The three headers of the standard. The same message has the same id at every try."""
    stamp = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix(PREFIX))
    mac = hmac.new(key, b".".join((message_id.encode(), stamp.encode(), body)), hashlib.sha256).digest()
    return {"webhook-id": message_id, "webhook-timestamp": stamp, "webhook-signature": "v1," + base64.b64encode(mac).decode()}


def is_public(address: str) -> bool:
    """Whether an IP address is anybody's: not loopback, private, link-local, shared or multicast."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if mapped is not None:
        ip = mapped
    return ip.is_global and not ip.is_multicast


def checked(url: str, *, allows: Allows = is_public, scheme: str = "https") -> tuple[str, int, str, str]:
    """Host, port, path and the address to connect to. Raises Unreachable."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if scheme == "https" else 80)
    except ValueError as error:
        raise Unreachable("is no address") from error
    if parts.scheme != scheme or not host or parts.username or parts.password or len(url) > LONGEST:
        raise Unreachable(f"must begin with {scheme}:// and name a host, without a password")
    if any(ord(character) < 33 or ord(character) > 126 for character in url):
        raise Unreachable("is no address")
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise Unreachable("has no host that can be found") from error
    if not found or not all(allows(address) for address in found):
        raise Unreachable("is not an address on the public internet")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return host, port, path, sorted(found)[0]


def call(url: str, body: bytes, headers: dict[str, str], *, allows: Allows = is_public, scheme: str = "https") -> int:
    """Post and answer the status. Raises Unreachable when nothing answers or nothing may be asked."""
    host, port, path, address = checked(url, allows=allows, scheme=scheme)
    kind = _Https if scheme == "https" else _Http
    connection = kind(host, port, timeout=TIMEOUT)
    connection.address = address
    try:
        connection.request("POST", path, body, {"Content-Type": "application/json", "User-Agent": "Akkoord-Status", **headers})
        answer = connection.getresponse()
        answer.read(1)
        return answer.status
    except (OSError, HTTPException) as error:
        raise Unreachable(f"did not answer ({type(error).__name__})") from error
    finally:
        connection.close()


class _Http(HTTPConnection):
    """To the address that was checked, whatever the name says by now."""

    address = ""

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)


class _Https(HTTPSConnection):
    """The same; the certificate must be that of the name."""

    address = ""

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
