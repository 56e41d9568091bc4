# SPDX-License-Identifier: EUPL-1.2
"""What is asked of the server: for each page a list of requests by people who signed in, and what the answer must hold."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from .made_words import FINDABLE, PARTS_OF_WORK, SUBJECTS_OF_WORK

SESSIONS = 8
CSRF = "c" * 32


@dataclass(frozen=True)
class Target:
    """Requests to send in turn, with the status and the text that prove the answer is the page. `goal` in requests a second."""

    name: str
    goal: int
    requests: Sequence[tuple[str, str, str, str]]
    status: int
    proof: str

    @property
    def lines(self) -> str:
        """For `load.lua`."""
        return "".join("\t".join(request) + "\n" for request in self.requests)


def targets() -> list[Target]:
    """All of them, with sessions made for this run."""
    from akkoord.people.models import Person
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    random = Random(4)
    with scoped(SYSTEM):
        agents = _signed_in(Person.objects.filter(memberships__roles__contains=["agent"], email__regex=r"^a\d"))
        managers = _busiest_managers()
        busiest = [membership.person for membership in managers]
        customers = _signed_in(busiest)
        own = [_numbers(organisation=membership.organisation_id) for membership in managers]
        anything = _numbers()
    random.shuffle(anything)
    words = [*FINDABLE[1:], *(a + b for a in SUBJECTS_OF_WORK for b in PARTS_OF_WORK[:6])]
    return [
        _pages("queue", 400, agents, lambda n: "/queue", "INC-"),
        _pages("list, staff", 400, agents, lambda n: "/cases", "INC-"),
        _pages("list, customer", 400, customers, lambda n: "/cases?whose=all", "INC-"),
        _pages("case, staff", 600, agents, lambda n: f"/cases/{_turn(anything, n)}", "INC-", 4000),
        _pages("case, customer", 600, customers, lambda n: f"/cases/{_turn(_turn(own, n), n // SESSIONS)}", "INC-", 4000),
        _pages("search, staff", 250, agents, lambda n: f"/search?q={quote(_turn(words, n))}", "INC-", len(words)),
        _pages("search, customer", 250, customers, lambda n: f"/search?q={quote(_turn(words, n))}", 'name="q"', len(words)),
        _reports(customers, [membership.organisation_id for membership in managers]),
    ]


def _turn(things: Sequence[Any], n: int) -> Any:
    return things[n % len(things)]


def _pages(name: str, goal: int, cookies: Sequence[str], path: Callable[[int], str], proof: str, count: int = SESSIONS) -> Target:
    return Target(name, goal, [("GET", path(n), cookies[n % len(cookies)], "") for n in range(count)], 200, proof)


def _reports(cookies: Sequence[str], organisations: Sequence[int]) -> Target:
    body = urlencode({
        "csrfmiddlewaretoken": CSRF, "subject": "Loonrun stopt halverwege", "text": "Na stap drie blijft het scherm leeg. " * 3,
        "category": "error", "impact": "hindered", "area": "payroll",
    }) + "&once=%once%"  # fmt: skip
    requests = [("POST", "/report", cookie, f"{body}&organisation={o}") for cookie, o in zip(cookies, organisations, strict=True)]
    return Target("report (POST)", 400, requests, 303, "")


def _busiest_managers() -> list[Any]:
    """Of the organisations with the most cases somebody who sees them all and may report."""
    from django.db.models import Count

    from akkoord.cases.models import Case
    from akkoord.people.models import Membership

    counted = Case.objects.values("organisation").annotate(n=Count("pk")).order_by("-n")[:SESSIONS]
    found = Membership.objects.filter(roles__contains=["incident_manager", "incident_submitter"])
    return list(found.filter(organisation__in=[row["organisation"] for row in counted]).select_related("person"))


def _numbers(**which: Any) -> list[str]:
    from akkoord.cases.models import Case

    return list(Case.objects.filter(**which).order_by("-pk").values_list("number", flat=True)[:100_000])


def _signed_in(people: object) -> list[str]:
    """A session a person, with the second factor passed, as signing in would leave it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from akkoord.people.second_factor import PASSED
    from akkoord.people.sessions import SessionStore

    cookies = []
    for person in people[:SESSIONS]:  # type: ignore[index]  # a list or a query
        session = SessionStore()
        session[SESSION_KEY], session[PASSED] = str(person.pk), person.pk
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}; csrftoken={CSRF}")
    return cookies


def only(names: str | None) -> Callable[[Target], bool]:
    """Which targets to run: those whose name begins with one of the words, or all."""
    wanted = (names or os.environ.get("BENCH_ONLY") or "").split(",")
    return lambda target: wanted == [""] or any(target.name.startswith(word) for word in wanted)
