# SPDX-License-Identifier: EUPL-1.2
import pytest

from akkoord.people.rules import (
    OrganisationKind,
    Places,
    PortalRole,
    Role,
    StaffRole,
    Standing,
    counts_as_submitter,
    do_roles_fit,
    keeper_of,
    leaves_no_administrator,
    scope_of,
)
from akkoord.scope.rules import Side

ADMINISTRATOR, SUBMITTER, MEMBER = PortalRole.ADMINISTRATOR, PortalRole.INCIDENT_SUBMITTER, PortalRole.MEMBER
VENDOR, CUSTOMER = OrganisationKind.VENDOR, OrganisationKind.CUSTOMER


def test_scope_is_all_memberships_together() -> None:
    standings = [Standing(3, CUSTOMER, frozenset({MEMBER})), Standing(5, OrganisationKind.PARTNER, frozenset({MEMBER}))]
    scope = scope_of(9, standings)
    assert (scope.side, scope.organisations, scope.person_id) == (Side.CUSTOMER, frozenset({3, 5}), 9)


def test_people_of_the_vendor_are_staff_and_their_own_organisation_is_no_customer() -> None:
    scope = scope_of(9, [Standing(1, VENDOR, frozenset({StaffRole.AGENT})), Standing(3, CUSTOMER, frozenset({MEMBER}))])
    assert (scope.side, scope.organisations) == (Side.STAFF, frozenset({3}))


@pytest.mark.parametrize(
    ("others", "new", "left_without"),
    [
        ([], {MEMBER}, True),
        ([], {ADMINISTRATOR}, False),
        ([{SUBMITTER}, {MEMBER}], set(), True),
        ([{SUBMITTER}, {MEMBER, ADMINISTRATOR}], set(), False),
    ],
)
def test_there_is_always_an_administrator(others: list[set[Role]], new: set[Role], left_without: bool) -> None:
    assert leaves_no_administrator([frozenset(o) for o in others], frozenset(new)) is left_without


def test_the_vendor_is_kept_by_its_own_administrator() -> None:
    assert keeper_of(VENDOR) == StaffRole.STAFF_ADMINISTRATOR
    assert keeper_of(CUSTOMER) == keeper_of(OrganisationKind.PARTNER) == ADMINISTRATOR


@pytest.mark.parametrize(
    ("kind", "roles", "fit"),
    [
        (CUSTOMER, {MEMBER, SUBMITTER}, True),
        (CUSTOMER, set(), False),
        (CUSTOMER, {MEMBER, StaffRole.AGENT}, False),
        (VENDOR, {StaffRole.AGENT}, True),
        (VENDOR, {ADMINISTRATOR}, False),
    ],
)
def test_roles_belong_to_one_side(kind: OrganisationKind, roles: set[Role], fit: bool) -> None:
    assert do_roles_fit(kind, frozenset(roles)) is fit


def test_experts_take_no_place_of_a_submitter() -> None:
    assert counts_as_submitter(frozenset({SUBMITTER, MEMBER}), is_expert=False)
    assert not counts_as_submitter(frozenset({SUBMITTER}), is_expert=True)
    assert not counts_as_submitter(frozenset({MEMBER}), is_expert=False)


def test_places_are_full_at_the_limit_and_never_without_one() -> None:
    assert Places(5, 5).is_full and Places(6, 5).is_full
    assert not Places(4, 5).is_full and not Places(500, None).is_full
