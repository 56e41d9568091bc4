# SPDX-License-Identifier: EUPL-1.2
"""Every address, tried by those who have no business there, with real numbers of somebody else's organisation."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from akkoord.audit.models import Event
from akkoord.cases.models import Case
from akkoord.people.models import Membership
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World

from .prey import SECRET, Prey, addresses, ask, browser_of, sent

Found = tuple[str, str, str]


@pytest.mark.parametrize("who", ["stranger", "strange_administrator", "member", "visitor", "operator"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_reaches_what_is_not_theirs(world: World, prey: Prey, who: str, method: str) -> None:
    persons = {"visitor": None, "strange_administrator": world.person("Greet Poelman")}
    person = persons[who] if who in persons else getattr(world, who)
    events = Event.objects.filter(subject=prey.case.key).count()
    wrong: list[Found] = []
    for name, address in addresses(prey):
        if name in ("account_logout", "mfa_activate_totp"):
            continue  # signs the reader out, and asks for the second factor that the session only pretends
        client = browser_of(person)
        fields = sent(prey, world)
        file = SimpleUploadedFile("x.txt", b"x")
        answer = (
            ask(client, "GET", name, address)
            if method == "get"
            else ask(client, "POST", name, address, {**fields, "attachments": file})
        )
        if answer is None:
            continue
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code >= 500:
            wrong.append((name, address, str(answer.status_code)))
        elif SECRET.encode() in body:
            wrong.append((name, address, "shows what is Elzenhorst's"))
        elif prey.case.number in address and answer.status_code not in (302, 403, 404, 405):
            wrong.append((name, address, str(answer.status_code)))
    set_scope(SYSTEM)
    assert wrong == []
    assert Event.objects.filter(subject=prey.case.key).count() == events
    prey.case.refresh_from_db()
    assert prey.case.state == "new" and prey.case.messages.count() == 2
    assert not Membership.objects.filter(person__email="indringer@elders.example", organisation=world.customer).exists()
    assert set(Membership.objects.get(person=world.administrator).roles) == {"administrator", "privacy_contact"}
    assert not Case.objects.filter(organisation=world.customer, subject="x").exists()


def test_a_form_without_its_token_is_refused_everywhere(world: World, prey: Prey) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies = browser_of(world.agent).cookies
    wrong = []
    for name, address in addresses(prey):
        if (answer := ask(client, "POST", name, address, sent(prey, world))) is None:
            continue
        if name in ("timings", "api_verdicts") and answer.status_code == 401:
            continue  # for programs with a token of their own: no cookie counts there
        if name == "follow" and answer.status_code == 422:
            continue  # who asks has no account, and nothing is sent before the address itself confirms
        if answer.status_code not in (403, 404, 405):
            wrong.append((name, address, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("once", ["", "x", "00000000-0000-0000-0000-000000000000", "'; drop table", "1" * 500])
def test_a_key_that_nobody_gave_out_sends_once_and_harms_nothing(world: World, prey: Prey, once: str) -> None:
    client = browser_of(world.submitter)
    address = reverse("case_message", args=[prey.case.number])
    assert client.post(address, {"text": "Aanvulling", "once": once}).status_code in (302, 303)
    set_scope(SYSTEM)
    assert prey.case.messages.filter(text="Aanvulling").count() == 1


def test_the_key_of_somebody_elses_form_shows_nothing(world: World, prey: Prey) -> None:
    once = "3f0c0a52-9d0e-4c0e-9b69-0f9d6d7a1111"
    form = {"subject": SECRET, "text": SECRET, "area": "app", "category": "error", "impact": "hindered", "once": once}
    first = browser_of(world.submitter).post(reverse("report"), {**form, "organisation": world.customer.pk})
    assert first.status_code == 303
    stranger = browser_of(world.stranger)
    own = world.stranger.memberships.get().organisation_id
    answer = stranger.post(reverse("report"), {**form, "subject": "Eigen", "text": "Eigen", "organisation": own}, follow=True)
    assert answer.status_code < 500 and SECRET not in answer.content.decode()
    assert not re.search(first["Location"], "".join(url for url, _status in answer.redirect_chain))
