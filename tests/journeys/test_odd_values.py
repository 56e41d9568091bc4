# SPDX-License-Identifier: EUPL-1.2
"""Every address, asked and sent what nobody would type."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from akkoord.site.world.handle import World

from .prey import Prey, addresses, ask, browser_of, sent

NOBODYS = {
    "home",
    "language",
    "choose_language",
    "components",
    "agreement",
    "agreement_version",
    "agreement_file",
    "agreement_difference",
    "agreement_pdf",
    "opening_hours",
    "opening_hours_feed",
}

ASKED = [
    "q",
    "word",
    "after",
    "before",
    "newer",
    "older",
    "why",
    "page",
    "view",
    "whose",
    "state",
    "area",
    "kind",
    "priority",
    "organisation",
    "licence",
    "caller",
    "month",
    "agreement",
    "stars",
    "among",
    "subject",
]
ODD = ["\x00", "²", "-1", "9" * 30, "x" * 20_000, "9999-99-99T99:99:99|1", "'\"></script>%';--&|!():*", "١٢"]
HEAVY = {"components", "agreement", "agreement_version", "agreement_file"}  # public; the visitor asks these


@pytest.mark.parametrize("who", ["agent", "submitter", "visitor"])
@pytest.mark.parametrize("odd", [*ODD, b"\xff\xfe"], ids=range(len(ODD) + 1))
def test_no_question_in_an_address_breaks_a_page(world: World, prey: Prey, who: str, odd: str | bytes) -> None:
    client = browser_of(None if who == "visitor" else getattr(world, who))
    wrong = []
    for name, address in addresses(prey):
        if name == "account_logout" or (name in HEAVY and who != "visitor"):
            continue
        answer = ask(client, "GET", name, f"{address}?{urlencode(dict.fromkeys(ASKED, odd))}")
        if answer and answer.status_code >= 500:
            wrong.append((name, address, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("who", ["agent", "submitter", "administrator"])
@pytest.mark.parametrize("odd", ["", *ODD], ids=range(len(ODD) + 1))
def test_no_odd_value_in_a_form_breaks_a_page(world: World, prey: Prey, who: str, odd: str) -> None:
    client = browser_of(getattr(world, who))
    wrong = []
    for name, address in addresses(prey):
        if name in NOBODYS or name.startswith(("account_", "mfa_", "usersessions", "demo_")):
            continue
        if who == "administrator" and "contact" not in name:
            continue
        fields = {**dict.fromkeys(sent(prey, world), odd), "once": odd, "saved": odd, "next": odd}
        answer = ask(client, "POST", name, address, fields)
        if answer and answer.status_code >= 500:
            wrong.append((name, address, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize(
    "path",
    [
        "/cases/%ff",
        "/cases/INC-2026-%00",
        "/cases/" + "A" * 5000,
        "/%2e%2e/%2e%2e/etc/passwd",
        "/static/../settings.py",
        "/agreement/versions/%00/file",
        "/demo/mail/..%2f..%2fdemo.links",
    ],
)
def test_odd_addresses_are_not_found(world: World, path: str) -> None:
    for person in (None, world.agent):
        assert browser_of(person).get(path).status_code in (302, 400, 404), path


def test_bytes_that_are_no_text_are_refused(world: World, prey: Prey) -> None:
    client = browser_of(world.submitter)
    address = reverse("case_message", args=[prey.case.number])
    answer = client.post(address, b"text=%ff%fe%00&once=x", content_type="application/x-www-form-urlencoded")
    assert answer.status_code < 500
    large = client.post(address, b"text=" + b"a" * 3_000_000, content_type="application/x-www-form-urlencoded")
    assert large.status_code in (400, 413)
