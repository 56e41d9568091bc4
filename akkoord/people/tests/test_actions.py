# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from akkoord.audit.models import Event
from akkoord.people import actions
from akkoord.people.models import Membership, Person
from akkoord.people.refusals import (
    AlreadyMember,
    AlreadyTakenUp,
    LastAdministrator,
    NoLongerMember,
    NotAllowed,
    RolesDoNotFit,
    SubmitterLimitReached,
)
from akkoord.people.rules import PortalRole, StaffRole
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM, Audience

from .conftest import AT, House

ADMINISTRATOR, SUBMITTER, MEMBER = PortalRole.ADMINISTRATOR, PortalRole.INCIDENT_SUBMITTER, PortalRole.MEMBER


def invite(house: House, **other: Any) -> Membership:
    given = {"by": house.keeper, "organisation": house.elms, "email": "Nieuw@Huis.example", "name": " Nina  Nieuw "}
    return actions.invite_contact(**{**given, "at": AT, "roles": [MEMBER], **other})


def last_event(name: str) -> Event:
    return Event.objects.filter(name=name).latest("id")


def test_an_invited_newcomer_gets_an_account_without_a_password(house: House) -> None:
    membership = invite(house, roles=[MEMBER, SUBMITTER])
    assert membership.person.email == "nieuw@huis.example"
    assert membership.person.name == "Nina Nieuw"
    assert not membership.person.has_chosen_password
    assert membership.role_set == {MEMBER, SUBMITTER}
    event = last_event("PersonInvited")
    assert (event.by_id, event.organisation_id, event.data["is_new"]) == (house.keeper.pk, house.elms.pk, True)
    assert "nieuw" not in str(event.data).lower()


def test_somebody_known_is_added_and_keeps_name_and_password(house: House) -> None:
    membership = invite(house, email=house.stranger.email, name="Een Ander")
    assert membership.person == house.stranger
    assert membership.person.name == "Nico Schaaf"
    assert last_event("PersonInvited").data["is_new"] is False


def test_nobody_is_a_member_twice(house: House) -> None:
    with pytest.raises(AlreadyMember):
        invite(house, email=house.reporter.email)


def test_who_left_can_be_invited_again(house: House) -> None:
    actions.end_membership(by=house.keeper, at=AT, membership=house.membership(house.reporter))
    assert invite(house, email=house.reporter.email).is_in_force
    assert Membership.objects.filter(person=house.reporter, organisation=house.elms).count() == 2


def test_only_its_own_administrator_gives_access(house: House) -> None:
    agent = house.staff("Joris Agent", StaffRole.AGENT)
    for somebody in (house.reporter, house.stranger, agent):
        with pytest.raises(NotAllowed):
            invite(house, by=somebody)
        for action in (actions.block_contact, actions.unblock_contact, actions.end_membership):
            with pytest.raises(NotAllowed):
                action(by=somebody, at=AT, membership=house.membership(house.reporter))
        with pytest.raises(NotAllowed):
            actions.change_roles(by=somebody, at=AT, membership=house.membership(house.reporter), roles=[ADMINISTRATOR])
    assert not Person.objects.filter(email="nieuw@huis.example").exists()


def test_the_vendors_administrator_helps_an_organisation_out(house: House) -> None:
    assert invite(house, by=house.staff("Anna Lead", StaffRole.STAFF_ADMINISTRATOR), roles=[ADMINISTRATOR]).is_in_force


def test_a_customers_administrator_gives_no_role_at_the_vendor(house: House) -> None:
    with pytest.raises(NotAllowed):
        invite(house, organisation=house.vendor, roles=[StaffRole.AGENT])
    with pytest.raises(RolesDoNotFit):
        invite(house, roles=[StaffRole.AGENT])
    with pytest.raises(RolesDoNotFit):
        invite(house, roles=[])


def test_an_invitation_is_sent_again_until_it_is_taken_up(house: House) -> None:
    membership = invite(house)
    actions.invite_again(by=house.keeper, at=AT, membership=membership)
    assert Event.objects.filter(name="PersonInvited", subject=f"person:{membership.person_id}").count() == 2
    with pytest.raises(AlreadyTakenUp):
        actions.invite_again(by=house.keeper, at=AT, membership=house.membership(house.reporter))


def test_changed_roles_count_at_once_and_are_told(house: House) -> None:
    membership = house.membership(house.reporter)
    actions.change_roles(by=house.keeper, at=AT, membership=membership, roles=[MEMBER, ADMINISTRATOR])
    assert membership.person.roles_in(house.elms.pk) == {MEMBER, ADMINISTRATOR}
    event = last_event("MembershipChanged")
    assert (event.data["before"], event.data["after"]) == (["incident_submitter"], ["administrator", "member"])
    assert (event.organisation_id, event.audience) == (house.elms.pk, Audience.SHARED)


def test_the_same_roles_again_are_no_news(house: House) -> None:
    before = Event.objects.count()
    actions.change_roles(by=house.keeper, at=AT, membership=house.membership(house.reporter), roles=[SUBMITTER])
    assert Event.objects.count() == before


def test_a_blocked_contact_has_no_roles_until_unblocked(house: House) -> None:
    membership = house.membership(house.reporter)
    actions.block_contact(by=house.keeper, at=AT, membership=membership)
    assert (membership.blocked_at, membership.blocked_by) == (AT, house.keeper)
    assert Person.objects.get(pk=house.reporter.pk).scope.organisations == frozenset()
    assert last_event("MembershipBlocked").data["person_id"] == house.reporter.pk
    actions.unblock_contact(by=house.keeper, at=AT, membership=membership)
    assert Person.objects.get(pk=house.reporter.pk).scope.organisations == {house.elms.pk}
    assert last_event("MembershipUnblocked").by_id == house.keeper.pk


def test_an_ended_membership_is_history(house: House) -> None:
    membership = house.membership(house.reporter)
    actions.end_membership(by=house.keeper, at=AT, membership=membership)
    assert (membership.ended_at, membership.ended_by) == (AT, house.keeper)
    assert last_event("MembershipEnded").organisation_id == house.elms.pk
    for action in (actions.block_contact, actions.end_membership):
        with pytest.raises(NoLongerMember):
            action(by=house.keeper, at=AT, membership=membership)


def test_the_last_administrator_stays(house: House) -> None:
    membership = house.membership(house.keeper)
    with pytest.raises(LastAdministrator):
        actions.change_roles(by=house.keeper, at=AT, membership=membership, roles=[MEMBER])
    for action in (actions.block_contact, actions.end_membership):
        with pytest.raises(LastAdministrator):
            action(by=house.keeper, at=AT, membership=membership)
    with pytest.raises(LastAdministrator):
        actions.block_person(by=house.staff("Anna Lead", StaffRole.STAFF_ADMINISTRATOR), at=AT, person=house.keeper)


def test_a_blocked_administrator_does_not_count_as_one(house: House) -> None:
    second = house.contact("Twee Beheer", house.elms, ADMINISTRATOR)
    actions.block_contact(by=house.keeper, at=AT, membership=house.membership(second))
    with pytest.raises(LastAdministrator):
        actions.end_membership(by=house.keeper, at=AT, membership=house.membership(house.keeper))


def test_the_last_administrator_of_the_vendor_stays(house: House) -> None:
    Membership.objects.filter(organisation=house.vendor).update(ended_at=AT, ended_by=house.keeper)
    lead = house.staff("Anna Lead", StaffRole.STAFF_ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        actions.end_membership(by=lead, at=AT, membership=house.membership(lead, house.vendor))


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_leave_at_once_do_not_both_go() -> None:
    with transaction.atomic():
        house = House()
        second = house.contact("Twee Beheer", house.elms, ADMINISTRATOR)
        leaving = [(p.pk, house.membership(p).pk) for p in (house.keeper, second)]
    both_looked, outcomes = threading.Barrier(2, timeout=10), []

    def leave(person_id: int, membership_id: int) -> None:
        try:
            with transaction.atomic():
                set_scope(SYSTEM)
                person, membership = Person.objects.get(pk=person_id), Membership.objects.get(pk=membership_id)
                assert person.roles_in(membership.organisation_id)
                both_looked.wait()
                actions.end_membership(by=person, at=AT, membership=membership)
                outcomes.append("gone")
        except LastAdministrator:
            outcomes.append("stays")
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=pair) for pair in leaving]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["gone", "stays"]


def test_the_licence_limits_the_submitters(house: House, two_places: None) -> None:
    second = invite(house, roles=[SUBMITTER])
    with pytest.raises(SubmitterLimitReached):
        invite(house, email="derde@huis.example", roles=[SUBMITTER])
    assert not Person.objects.filter(email="derde@huis.example").exists()
    with pytest.raises(SubmitterLimitReached):
        actions.change_roles(by=house.keeper, at=AT, membership=house.membership(house.keeper), roles=[ADMINISTRATOR, SUBMITTER])
    actions.change_roles(by=house.keeper, at=AT, membership=second, roles=[SUBMITTER, MEMBER])  # takes the place it has
    actions.end_membership(by=house.keeper, at=AT, membership=second)
    assert invite(house, email="derde@huis.example", roles=[SUBMITTER]).is_in_force


def test_experts_need_no_place_but_an_expert_who_becomes_a_colleague_does(house: House, two_places: None) -> None:
    invite(house, roles=[SUBMITTER])
    expert = invite(house, email="expert@elders.example", roles=[SUBMITTER], is_expert=True)
    with pytest.raises(SubmitterLimitReached):
        actions.change_roles(by=house.keeper, at=AT, membership=expert, roles=[SUBMITTER], is_expert=False)


def test_a_place_given_away_meanwhile_is_not_given_back(house: House, two_places: None) -> None:
    membership = house.membership(house.reporter)
    actions.block_contact(by=house.keeper, at=AT, membership=membership)
    for name in ("a", "b"):
        invite(house, email=f"{name}@huis.example", roles=[SUBMITTER])
    with pytest.raises(SubmitterLimitReached):
        actions.unblock_contact(by=house.keeper, at=AT, membership=membership)


def test_the_vendor_blocks_a_person_everywhere(house: House) -> None:
    lead = house.staff("Anna Lead", StaffRole.STAFF_ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        actions.block_person(by=house.keeper, at=AT, person=house.reporter)
    actions.block_person(by=lead, at=AT, person=house.reporter)
    assert not Person.objects.get(pk=house.reporter.pk).is_active
    assert not Membership.objects.in_force().filter(person=house.reporter).exists()
    assert last_event("PersonBlocked").audience == Audience.VENDOR_ONLY
    actions.unblock_person(by=lead, at=AT, person=house.reporter)
    assert Membership.objects.in_force().filter(person=house.reporter).exists()
    assert last_event("PersonUnblocked").by_id == lead.pk


def test_own_details_are_kept_and_only_their_names_are_told(house: House) -> None:
    actions.change_own_details(
        by=house.reporter, at=AT, language="en", time_zone="America/Curacao", phone="030 1234567", name="Mare Ooster"
    )
    kept = Person.objects.get(pk=house.reporter.pk)
    assert (kept.language, kept.time_zone, kept.phone) == ("en", "America/Curacao", "030 1234567")
    event = last_event("DetailsChanged")
    assert event.data["fields"] == ["phone", "language", "time_zone"]
    assert (event.audience, event.persons) == (Audience.NAMED_PERSONS, [house.reporter.pk])


def test_only_the_vendors_administrator_registers(house: House) -> None:
    with pytest.raises(NotAllowed):
        actions.register_person(by=house.keeper, at=AT, email="x@y.example", name="X")
    with pytest.raises(NotAllowed):
        actions.register_organisation(by=house.keeper, at=AT, kind=house.elms.kind, name="X")  # type: ignore[arg-type]
    with pytest.raises(RolesDoNotFit):
        actions.register_staff(by=None, at=AT, vendor=house.vendor, email="x@y.example", name="X", roles=[])


def test_an_address_is_one_person_whatever_its_case(house: House) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.register_person(by=None, at=AT, email="MARE.Ooster@huis.example", name="X")
