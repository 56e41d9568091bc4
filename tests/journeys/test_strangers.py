# SPDX-License-Identifier: EUPL-1.2
"""Every address, tried by those who have no business there, with real numbers of somebody else's organisation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django import Settings

from akkoord.audit.models import Event
from akkoord.cases import store
from akkoord.cases.actions import attach_file, write_note
from akkoord.cases.models import Case
from akkoord.clocks.models import Clock
from akkoord.desk.actions import report_calamity
from akkoord.partners.actions.partners import register_partner
from akkoord.partners.rules.partners import PartnerKind
from akkoord.people.actions import create_token
from akkoord.people.models import Membership, Organisation, Person
from akkoord.people.rules import OrganisationKind, TokenScope
from akkoord.people.second_factor import PASSED
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World
from akkoord.site.world.partners import found_partners

SECRET = "Geheim van Elzenhorst 7731"
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
Found = tuple[str, str, str]


@dataclass(frozen=True)
class Prey:
    """What of Elzenhorst's somebody might be after."""

    case: Case
    values: dict[str, str]


@pytest.fixture
def prey(world: World, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prey]:
    """A case with a note, an attachment and clocks, a calamity, and a contact."""
    settings.ATTACHMENT_STORE = tmp_path_factory.mktemp("store").as_uri()
    store._store.cache_clear()
    now = timezone.now()
    case = world.reports(SECRET, at=now, by=world.submitter, text=SECRET)
    write_note(case=case, by=world.agent, at=now, text=SECRET)
    file = attach_file(case=case, by=world.submitter, at=now, name="geheim.txt", size=len(SECRET), chunks=[SECRET.encode()])
    report_calamity(
        by=world.submitter,
        at=now,
        organisation=world.customer,
        subject=SECRET,
        text=SECRET,
        affected=SECRET,
        reachable_at="1",
        reachable_until="",
    )
    membership = Membership.objects.get(person=world.administrator)
    vendor = Organisation.objects.get(kind=OrganisationKind.VENDOR)
    scopes, end = [TokenScope.TIMINGS_WRITE], now + timedelta(days=1)
    token, _secret = create_token(organisation=vendor, name=SECRET, scopes=scopes, expires_at=end, by=None, at=now)
    found_partners()  # the programme too
    partner = register_partner(organisation=world.customer, kinds=[PartnerKind.SERVICE], since=now.date(), by=None, at=now)
    clock = Clock.objects.filter(subject=case.key).first()
    assert clock is not None
    yield Prey(
        case,
        {
            "number": case.number, "membership_id": str(membership.pk), "name": "geheim.txt", "pk": str(file.pk),
            "customer_number": str(world.customer.customer_number), "noun": "solution", "clock": str(clock.pk), "token": "x",
            "uidb36": "1", "key": "x-y", "month": "2026-11", "other": "2025-1", "period": "2026-11", "token_id": str(token.pk), "code": "portal", "form": "atom",
            "promise": "2.2.3/reaction-p2", "slug": partner.slug, "role": "management", "duty": "goals",
        },
    )  # fmt: skip
    store._store.cache_clear()


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
        answer = client.get(address) if method == "get" else client.post(address, {**fields, "attachments": file})
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
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
        answer = client.post(address, sent(prey, world))
        if name in ("timings", "api_verdicts") and answer.status_code == 401:
            continue  # for programs with a token of their own: no cookie counts there
        if name == "follow" and answer.status_code == 422:
            continue  # who asks has no account, and nothing is sent before the address itself confirms
        if answer.status_code not in (403, 404, 405):
            wrong.append((name, address, answer.status_code))
    assert wrong == []


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
        answer = client.get(f"{address}?{urlencode(dict.fromkeys(ASKED, odd))}")
        if answer.status_code >= 500:
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
        answer = client.post(address, {**dict.fromkeys(sent(prey, world), odd), "once": odd, "saved": odd, "next": odd})
        if answer.status_code >= 500:
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
