# SPDX-License-Identifier: EUPL-1.2
"""Enter what runs, where, for whom, and how it is measured. sla:2.3.1"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.people.models import Organisation
from akkoord.scope.rules import Circle

from ..events import ComponentRegistered, OrganisationPlaced
from ..models import Component, Instance, Place, Placement, Probe
from ..rules.probing import parse_settings


@transaction.atomic
def register_component(
    *, code: str, name_nl: str, name_en: str, since: datetime, by: int | None, at: datetime, **more: Any
) -> Component:
    """Enter a component with one instance of the same code, for everybody; `more` are further columns of `Component`."""
    component = Component.objects.create(code=code, name_nl=name_nl, name_en=name_en, since=since, **more)
    Instance.objects.create(component=component, code=code, since=since)
    announce(ComponentRegistered(component.pk), by=by, at=at)
    return component


@transaction.atomic
def add_instance(*, component: Component, code: str, name: str, since: datetime, by: int | None, at: datetime) -> Instance:
    """Enter a further running copy, for the organisations that are placed on it. The first one is then no longer everybody's."""
    component.instances.filter(for_everyone=True).update(for_everyone=False)
    instance = Instance.objects.create(component=component, code=code, name=name, since=since, for_everyone=False)
    announce(ComponentRegistered(component.pk), by=by, at=at)
    return instance


@transaction.atomic
def rename_instance(*, instance: Instance, name: str, by: int | None, at: datetime) -> None:
    """Give an instance the name that tells it from the others."""
    instance.name = name
    instance.save(update_fields=["name"])
    announce(ComponentRegistered(instance.component_id), by=by, at=at)


@transaction.atomic
def place_organisation(
    *, organisation: Organisation, instance: Instance, since: datetime, by: int | None, at: datetime
) -> Placement:
    """Put an organisation on an instance from `since` on; it leaves the component's other instances at that moment."""
    others = Placement.objects.filter(organisation=organisation, instance__component=instance.component_id, until=None)
    others.exclude(instance=instance).update(until=since)
    placement, is_new = Placement.objects.get_or_create(
        organisation=organisation, instance=instance, until=None, defaults={"since": since}
    )
    if is_new:
        announce(OrganisationPlaced(placement.pk), by=by, at=at, circle=Circle(organisation.pk))
    return placement


@transaction.atomic
def register_place(*, code: str, name: str, by: int | None, at: datetime) -> Place:
    """Enter somewhere that probes are sent from; the same code again changes nothing."""
    return Place.objects.get_or_create(code=code, defaults={"name": name})[0]


@transaction.atomic
def add_probe(
    *,
    instance: Instance,
    code: str,
    kind: str,
    settings: Mapping[str, Any],
    places: Iterable[Place],
    since: datetime,
    by: int | None,
    at: datetime,
    **more: Any,
) -> Probe:
    """Ask a question of an instance from now on; `more` are further columns of `Probe` (seconds, counts).

    Raises `BadSettings`, a ValueError, that names what settings of this kind may hold.
    """
    parse_settings(kind, settings)
    probe = Probe.objects.create(instance=instance, code=code, kind=kind, settings=dict(settings), since=since, **more)
    probe.places.set(places)
    announce(ComponentRegistered(instance.component_id), by=by, at=at)
    return probe


@transaction.atomic
def readdress_probe(*, probe: Probe, settings: Mapping[str, Any], by: int | None, at: datetime) -> None:
    """Ask the same question elsewhere, or otherwise, from now on; the same settings again change nothing. Raises BadSettings."""
    parse_settings(probe.kind, settings)
    if probe.settings != dict(settings):
        probe.settings = dict(settings)
        probe.save(update_fields=["settings"])
        announce(ComponentRegistered(probe.instance.component_id), by=by, at=at)
