# SPDX-License-Identifier: EUPL-1.2
"""The programme, and the five partners in it with their people."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from akkoord import partners
from akkoord.agreements.actions import publish_agreement
from akkoord.agreements.reading import read_agreement
from akkoord.partners.actions.partners import answer_invitation, invite_product_partner, register_partner
from akkoord.partners.models import Partner
from akkoord.people.actions import add_membership, register_organisation, register_person
from akkoord.people.models import Person
from akkoord.people.rules import OrganisationKind

from .founding import FOUNDED
from .moments import amsterdam
from .partner_cast import PARTNERS, ROOSTERKRING, PartnerOf

PROGRAMME = Path(partners.__file__).parent / "shipped" / "programme.yaml"
JOINED = amsterdam("Mon 2025-02-03 10:00")
INVITED = amsterdam("Tue 2026-03-17 11:00")


MANAGER = "Mirte Holleman"


def found_partners() -> None:
    """Publish the programme, make the five with their people, and let the last become product partner. Does nothing when they are there."""
    if Partner.objects.exists():
        return
    file = read_agreement(PROGRAMME)
    publish_agreement(document=file.document, by=None, at=FOUNDED, source_text=file.text)
    mirte = Person.objects.get(name=MANAGER)
    made = {each.name: _found(each, mirte) for each in PARTNERS}
    roosterkring = made[ROOSTERKRING.name]
    text = "Jullie roosterkoppeling draait bij veel van onze klanten. We willen graag samen verder, als productpartner."
    invitation = invite_product_partner(partner=roosterkring, text=text, by=mirte, at=INVITED)
    hedwig = Person.objects.get(name="Hedwig Storm")
    answer_invitation(invitation=invitation, accepted=True, by=hedwig, at=amsterdam("Thu 2026-03-19 09:30"))


def _found(partner: PartnerOf, mirte: Person) -> Partner:
    organisation = register_organisation(
        by=None, at=FOUNDED, kind=OrganisationKind.PARTNER, name=partner.name, sector=partner.sector
    )
    for contact in partner.contacts:
        person = register_person(
            by=None, at=FOUNDED, email=contact.email(partner.domain), name=contact.name, language=contact.language
        )
        add_membership(by=None, at=FOUNDED, person=person, organisation=organisation, roles=contact.roles)
    return register_partner(
        organisation=organisation, kinds=[partner.kind], since=date(2025, 2, 3), looked_after_by=mirte, by=mirte, at=JOINED
    )
