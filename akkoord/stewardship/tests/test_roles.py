# SPDX-License-Identifier: EUPL-1.2
"""Giving and ending roles, and the processes they are for. beheer:1-5"""

from __future__ import annotations

import pytest

from akkoord.audit.models import Event
from akkoord.people.actions import end_membership
from akkoord.people.models import Membership
from akkoord.scope.rules import Audience
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.stewards import found_stewards, process_of
from akkoord.stewardship.actions.processes import add_process, end_process, rename_process
from akkoord.stewardship.actions.roles import end_role, give_role
from akkoord.stewardship.matrix import matrix_of
from akkoord.stewardship.models import Process, RoleHolding
from akkoord.stewardship.refusals import EverybodyIsUser, NameMissing, NameTaken, NotAColleague, NotAllowed, ProcessIsEnded
from akkoord.stewardship.rules.matrix import What
from akkoord.stewardship.rules.roles import StewardRole
from akkoord.stewardship.standing import holds

AT = amsterdam("Thu 2026-11-19 12:00")
FUNCTIONAL, OWNER = StewardRole.FUNCTIONAL_ADMINISTRATOR, StewardRole.KEY_USER


def test_an_administrator_gives_a_role_once_and_only_the_organisation_knows(world) -> None:
    give = {"organisation": world.customer, "person": world.submitter, "role": FUNCTIONAL, "by": world.administrator, "at": AT}
    first, second = give_role(**give), give_role(**give)
    assert first == second and RoleHolding.objects.in_force().count() == 1
    assert holds(world.submitter, world.customer.pk, FUNCTIONAL)
    event = Event.objects.get(name="RoleGiven")
    assert (event.audience, event.organisation_id, event.by_id) == (
        Audience.ORGANISATION_ONLY, world.customer.pk, world.administrator.pk,
    )  # fmt: skip


def test_a_functional_administrator_gives_roles_too_and_others_do_not(world) -> None:
    found_stewards(AT)
    give = {"organisation": world.customer, "person": world.member, "role": OWNER, "at": AT}
    for nobody in (world.member, world.manager, world.stranger, world.lead, world.person("Oliver Brandt")):
        with pytest.raises(NotAllowed):
            give_role(**give, by=nobody)
    assert give_role(**give, by=world.submitter).created_by == world.submitter


def test_a_role_is_for_colleagues_and_a_process_of_the_same_organisation(world) -> None:
    with pytest.raises(NotAColleague):
        give_role(organisation=world.customer, person=world.stranger, role=OWNER, by=world.administrator, at=AT)
    with pytest.raises(EverybodyIsUser):
        give_role(organisation=world.customer, person=world.member, role=StewardRole.USER, by=world.administrator, at=AT)
    elsewhere = add_process(organisation=world.first_class, name="Salaris", by=None, at=AT)
    with pytest.raises(NotAllowed):
        give_role(organisation=world.customer, person=world.member, role=OWNER, process=elsewhere, by=world.administrator, at=AT)


def test_a_role_that_ends_stays_in_the_history(world) -> None:
    found_stewards(AT)
    holding = RoleHolding.objects.get(person=world.submitter, role=FUNCTIONAL)
    assert holds(world.submitter, world.customer.pk, FUNCTIONAL)
    for _twice in range(2):
        end_role(holding=holding, by=world.administrator, at=AT)
    holding.refresh_from_db()
    assert (holding.ended_at, holding.ended_by) == (AT, world.administrator)
    assert Event.objects.filter(name="RoleEnded").count() == 1
    with pytest.raises(NotAllowed):
        end_role(holding=holding, by=world.person("Marieke Oosterbaan"), at=AT)  # no longer functional administrator


def test_a_process_is_named_renamed_and_ended_with_its_roles(world) -> None:
    found_stewards(AT)
    payroll = process_of(world.customer, "Salaris")
    with pytest.raises(NameTaken):
        rename_process(process=payroll, name=" Declaraties ", by=world.submitter, at=AT)
    with pytest.raises(NameMissing):
        rename_process(process=payroll, name="  ", by=world.submitter, at=AT)
    with pytest.raises(NotAllowed):
        end_process(process=payroll, by=world.manager, at=AT)
    rename_process(process=payroll, name="Salaris  en loon", by=world.submitter, at=AT)
    end_process(process=payroll, by=world.submitter, at=AT)
    assert Process.objects.get(pk=payroll.pk).name == "Salaris en loon"
    assert not RoleHolding.objects.in_force().filter(process=payroll).exists()
    with pytest.raises(ProcessIsEnded):
        give_role(
            organisation=world.customer,
            person=world.member,
            role=OWNER,
            process=Process.objects.get(pk=payroll.pk),
            by=None,
            at=AT,
        )
    assert add_process(organisation=world.customer, name="Salaris en loon", by=world.submitter, at=AT).pk != payroll.pk


def test_whoever_lost_access_leaves_a_gap(world) -> None:
    found_stewards(AT)
    assert not any(f.role == StewardRole.MANAGEMENT for f in matrix_of(world.customer).found)
    give_role(organisation=world.customer, person=world.manager, role=FUNCTIONAL, by=None, at=AT)
    single = [f for f in matrix_of(world.customer).found if f.role == FUNCTIONAL and f.what == What.ONE]
    assert single == []
    end_membership(membership=Membership.objects.get(person=world.manager), by=world.administrator, at=AT)
    single = [f for f in matrix_of(world.customer).found if f.role == FUNCTIONAL and f.what == What.ONE]
    assert [f.person_id for f in single] == [world.submitter.pk]
    assert not holds(world.person("Tarik Benhaddou"), world.customer.pk, FUNCTIONAL)
