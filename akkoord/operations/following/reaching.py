# SPDX-License-Identifier: EUPL-1.2
"""Which addresses a webhook may have: https, by name or number, and nowhere in our own network.

A name is looked up once, every address it has is checked, and the connection goes to one that was: a name that points
elsewhere a moment later gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

LONGEST = 2000
Allows = Callable[[str], bool]


class Unreachable(ValueError):
    """An address that may not or cannot be called; the text says why, without saying what is inside our network."""


@dataclass(frozen=True)
class Target:
    """Where a call goes."""

    host: str
    port: int
    path: str


def target(url: str, *, scheme: str = "https") -> Target:
    """The parts of an address, judged by its form alone. Raises Unreachable."""
    if len(url) > LONGEST or any(not 33 <= ord(character) <= 126 for character in url):
        raise Unreachable("is no address")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if scheme == "https" else 80)
    except ValueError as error:
        raise Unreachable("is no address") from error
    if parts.scheme != scheme or not host or parts.username or parts.password:
        raise Unreachable(f"must begin with {scheme}:// and name a host, without a password")
    return Target(host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def addresses(of: Target, *, allows: Allows | None = None) -> list[str]:
    """The numbers to connect to, the best first, all of them checked. Raises Unreachable. Asks the network."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(of.host, of.port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise Unreachable("has no host that can be found") from error
    allowed = allows or is_public
    if not found or not all(allowed(address) for address in found):
        raise Unreachable("is not an address on the public internet")
    return list(dict.fromkeys(found))


def is_public(address: str) -> bool:
    """Whether an IP address is anybody's: not loopback, private, link-local, shared, reserved or multicast.

    An IPv6 address that carries an IPv4 one is judged by that. What translates others (NAT64) is reserved, so refused.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        carried = ip.ipv4_mapped or ip.sixtofour
        if carried is None and (ip.is_reserved or ip.is_site_local):
            return False
        ip = carried or ip
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
