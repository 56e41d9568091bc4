# SPDX-License-Identifier: EUPL-1.2
"""What runs, and who sits where."""

import pytest
from django.db import DatabaseError, transaction

from akkoord.operations.actions.components import place_organisation
from akkoord.operations.models import Component, Instance, Placement
from akkoord.scope.database import scoped
from akkoord.scope.rules import PUBLIC, Scope, Side

pytestmark = pytest.mark.django_db


def scope_of(organisation):
    return Scope(Side.CUSTOMER, frozenset({organisation.pk}), None)


def test_the_public_knows_no_internal_component(world) -> None:
    with scoped(PUBLIC):
        codes = set(Component.objects.values_list("code", flat=True))
        assert "professional" in codes
        assert not {"network", "storage"} & codes
        assert not Instance.objects.filter(code="network").exists()


def test_an_organisation_knows_its_own_placement_only(world) -> None:
    with scoped(scope_of(world.customer)):
        assert set(Placement.objects.values_list("organisation", flat=True)) == {world.customer.pk}
    with scoped(PUBLIC):
        assert not Placement.objects.exists()


def test_an_organisation_that_moves_leaves_where_it_was(world, amsterdam) -> None:
    now = Placement.objects.get(organisation=world.customer, instance__component__code="professional", until=None)
    other = Instance.objects.filter(component__code="professional").exclude(pk=now.instance_id).get()
    since = amsterdam("Sun 2026-11-01 00:00")
    moved = place_organisation(organisation=world.customer, instance=other, since=since, by=None, at=since)
    again = place_organisation(organisation=world.customer, instance=other, since=since, by=None, at=since)
    now.refresh_from_db()
    assert (now.until, moved.since, again.pk) == (since, since, moved.pk)


def test_the_public_changes_nothing(world) -> None:
    with scoped(PUBLIC), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Component.objects.filter(code="professional").update(name_en="Mine")
