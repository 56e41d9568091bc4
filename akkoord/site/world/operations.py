# SPDX-License-Identifier: EUPL-1.2
"""What Meridaan runs: its components on two clusters, and which customer sits on which."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from akkoord.operations.actions.components import (
    add_instance,
    place_organisation,
    register_component,
    register_place,
    rename_instance,
)
from akkoord.operations.models import Instance
from akkoord.people.models import Organisation
from akkoord.people.rules import OrganisationKind

PRODUCT = {"group_nl": "Het product", "group_en": "The product", "is_production": True}
AROUND = {"group_nl": "Eromheen", "group_en": "Around it"}
INTERNAL = {"group_nl": "Fundament", "group_en": "Foundation", "is_public": False}
COMPONENTS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("professional", "Meridaan voor professionals", "Meridaan for professionals", PRODUCT),
    ("self-service", "Selfserviceportaal", "Self-service portal", PRODUCT),
    ("public-portal", "Publiek portaal", "Public portal", PRODUCT),
    ("mobile-app", "Mobiele app", "Mobile app", PRODUCT),
    ("connectors", "Koppelingen", "Connectors", PRODUCT),
    ("customer-portal", "Klantportaal", "Customer portal", AROUND),
    ("telephone", "Telefoon van de servicedesk", "Service desk telephone", AROUND),
    ("network", "Netwerk van het datacenter", "Data centre network", {**INTERNAL, "figure": "network_availability"}),
    ("storage", "Opslag", "Storage", INTERNAL),
    ("database-servers", "Databaseservers", "Database servers", INTERNAL),
    ("standby", "Achterstand van de reserve", "Standby lag", INTERNAL),
)
CLUSTERED = ("professional", "self-service")


def found_operations(at: datetime) -> None:
    """Components, clusters A and B for two of them, and every customer on one of the two."""
    for position, (code, name_nl, name_en, more) in enumerate(COMPONENTS, 1):
        register_component(code=code, name_nl=name_nl, name_en=name_en, position=position, since=at, by=None, at=at, **more)
    register_place(code="here", name="Amersfoort", by=None, at=at)
    clusters = [_clusters(code, at) for code in CLUSTERED]
    customers = Organisation.objects.filter(kind=OrganisationKind.CUSTOMER).order_by("pk")
    for turn, organisation in enumerate(customers):
        for instances in clusters:
            place_organisation(organisation=organisation, instance=instances[turn % 2], since=at, by=None, at=at)


def _clusters(code: str, at: datetime) -> tuple[Instance, Instance]:
    first = Instance.objects.get(code=code)
    rename_instance(instance=first, name="A", by=None, at=at)
    return first, add_instance(component=first.component, code=f"{code}-b", name="B", since=at, by=None, at=at)
