# SPDX-License-Identifier: EUPL-1.2
"""One invented world: the demonstration, and the tests' data. Built only through actions, at explicit times.

`found()` makes who there is (vendor, customers, people, contracts); `build()` gives them a past and a present as well.
"""

from __future__ import annotations


def is_built() -> bool:
    """Whether the demonstration's world is whole."""
    from akkoord.cases.models import Case
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    with scoped(SYSTEM):
        return Case.objects.exists()


def build() -> None:
    """Make everybody, half a year of past, and the scenes of today; all or nothing."""
    from django.db import transaction
    from django.utils import timezone

    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    from .connectors import connect_software
    from .directory import fill_directory
    from .disturbances import disturb
    from .duties import fill_roster
    from .founding import found
    from .network import write_network
    from .page_loads import write_loads
    from .partners import found_partners
    from .partnerships import set_partnerships
    from .past import Past
    from .plans import write_plans
    from .present import set_scenes
    from .sign_ins import write_sign_ins
    from .stewards import fill_work, found_stewards
    from .tickets import ask_tickets
    from .works import write_plan, write_works

    with transaction.atomic(), scoped(SYSTEM):
        found()
        now = timezone.now().replace(microsecond=0)
        Past(now).write()
        set_scenes(now)
        disturb(now)
        write_works(now)
        write_plan(now)
        fill_roster(now)
        write_sign_ins(now)
        write_loads(now)
        found_stewards(now)
        fill_work(now)
        ask_tickets(now)
        write_plans(now)
        found_partners()
        write_network(now)
        connect_software(now)
        fill_directory(now)
        set_partnerships(now)


def measure(*, product: str, portal: str) -> None:
    """Let the probes ask where the example product and this portal answer now."""
    from django.db import transaction
    from django.utils import timezone

    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM

    from .measuring import point_probes

    with transaction.atomic(), scoped(SYSTEM):
        point_probes(product=product, portal=portal, at=timezone.now().replace(microsecond=0))


def personas() -> list[tuple[str, str]]:
    """Whom one can be in the demonstration: what they are, and their address."""
    from . import cast
    from . import partner_cast as partners

    def at(organisation: cast.Customer | partners.PartnerOf, place: int) -> str:
        return organisation.contacts[place].email(organisation.domain)

    return [
        ("Marieke, reports for Zorggroep Elzenhorst and is its functional administrator", at(cast.ELZENHORST, 0)),
        ("Tarik, incident manager there, who decides about payroll", at(cast.ELZENHORST, 1)),
        ("Ineke, portal administrator there", at(cast.ELZENHORST, 2)),
        ("Sanne, a colleague who asks", at(cast.ELZENHORST, 3)),
        ("Oliver, reports there, in English", at(cast.ELZENHORST, 4)),
        ("Wouter, Gemeente Oeverdijk, First Class", at(cast.OEVERDIJK, 0)),
        ("Niek, Drukkerij Letterhaven, a stranger", at(cast.LETTERHAVEN, 0)),
        ("Joris, agent of the service desk", cast.STAFF[0].email(cast.VENDOR_DOMAIN)),
        ("Annelot, lead of the service desk", cast.STAFF[3].email(cast.VENDOR_DOMAIN)),
        ("Femke, operations", cast.STAFF[4].email(cast.VENDOR_DOMAIN)),
        ("Hidde, operations, who checks Femke's corrections", cast.STAFF[6].email(cast.VENDOR_DOMAIN)),
        ("Ruben, product manager, who writes the agreement", cast.STAFF[5].email(cast.VENDOR_DOMAIN)),
        ("Mirte, who looks after partners", cast.STAFF[7].email(cast.VENDOR_DOMAIN)),
        ("Roos, Adviesbureau Zilvermeer, a service partner", at(partners.ZILVERMEER, 0)),
        ("Ilse, an expert who works alone", at(partners.GRONDSMA, 0)),
        ("Sven, Koppelhuis Vaartveld, supplier of connectors", at(partners.VAARTVELD, 0)),
    ]
