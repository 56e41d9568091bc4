# SPDX-License-Identifier: EUPL-1.2
"""Every address that there is, with real numbers of one organisation, for tests that try them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from akkoord.cases.models import Case
from akkoord.people.models import Person
from akkoord.people.second_factor import PASSED
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World

SECRET = "Geheim van Elzenhorst 7731"


@dataclass(frozen=True)
class Prey:
    """What of Elzenhorst's somebody might be after."""

    case: Case
    values: dict[str, str]


def addresses(prey: Prey) -> Iterator[tuple[str, str]]:
    """Every name with an address that belongs to Elzenhorst; the moves one by one."""
    for pattern, route, name in patterns(get_resolver().url_patterns):
        values = {key: prey.values[key] for key in pattern.pattern.converters or pattern.pattern.regex.groupindex}
        if name == "case_clock":
            values["pk"] = prey.values["clock"]
        if name == "case_move":
            for move in prey.case.kind.moves:
                yield name, reverse(name, kwargs={**values, "noun": move.noun})
        elif name in ("agreement_version", "agreement_file", "agreement_pdf", "agreement_openslo"):
            yield name, reverse(name, kwargs={"number": "2025-1"})
        elif name == "agreement_difference":
            yield name, reverse(name, kwargs={"number": "2026-2", "other": "2025-1"})
        else:
            yield name, reverse(name, kwargs=values)
        assert route


def patterns(among: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[URLPattern, str, str]]:
    """Every address that there is, with its name."""
    for each in among:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each.url_patterns, route)
        else:
            assert each.name, route
            yield each, route or "/", each.name


def browser_of(person: Person | None) -> Client:
    """A client of somebody who gave a second factor, or of a visitor."""
    client = Client(raise_request_exception=False)
    if person is not None:
        set_scope(SYSTEM)
        client.force_login(person)
        session = client.session
        session[PASSED] = person.pk
        session.save()
    return client


def sent(prey: Prey, world: World) -> dict[str, str]:
    """Fields that every form together could want."""
    return {
        "text": "x", "kind": "reply", "move": "resolve", "case": prey.case.number, "number": prey.case.number, "who": world.stranger.email,
        "to": world.stranger.email, "how": "same_cause", "priority": "1", "reason": "x", "decision": "yes", "stars": "1", "remark": "x",
        "organisation": str(world.customer.pk), "caller": str(world.submitter.pk), "subject": "x", "area": "app", "category": "error",
        "impact": "hindered", "affected": "x", "reachable_at": "1", "roles": "administrator", "email": "indringer@elders.example",
        "name": "Indringer", "language": "nl", "title": "x", "cause": "x", "done": "x", "prevention": "x", "answer": "x",
    }  # fmt: skip


_not_taken: set[tuple[str, str]] = set()


def ask(client: Client, method: str, name: str, address: str, fields: Any = None) -> Any:
    """What an address answers; None once it is known to take no such method, whoever asks (405)."""
    if (method, name) in _not_taken:
        return None
    answer = client.generic(method, address) if fields is None else client.post(address, fields)
    if answer.status_code == 405:
        _not_taken.add((method, name))
    return answer
