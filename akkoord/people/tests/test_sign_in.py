# SPDX-License-Identifier: EUPL-1.2
"""Signing in from the first mail on: password, second factor, and everything that must not let somebody in. sla:2.3.3"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from akkoord.audit.models import Event
from akkoord.notifications.models import Mail
from akkoord.people import actions
from akkoord.people.models import Person
from akkoord.people.rules import PortalRole, StaffRole
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM

from .conftest import AT, PASSWORD, House

SET_UP = "/account/second-factor/on"
Capture = Callable[..., AbstractContextManager[list[Callable[[], object]]]]


def code_of(secret: str) -> str:
    """The six figures that an authenticator app shows now (RFC 6238)."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def give_password(client: Client, person: Person, password: str = PASSWORD) -> str:
    """Where the sign-in page leads."""
    answer = client.post("/sign-in", {"login": person.email, "password": password})
    return str(answer.headers.get("Location", answer.status_code))


def set_up(client: Client) -> str:
    """Set up the second factor; returns its secret."""
    page = client.get(SET_UP).content.decode()
    found = re.search(r"<code>([A-Z2-7]{16,})</code>", page)
    assert found, page
    answer = client.post(SET_UP, {"code": code_of(found[1])})
    assert answer.status_code == 302, answer.content.decode()
    return found[1]


def test_from_invitation_to_portal(house: House, run_jobs: Callable[..., int]) -> None:
    membership = actions.invite_contact(
        by=house.keeper, at=AT, organisation=house.elms, email="nina@huis.example", name="Nina Nieuw", roles=[PortalRole.MEMBER]
    )
    run_jobs()
    [letter] = mail.outbox
    assert letter.to == ["nina@huis.example"] and "Ine Verhof" in letter.body
    link = re.search(r"http://127\.0\.0\.1:8000(/sign-in/password/\S+)", str(letter.body))
    assert link
    assert link[1].split("-", 2)[2] not in str(Event.objects.filter(name="PersonInvited").values_list("data", flat=True))

    client = Client()
    page = client.get(link[1], follow=True)
    where = page.redirect_chain[-1][0]
    answer = client.post(where, {"password1": "kort", "password2": "kort"})
    assert answer.status_code == 200 and "12" in answer.content.decode()
    assert client.post(where, {"password1": PASSWORD, "password2": PASSWORD})["Location"] == "/sign-in/password/chosen"
    assert "werkt niet meer" in Client().get(link[1], follow=True).content.decode()  # once only

    give_password(client, membership.person)
    assert client.get("/account")["Location"] == SET_UP
    set_up(client)
    assert client.get("/account").status_code == 200
    set_scope(SYSTEM)
    assert Event.objects.filter(name="SignedIn", by_id=membership.person_id).count() == 1


def test_an_invitation_runs_twice_and_mails_once(house: House, run_jobs: Callable[..., int]) -> None:
    from akkoord.notifications.reactions import mail_invitation

    actions.invite_contact(
        by=house.keeper, at=AT, organisation=house.elms, email="nina@huis.example", name="Nina", roles=[PortalRole.MEMBER]
    )
    event = Event.objects.filter(name="PersonInvited").latest("id")
    mail_invitation(event)
    mail_invitation(event)
    assert Mail.objects.filter(event_id=event.pk).count() == 1
    sent = Mail.objects.get(event_id=event.pk)
    assert (sent.audience, len(sent.persons)) == ("named_persons", 1)


def test_somebody_known_is_told_without_a_password_link(house: House, run_jobs: Callable[..., int]) -> None:
    actions.invite_contact(
        by=house.keeper, at=AT, organisation=house.elms, email=house.stranger.email, name="N", roles=[PortalRole.MEMBER]
    )
    run_jobs()
    assert [m.to for m in mail.outbox] == [[house.stranger.email]]
    said = " ".join(mail.outbox[0].body.split())
    assert "/sign-in/password/" not in said and "voor Zorg onder de Iepen" in said


def test_an_invitation_expires(house: House, settings: Settings) -> None:
    from akkoord.notifications.reactions import _password_path

    link = _password_path(house.person("Late Lezer"))
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "werkt niet meer" in Client().get(link, follow=True).content.decode()


def test_every_page_waits_for_the_second_factor(house: House) -> None:
    client = Client()
    assert give_password(client, house.keeper) == "/"
    for address in ("/account", "/contacts", "/account/password", "/account/recovery-codes", "/account/second-factor"):
        assert client.get(address)["Location"] == SET_UP, address
    assert client.post("/account", {"name": "X", "language": "nl", "time_zone": "UTC"})["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200
    assert client.post("/language", {"language": "en", "next": "/"}).status_code == 302
    assert client.post("/sign-out")["Location"] == "/sign-in"


def test_staff_too(house: House) -> None:
    client = Client()
    give_password(client, house.staff("Joris Agent", StaffRole.AGENT))
    assert client.get("/organisations")["Location"] == SET_UP


def test_the_demonstration_asks_no_second_factor(house: House, settings: Settings) -> None:
    settings.DEMO = True
    client = Client()
    client.force_login(house.keeper)
    assert client.get("/contacts").status_code == 200


def test_next_time_the_code_is_asked(house: House) -> None:
    first = Client()
    give_password(first, house.keeper)
    secret = set_up(first)
    second = Client()
    assert give_password(second, house.keeper) == "/sign-in/code"
    assert second.get("/account")["Location"].startswith("/sign-in?")  # a password alone signs nobody in
    cache.clear()  # a code counts once; another half minute has gone by
    assert second.post("/sign-in/code", {"code": "000000"}).status_code == 200
    assert second.post("/sign-in/code", {"code": code_of(secret)})["Location"] == "/"
    assert second.get("/account").status_code == 200


def test_a_recovery_code_counts_once(house: House) -> None:
    first = Client()
    give_password(first, house.keeper)
    set_up(first)
    codes = re.findall(r"<code>(\d{8})</code>", first.get("/account/recovery-codes").content.decode())
    assert len(codes) == 10
    assert first.get("/account/recovery-codes.txt").content.decode().split() == codes
    second, third = Client(), Client()
    give_password(second, house.keeper)
    assert second.post("/sign-in/code", {"code": codes[0]})["Location"] == "/"
    give_password(third, house.keeper)
    assert third.post("/sign-in/code", {"code": codes[0]}).status_code == 200


def test_a_session_with_only_a_password_ends_when_the_second_factor_is_set_up_elsewhere(house: House) -> None:
    guesser, owner = Client(), Client()
    for client in (guesser, owner):
        give_password(client, house.keeper)
    set_up(owner)
    assert guesser.get(SET_UP)["Location"] == "/sign-in"
    assert guesser.get("/account")["Location"].startswith("/sign-in?")
    assert owner.get("/account").status_code == 200


def test_taking_the_phone_off_leads_to_setting_up_another(house: House) -> None:
    client = Client()
    give_password(client, house.keeper)
    set_up(client)
    client.post("/account/second-factor/off")
    set_scope(SYSTEM)
    assert not Authenticator.objects.filter(user=house.keeper).exists()
    assert client.get("/account")["Location"] == SET_UP


def test_safety_mails_go_through_the_outbox(
    house: House, run_jobs: Callable[..., int], django_capture_on_commit_callbacks: Capture
) -> None:
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        give_password(client, house.keeper)
        set_up(client)
    set_scope(SYSTEM)
    assert [m.subject for m in Mail.objects.filter(person=house.keeper)] == ["Je tweede factor staat aan"]
    run_jobs()
    assert [m.to for m in mail.outbox] == [[house.keeper.email]]


def test_a_blocked_person_does_not_come_in(house: House) -> None:
    lead = house.staff("Anna Lead", StaffRole.STAFF_ADMINISTRATOR)
    running = Client()
    running.force_login(house.reporter)
    actions.block_person(by=lead, at=AT, person=house.reporter)
    assert give_password(Client(), house.reporter) == "/sign-in/blocked"
    assert running.get("/account")["Location"].startswith("/sign-in?")
    assert Client().get("/sign-in/blocked").status_code == 200


def test_who_was_invited_and_has_no_password_does_not_come_in(house: House) -> None:
    invited = house.person("Zonder Wachtwoord")
    for guess in ("", "!", PASSWORD):
        assert give_password(Client(), invited, guess) == "200"


def test_guessing_stops(house: House) -> None:
    client = Client()
    for _ in range(5):
        assert give_password(client, house.keeper, "verkeerd") == "200"
    answer = client.post("/sign-in", {"login": house.keeper.email, "password": PASSWORD})
    assert "Te veel pogingen" in answer.content.decode()
    assert give_password(client, house.reporter) == "/"


def test_too_many_requests_are_answered_in_our_own_words(house: House, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    client = Client()
    for _ in range(2):
        give_password(client, house.keeper, "verkeerd")
    answer = client.post("/sign-in", {"login": house.keeper.email, "password": PASSWORD})
    assert answer.status_code == 429 and "Te veel pogingen" in answer.content.decode()


def test_a_forgotten_password_says_the_same_of_everybody(house: House, run_jobs: Callable[..., int]) -> None:
    known = Client().post("/sign-in/password", {"email": house.keeper.email}, HTTP_HOST="localhost")
    unknown = Client().post("/sign-in/password", {"email": "niemand@nergens.example"})
    assert known["Location"] == unknown["Location"] == "/sign-in/password/sent"
    set_scope(SYSTEM)
    run_jobs()
    assert [m.to for m in mail.outbox] == [[house.keeper.email]]
    assert "http://127.0.0.1:8000/sign-in/password/" in mail.outbox[0].body  # the portal's address, not the request's


def test_another_password_signs_out_everywhere_else(house: House, browse: Callable[[Person], Client]) -> None:
    here, there = browse(house.keeper), browse(house.keeper)
    given = {"oldpassword": PASSWORD, "password1": "negen groene boten dobberen", "password2": "negen groene boten dobberen"}
    assert here.post("/account/password", given)["Location"] == "/account"
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 302


def test_sign_out_everywhere_else(house: House) -> None:
    here, there = Client(), Client()
    give_password(here, house.keeper)
    secret = set_up(here)
    cache.clear()
    give_password(there, house.keeper)
    there.post("/sign-in/code", {"code": code_of(secret)})
    assert there.get("/account").status_code == 200
    assert here.get("/account/sessions").content.decode().count("127.0.0.1") == 2
    here.post("/account/sessions")
    assert there.get("/account").status_code == 302
    assert here.get("/account").status_code == 200


@pytest.mark.parametrize("address", ["/signup", "/sign-up", "/account/signup/", "/account/email/", "/accounts/login/"])
def test_nobody_signs_up(db: None, address: str) -> None:
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/sign-in",
        "/sign-in/password",
        "/sign-in/password/sent",
        "/sign-in/password/chosen",
        "/sign-in/blocked",
        "/sign-in/password/1-x-y",
    ],
)
def test_the_pages_before_signing_in_are_there(db: None, address: str) -> None:
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/account/password", "/account/sessions", "/account/second-factor", "/account/confirm", "/sign-out"],
)
def test_the_pages_about_safety_are_there(house: House, browse: Callable[[Person], Client], address: str) -> None:
    assert browse(house.keeper).get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/account/second-factor", "/account/second-factor/off", "/account/recovery-codes/new", "/account/confirm/code"],
)
def test_the_pages_about_the_second_factor_are_there(house: House, address: str) -> None:
    client = Client()
    give_password(client, house.keeper)
    set_up(client)
    assert client.get(address).status_code == 200


def test_much_later_the_password_is_asked_once_more(house: House) -> None:
    client = Client()
    give_password(client, house.keeper)
    set_up(client)
    session = client.session
    session["signed_in_at"] = time.time() - 3600
    session.save()
    assert client.get("/account/recovery-codes")["Location"].startswith("/account/confirm?")
