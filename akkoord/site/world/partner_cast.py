# SPDX-License-Identifier: EUPL-1.2
"""Who works with Meridaan's product: five partners, each of another kind. All invented, without a database, as in `cast.py`."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.partners.rules.partners import PartnerKind
from akkoord.people.rules import PortalRole

from . import cast


@dataclass(frozen=True)
class PartnerOf:
    """A partner with its people; the first administers the portal."""

    name: str
    domain: str
    sector: str
    kind: PartnerKind
    contacts: tuple[cast.Contact, ...]


ADMINISTRATOR, SUBMITTER, MEMBER = PortalRole.ADMINISTRATOR, PortalRole.INCIDENT_SUBMITTER, PortalRole.MEMBER
ZILVERMEER = PartnerOf(
    "Adviesbureau Zilvermeer",
    "zilvermeer.example",
    "consultancy",
    PartnerKind.SERVICE,
    (
        cast.Contact("Roos Verhagen", (ADMINISTRATOR, SUBMITTER)),
        cast.Contact("Daan Kuiper", (SUBMITTER,)),
        cast.Contact("Lieke Smeets", (SUBMITTER,)),
        cast.Contact("Emre Yildiz", (MEMBER,)),
    ),
)
NOORDKANT = PartnerOf(
    "Noordkant Payroll",
    "noordkant.example",
    "payroll",
    PartnerKind.SERVICE,
    (cast.Contact("Jeroen Hazelhof", (ADMINISTRATOR, SUBMITTER)), cast.Contact("Mila Brand", (SUBMITTER,))),
)
GRONDSMA = PartnerOf(
    "Ilse Grondsma",
    "grondsma.example",
    "consultancy",
    PartnerKind.EXPERT,
    (cast.Contact("Ilse Grondsma", (ADMINISTRATOR, SUBMITTER)),),
)
VAARTVELD = PartnerOf(
    "Koppelhuis Vaartveld",
    "vaartveld.example",
    "software",
    PartnerKind.CONNECTOR,
    (cast.Contact("Sven Ottevanger", (ADMINISTRATOR, SUBMITTER)), cast.Contact("Karlijn Beets", (SUBMITTER,))),
)
ROOSTERKRING = PartnerOf(
    "Roosterkring",
    "roosterkring.example",
    "software",
    PartnerKind.CONNECTOR,
    (cast.Contact("Hedwig Storm", (ADMINISTRATOR, SUBMITTER)), cast.Contact("Owen Clarke", (SUBMITTER,), language="en")),
)
PARTNERS = (ZILVERMEER, NOORDKANT, GRONDSMA, VAARTVELD, ROOSTERKRING)
