# SPDX-License-Identifier: EUPL-1.2
"""A partner's people hold their own rows, and the database lets them write in those what is theirs to say, and no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Model

from akkoord.partners.actions.conduct import ask_permission
from akkoord.partners.actions.connectors import end_connector, register_connector
from akkoord.partners.actions.endings import end_partnership
from akkoord.partners.actions.experts import show_expert
from akkoord.partners.actions.gatherings import plan_gathering, say_attendance
from akkoord.partners.actions.leads import decide_lead, end_lead, register_lead
from akkoord.partners.actions.partners import answer_invitation, invite_product_partner
from akkoord.partners.actions.profiles import propose_profile
from akkoord.partners.actions.references import ask_reference, place_reference
from akkoord.partners.models import (
    Acceptance,
    Attendance,
    CheckLine,
    Connector,
    Ending,
    Expert,
    Invitation,
    Lead,
    Partner,
    Permission,
    Profile,
    Reference,
)
from akkoord.partners.rules.conduct import PermissionKind
from akkoord.partners.rules.gatherings import GatheringKind
from akkoord.partners.rules.leads import LeadState
from akkoord.partners.rules.partners import NOTICE
from akkoord.partners.tests.network import AT, TODAY, Network
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

LATER = date(2029, 1, 1)
WORDS = {"name": "Zilvermeer", "summary_nl": "Kort.", "about_nl": "Lang.", "email": "a@zilvermeer.example"}


@pytest.fixture
def filled(network: Network) -> Network:
    """Zilvermeer asked for an agreement, registered a lead and a connector, proposed a page, and has what others wrote."""
    own: dict[str, Any] = {"organisation": network.partner.organisation, "by": network.roos, "at": AT}
    ask_permission(kind=PermissionKind.DOMAIN, what="meridaan-hulp.example", why="Vindbaar", **own)
    register_lead(company="Bakkerij Ooms", contact="", what="Rooster", is_customer=False, is_joint=False, **own)
    register_connector(name="Brug", links_to="Klok", description="Uren.", fields=[], version="1", **own)
    propose_profile(partner=network.partner, by=network.roos, at=AT, **WORDS)
    expert = network.expert(network.daan)
    meeting = plan_gathering(
        kind=GatheringKind.KICK_OFF, title="Aftrap", place="Zaal 2", starts_at=AT + timedelta(days=9), organisation=None, by=None, at=AT
    )  # fmt: skip
    say_attendance(gathering=meeting, expert=expert, comes=True, presents=False, by=network.daan, at=AT)
    asked = ask_reference(
        expert=expert, customer="Elzenhorst", name="Tarik", email="t@elzenhorst.example", language="nl", by=network.roos, at=AT
    )  # fmt: skip
    place_reference(request=asked, text="Prettig.", with_name=False, by=None, at=AT)
    invite_product_partner(partner=network.partner, text="Doe mee.", by=network.mirte, at=AT)
    return network


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Permission, {"is_agreed": True, "decided_at": AT}),
        (Lead, {"state": str(LeadState.AGREED)}),
        (Lead, {"state": str(LeadState.WON)}),
        (Lead, {"company": "Andere Bakkerij"}),
        (Connector, {"certified_through": LATER}),
        (Profile, {"is_agreed": True, "decided_at": AT}),
        (Attendance, {"came": True}),
        (Partner, {"kinds": ["expert", "product", "service"]}),
        (Partner, {"until": LATER}),
        (Expert, {"shown_at": AT}),  # Roos does not agree in Daan's place
        (Reference, {"text": "Onovertroffen."}),
    ],
)
def test_a_partners_people_do_not_write_the_vendors_word_in_their_own_rows(
    filled: Network, model: type[Model], change: dict[str, Any]
) -> None:
    rows = model._default_manager.filter(organisation=filled.partner.organisation)
    before = rows.values(*change).get()
    with scoped(filled.roos.scope):
        assert rows.count() == 1
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    assert rows.values(*change).get() == before
    assert rows.update(**change) == 1, "the program itself may"


@pytest.mark.parametrize("model", [Permission, Lead, Attendance, Reference, Connector, Profile])
def test_a_partners_people_remove_none_of_their_rows(filled: Network, model: type[Model]) -> None:
    rows = model._default_manager.filter(organisation=filled.partner.organisation)
    with scoped(filled.roos.scope), pytest.raises(DatabaseError), transaction.atomic():
        rows._raw_delete(rows.db)
    assert rows.count() == 1


def _permission(net: Network) -> Permission:
    own = net.partner.organisation
    return Permission(
        organisation=own, kind=PermissionKind.DOMAIN, what="x", asked_at=AT, by=net.roos, is_agreed=True, decided_at=AT
    )


def _lead(net: Network) -> Lead:
    return Lead(
        organisation=net.partner.organisation,
        company="X",
        company_key="x",
        what="x",
        registered_at=AT,
        state=str(LeadState.AGREED),
    )


def _connector(net: Network) -> Connector:
    return Connector(organisation=net.partner.organisation, slug="x", name="x", registered_at=AT, certified_through=LATER)


def _reference(net: Network) -> Reference:
    known = Reference.objects.get()
    asked = ask_reference(
        expert=known.expert, customer="B", name="B", email="b@b.example", language="nl", by=net.roos, at=AT
    )  # fmt: skip
    return Reference(
        request=asked,
        organisation=net.partner.organisation,
        expert=known.expert,
        customer="B",
        text="Top",
        given_at=AT,
        agreed_at=AT,
    )


def _invitation(net: Network) -> Invitation:
    return Invitation(
        partner=net.partner, organisation=net.partner.organisation, text="Kom", invited_at=AT, invited_by=net.mirte,
        accepted=True, answered_at=AT, answered_by=net.roos,
    )  # fmt: skip


def _ending(net: Network) -> Ending:
    return Ending(
        partner=net.partner, organisation=net.partner.organisation, kinds=["expert"], ground="2.3/at-once-exam", reason="Zo maar",
        at=AT, by=net.mirte, ends_on=TODAY,
    )  # fmt: skip


def _acceptance(net: Network) -> Acceptance:
    return Acceptance(organisation=net.partner.organisation, person=net.daan, version=net.code(), typed_name="Daan Kuiper", at=AT)


@pytest.mark.parametrize("row", [_permission, _lead, _connector, _reference, _invitation, _ending, _acceptance])
def test_a_partners_people_add_nothing_that_others_say(filled: Network, row: Callable[[Network], Model]) -> None:
    new = row(filled)
    with scoped(filled.roos.scope), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        new.save(force_insert=True)
    with scoped(SYSTEM):
        new.save(force_insert=True)
    assert new.pk is not None


def test_what_is_over_they_leave_as_it_is(filled: Network) -> None:
    attended, connector = Attendance.objects.get(), Connector.objects.get()
    Attendance.objects.update(came=True)
    end_connector(connector=connector, on=TODAY, why="Gestopt", by=filled.roos, at=AT)
    invitation = Invitation.objects.get(partner=filled.partner)
    with scoped(filled.roos.scope):
        answer_invitation(invitation=invitation, accepted=False, by=filled.roos, at=AT)
    changes: list[tuple[Model, dict[str, Any]]] = [
        (attended, {"presents": True}),
        (connector, {"ended_at": None, "ended_on": None}),
        (invitation, {"accepted": True}),
    ]
    for row, change in changes:
        rows = type(row)._default_manager.filter(pk=row.pk)
        with scoped(filled.roos.scope), pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


def test_what_is_theirs_they_do(filled: Network) -> None:
    lead, daan = Lead.objects.get(), Expert.objects.get(person=filled.daan)
    decide_lead(lead=lead, is_agreed=True, reason="", by=filled.mirte, at=AT)
    with scoped(filled.roos.scope):
        end_lead(lead=lead, is_won=True, by=filled.roos, at=AT)
        answer_invitation(invitation=Invitation.objects.get(partner=filled.partner), accepted=True, by=filled.roos, at=AT)
        propose_profile(partner=filled.partner, by=filled.roos, at=AT, **WORDS)
        end_partnership(partner=filled.partner, ground=NOTICE, reason="", by=filled.roos, at=AT)
    with scoped(filled.daan.scope):
        show_expert(expert=daan, is_shown=True, by=filled.daan, at=AT)
    lead.refresh_from_db()
    filled.partner.refresh_from_db()
    assert lead.state == LeadState.WON
    assert "product" in filled.partner.kinds
    assert filled.partner.until is not None
    assert Expert.objects.get(person=filled.daan).shown_at == AT
    assert not CheckLine.objects.exists()
