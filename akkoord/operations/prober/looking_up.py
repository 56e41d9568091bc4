# SPDX-License-Identifier: EUPL-1.2
"""Look a name up at a server of names."""

from __future__ import annotations

from typing import Any

from dns import asyncresolver, exception, resolver

from ..rules.probing import DnsSettings
from .answers import Answer, Failed, Unsure, word_of
from .connecting import Ways


async def ask_dns(ways: Ways, settings: DnsSettings, timeout: float, answer: Answer) -> None:
    """Ask for the records. Raises Failed without them, or when an expected one is missing."""
    try:
        asked = asyncresolver.Resolver(configure=not settings.server)
        if settings.server:
            asked.nameservers, asked.port = [settings.server], settings.port
        asked.lifetime, asked.timeout = timeout, max(1.0, timeout / 3)
        found = await asked.resolve(settings.name, settings.type, search=False)
    except resolver.NoResolverConfiguration as error:
        raise Unsure("this machine names no server of names") from error
    except exception.DNSException as error:
        raise Failed(_word(error)) from error
    answer.has_come = True
    texts = {record.to_text() for record in found}
    texts |= {text.strip('"') for text in texts}
    if not texts.issuperset(settings.expect):
        raise Failed("text")


def _word(error: exception.DNSException) -> str:
    """What it is called. Raises Unsure when none of the questions left this machine."""
    match error:
        case resolver.NXDOMAIN():
            return "name"
        case resolver.NoAnswer():
            return "empty"
    tries: list[Any] = error.kwargs.get("errors") or []
    causes = [each[3] for each in tries]  # server, over TCP, port, what went wrong, answer
    if causes and all(isinstance(cause, OSError) for cause in causes):
        return word_of(causes[0])
    return "timeout" if isinstance(error, exception.Timeout) else "protocol"
