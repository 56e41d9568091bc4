# SPDX-License-Identifier: EUPL-1.2
"""Tokens for programs: what they open, for how long, and who gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from akkoord.audit.models import Event
from akkoord.people.actions import change_roles, create_token, note_token_use, revoke_token
from akkoord.people.models import ApiToken, Person
from akkoord.people.refusals import BadExpiry, NameMissing, NotAllowed, ScopesDoNotFit
from akkoord.people.rules import SCOPES_OF, OrganisationKind, PortalRole, StaffRole, TokenScope
from akkoord.people.token_door import TokenRequest, token_door
from akkoord.people.tokens import BEGIN, bearer_of, hash_of
from akkoord.scope.database import current_scope, set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM, Scope, Side
from akkoord.web.moments import page_moment

from .conftest import AT, House

TIMINGS = TokenScope.TIMINGS_WRITE
Browse = Callable[[Person], Client]


@pytest.fixture
def boss(house: House) -> Person:
    return house.staff("Bram Beheer", StaffRole.STAFF_ADMINISTRATOR)


@pytest.fixture
def for_customers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A house in which customers' programs may do the same."""
    monkeypatch.setitem(SCOPES_OF, OrganisationKind.CUSTOMER, (TIMINGS,))
    yield


def made(house: House, by: Person | None = None, *, organisation=None, days: int = 30) -> tuple[ApiToken, str]:
    set_scope(SYSTEM)
    return create_token(
        organisation=organisation or house.vendor, name="Loonapplicatie", scopes=[TIMINGS],
        expires_at=AT + timedelta(days=days), by=by, at=AT,
    )  # fmt: skip


@token_door(TIMINGS)
def scope_of_reader(request: TokenRequest) -> HttpResponse:
    scope = current_scope()
    return JsonResponse({"side": scope.side, "organisations": sorted(scope.organisations), "token": request.token.pk})


def knock(header: str | None, at=AT) -> HttpResponse:
    """Ask something behind the door, as a visitor does."""
    set_scope(PUBLIC)
    request: HttpRequest = RequestFactory().post("/api/v1/x", headers={} if header is None else {"Authorization": header})
    with page_moment(at):
        answer = scope_of_reader(request)
    set_scope(SYSTEM)
    return answer


# What a token opens


def test_a_token_of_the_vendor_opens_what_it_was_given_and_reads_as_staff_without_a_person(house: House) -> None:
    token, secret = made(house)
    answer = knock(f"Bearer {secret}")
    assert answer.status_code == 200
    assert answer.content == f'{{"side": "staff", "organisations": [], "token": {token.pk}}}'.encode()


def test_a_token_of_a_customer_has_the_rows_of_that_customer_alone(house: House, for_customers: None) -> None:
    _token, secret = made(house, organisation=house.elms)
    answer = knock(f"Bearer {secret}")
    assert b'"side": "customer"' in answer.content and f"[{house.elms.pk}]".encode() in answer.content


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer akkoord_x", f"Bearer {BEGIN}" + "a" * 5000], ids=range(7)
)
def test_a_stranger_is_asked_for_a_token(house: House, header: str | None) -> None:
    made(house)
    answer = knock(header)
    assert answer.status_code == 401 and answer["WWW-Authenticate"].startswith("Bearer")
    assert current_scope() == SYSTEM  # set by `knock` again: the door left the visitor's scope alone


def test_a_refused_stranger_keeps_the_scope_of_a_visitor(house: House) -> None:
    set_scope(PUBLIC)
    scope_of_reader(RequestFactory().post("/", headers={"Authorization": f"Bearer {BEGIN}x"}))
    assert current_scope() == PUBLIC


def test_an_expired_token_opens_nothing(house: House) -> None:
    _token, secret = made(house, days=30)
    assert knock(f"Bearer {secret}", AT + timedelta(days=30, seconds=-1)).status_code == 200
    assert knock(f"Bearer {secret}", AT + timedelta(days=30)).status_code == 401


def test_a_revoked_token_opens_nothing(house: House, boss: Person) -> None:
    token, secret = made(house)
    revoke_token(token=token, by=boss, at=AT)
    assert knock(f"Bearer {secret}").status_code == 401
    assert Event.objects.get(name="TokenRevoked").subject == f"token:{token.pk}"
    revoke_token(token=token, by=boss, at=AT + timedelta(days=1))
    assert ApiToken.objects.get(pk=token.pk).revoked_at == AT and Event.objects.filter(name="TokenRevoked").count() == 1


def test_a_token_without_the_scope_is_told_what_it_may(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    _token, secret = made(house)
    monkeypatch.setattr(ApiToken, "may", lambda self, scope: False)
    answer = knock(f"Bearer {secret}")
    assert answer.status_code == 403 and b"timings:write" in answer.content


def test_a_token_belongs_to_the_organisation_and_outlives_the_role_of_whoever_made_it(house: House, boss: Person) -> None:
    token, secret = made(house, boss)
    change_roles(by=None, at=AT, membership=house.membership(boss, house.vendor), roles=[StaffRole.AGENT])
    assert knock(f"Bearer {secret}").status_code == 200
    without = Person.objects.get(pk=boss.pk)
    with pytest.raises(NotAllowed):
        revoke_token(token=token, by=without, at=AT)
    with pytest.raises(NotAllowed):
        made(house, without)


def test_customers_may_let_programs_read_verdicts_and_nothing_of_the_vendors(house: House) -> None:
    assert SCOPES_OF[OrganisationKind.CUSTOMER] == SCOPES_OF[OrganisationKind.PARTNER] == (TokenScope.VERDICTS_READ,)


# What is kept


def test_only_a_hash_is_kept_and_every_token_is_another(house: House) -> None:
    (first, secret), (second, other) = made(house), made(house)
    assert secret != other and len(secret) > 40 and bearer_of(f"bearer {secret}") == secret
    assert first.token_hash == hash_of(secret) and first.token_hash != second.token_hash
    row = ApiToken.objects.filter(pk=first.pk).values().get()
    assert not any(secret in str(value) for value in row.values())
    assert not Event.objects.filter(data__icontains=secret[len(BEGIN) :]).exists()


def test_the_last_use_is_written_once_an_hour_at_most(house: House) -> None:
    token, secret = made(house)
    knock(f"Bearer {secret}", AT)
    knock(f"Bearer {secret}", AT + timedelta(minutes=59))
    assert ApiToken.objects.get(pk=token.pk).last_used_at == AT
    knock(f"Bearer {secret}", AT + timedelta(minutes=60))
    assert ApiToken.objects.get(pk=token.pk).last_used_at == AT + timedelta(hours=1)
    note_token_use(token=token, by=None, at=AT)
    assert ApiToken.objects.get(pk=token.pk).last_used_at == AT + timedelta(hours=1)


# Who gives them


def test_administrators_give_them_for_their_own_organisation_only(house: House, boss: Person, for_customers: None) -> None:
    token, _secret = made(house, house.keeper, organisation=house.elms)
    assert token.created_by == house.keeper
    assert Event.objects.get(name="TokenCreated").organisation_id == house.elms.pk
    for by, organisation in [(house.stranger, house.elms), (house.reporter, house.elms), (house.keeper, house.vendor)]:
        with pytest.raises(NotAllowed):
            made(house, by, organisation=organisation)
    with pytest.raises(NotAllowed):
        revoke_token(token=token, by=house.stranger, at=AT)


def test_what_makes_no_sense_is_refused(house: House, boss: Person) -> None:
    def make(**other):
        given = {"organisation": house.vendor, "name": "x", "scopes": [TIMINGS], "expires_at": AT + timedelta(days=1)}
        return create_token(**{**given, **other}, by=boss, at=AT)

    with pytest.raises(NameMissing):
        make(name=" \x00 ")
    with pytest.raises(ScopesDoNotFit):
        make(scopes=[])
    with pytest.raises(ScopesDoNotFit):
        make(organisation=house.elms)  # that is the vendor's alone
    for moment in (AT, AT - timedelta(days=1), AT + timedelta(days=367)):
        with pytest.raises(BadExpiry):
            make(expires_at=moment)
    assert not ApiToken.objects.exists()


def test_the_database_itself_hides_tokens_of_others(house: House, for_customers: None) -> None:
    token, _secret = made(house, organisation=house.elms)
    set_scope(house.stranger.scope)
    assert not ApiToken.objects.exists()
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        ApiToken.objects.create(
            organisation_id=house.elms.pk, name="x", scopes=["timings:write"], token_hash="x", begins_with="x",
            created_at=AT, expires_at=AT + timedelta(days=1),
        )  # fmt: skip
    set_scope(Scope(Side.CUSTOMER, frozenset({house.elms.pk})))
    assert ApiToken.objects.get() == token


# Pages


def test_the_page_shows_a_new_token_once_and_lets_it_be_revoked(house: House, boss: Person, browse: Browse) -> None:
    client = browse(boss)
    asked = {"organisation": house.vendor.key, "name": "Loonapplicatie", "scopes": ["timings:write"], "days": "90"}
    assert client.get(reverse("new_token")).status_code == 200
    answer = client.post(reverse("new_token"), asked)
    assert answer.status_code == 303
    shown = client.get(reverse("tokens"))
    set_scope(SYSTEM)
    token = ApiToken.objects.get()
    page = shown.content.decode()
    secret = page.split(f'value="{BEGIN}')[1].split('"')[0]
    assert hash_of(BEGIN + secret) == token.token_hash and "no-store" in shown["Cache-Control"]
    again = client.get(reverse("tokens")).content.decode()
    assert secret not in again and token.begins_with in again and "Loonapplicatie" in again
    assert "Loonapplicatie" in client.get(reverse("token", args=[token.pk])).content.decode()
    assert client.post(reverse("token_revocation", args=[token.pk])).status_code == 303
    set_scope(SYSTEM)
    assert ApiToken.objects.get().revoked_by == boss
    assert 'action="/tokens/' not in client.get(reverse("token", args=[token.pk])).content.decode()


def test_a_form_with_something_missing_keeps_what_was_typed(house: House, boss: Person, browse: Browse) -> None:
    answer = browse(boss).post(reverse("new_token"), {"organisation": house.vendor.key, "name": "Loonapplicatie", "days": "90"})
    assert answer.status_code == 422 and 'value="Loonapplicatie"' in answer.content.decode()
    set_scope(SYSTEM)
    assert not ApiToken.objects.exists()


def test_a_portal_administrator_sees_the_own_organisation_only(house: House, browse: Browse, for_customers: None) -> None:
    made(house)
    mine, _secret = made(house, organisation=house.elms)
    client, strange = browse(house.keeper), browse(house.stranger)
    page = client.get(reverse("tokens")).content.decode()
    assert page.count("<tr data-row>") == 1 and reverse("token", args=[mine.pk]) in page
    assert "<tr data-row>" not in strange.get(reverse("tokens")).content.decode()
    assert strange.get(reverse("token", args=[mine.pk])).status_code == 404
    assert strange.post(reverse("token_revocation", args=[mine.pk])).status_code == 404
    set_scope(SYSTEM)
    assert ApiToken.objects.get(pk=mine.pk).revoked_at is None


def test_while_customers_can_do_nothing_with_one_they_are_told_and_make_none(
    house: House, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(SCOPES_OF, OrganisationKind.CUSTOMER)
    client = browse(house.keeper)
    assert reverse("new_token") not in client.get(reverse("tokens")).content.decode()
    assert client.get(reverse("new_token")).status_code == 404


def test_whoever_lost_the_role_and_whoever_never_had_it_finds_no_page(house: House, boss: Person, browse: Browse) -> None:
    token, _secret = made(house, boss)
    house.contact("Tweede Beheerder", house.elms, PortalRole.ADMINISTRATOR)
    change_roles(by=None, at=AT, membership=house.membership(house.keeper), roles=[PortalRole.MEMBER])
    for person in (house.reporter, house.keeper, house.staff("Joris Agent", StaffRole.AGENT)):
        client = browse(person)
        addresses = [reverse("tokens"), reverse("new_token"), reverse("token", args=[token.pk])]
        assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
        assert client.post(reverse("token_revocation", args=[token.pk])).status_code == 404
        assert reverse("tokens") not in client.get(reverse("account")).content.decode()
    assert Client().get(reverse("tokens")).status_code == 302
    assert reverse("tokens") in browse(boss).get(reverse("account")).content.decode()
