# SPDX-License-Identifier: EUPL-1.2
"""Who may write in an organisation's planner, and who can own what stands in it. beheer:3,4"""

from __future__ import annotations

from django.db.models import Q

from akkoord.people.models import Membership, Organisation, Person
from akkoord.people.rules import PortalRole

from .models import PlannerEntry, Process, RoleHolding, UpdateTest
from .rights import may_administer
from .rules.roles import StewardRole
from .rules.updates import Area
from .standing import holds, organisations_held


def may_plan(person: Person, organisation_id: int, process_id: int | None) -> bool:
    """Administrators plan everything; a process owner what belongs to the process."""
    if may_administer(person, organisation_id):
        return True
    return process_id is not None and holds(person, organisation_id, StewardRole.KEY_USER, process_id=process_id)


def may_plan_something(person: Person, organisation_id: int) -> bool:
    """Whether there is anything that the person may put in the planner."""
    return may_administer(person, organisation_id) or organisation_id in organisations_held(person, StewardRole.KEY_USER)


def may_finish(person: Person, entry: PlannerEntry) -> bool:
    """Whether the person may say that it is done: who may plan it, and whose it is."""
    is_owner = entry.owner_id == person.pk and entry.organisation_id in person.scope.organisations
    return is_owner or may_plan(person, entry.organisation_id, entry.process_id)


def plannable_processes(person: Person, organisation_id: int) -> list[Process]:
    """The processes for which the person may plan."""
    found = Process.objects.visible_to(person).in_use().filter(organisation=organisation_id)
    return [process for process in found if may_plan(person, organisation_id, process.pk)]


def stewards_of(organisation: Organisation) -> list[Person]:
    """Who can own something: whoever holds a role, and the portal's administrators; with access now, by name."""
    holders = RoleHolding.objects.in_force().filter(organisation=organisation).values("person")
    members = Membership.objects.in_force().filter(organisation=organisation)
    found = members.filter(Q(person__in=holders) | Q(roles__contains=[str(PortalRole.ADMINISTRATOR)]))
    return [m.person for m in found.select_related("person").order_by("person__name", "person_id")]


def is_colleague(person: Person, organisation_id: int) -> bool:
    """Whether the person has access for the organisation now."""
    return Membership.objects.in_force().filter(organisation=organisation_id, person=person).exists()


def planners_of(organisation: Organisation) -> list[Person]:
    """Who looks after the planner: the functional administrators; where there is none, the portal's administrators."""
    role = str(StewardRole.FUNCTIONAL_ADMINISTRATOR)
    holders = RoleHolding.objects.in_force().filter(organisation=organisation, role=role).values("person")
    members = Membership.objects.in_force().filter(organisation=organisation).select_related("person").order_by("person_id")
    found = [m.person for m in members.filter(person__in=holders)]
    return found or [m.person for m in members.filter(roles__contains=[str(PortalRole.ADMINISTRATOR)])]


def may_test(person: Person, test: UpdateTest) -> bool:
    """Who writes down what came of a test: whose it is, administrators, and for a technical one the technical administrators."""
    organisation = test.organisation_id
    if may_administer(person, organisation) or (test.owner_id == person.pk and organisation in person.scope.organisations):
        return True
    return test.area == Area.TECHNICAL and organisation in organisations_held(person, StewardRole.TECHNICAL_ADMINISTRATOR)
