# SPDX-License-Identifier: EUPL-1.2
"""Who there is. Every organisation and person is invented; every address is on an `.example` domain."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.people.rules import PortalRole, Role, StaffRole

ADMINISTRATOR, SUBMITTER, MANAGER = PortalRole.ADMINISTRATOR, PortalRole.INCIDENT_SUBMITTER, PortalRole.INCIDENT_MANAGER


@dataclass(frozen=True)
class Contact:
    """Somebody of an organisation, with roles there."""

    name: str
    roles: tuple[Role, ...]
    language: str = "nl"

    def email(self, domain: str) -> str:
        """An invented address."""
        first, *rest = (
            self.name.lower().replace("ë", "e").replace("é", "e").replace("ç", "c").replace("ö", "o").replace("'", "").split()
        )
        return f"{first}.{''.join(rest)}@{domain}"


@dataclass(frozen=True)
class Customer:
    """A customer with its contract."""

    name: str
    domain: str
    sector: str
    licence: str
    contacts: tuple[Contact, ...]
    first_class: bool = False


VENDOR_DOMAIN = "meridaan.example"
STAFF = (
    Contact("Joris Teunissen", (StaffRole.AGENT,)),
    Contact("Samira Haddad", (StaffRole.AGENT,)),
    Contact("Bram Wolters", (StaffRole.AGENT, StaffRole.FIRST_CLASS_AGENT)),
    Contact("Annelot de Wit", (StaffRole.DESK_LEAD, StaffRole.STAFF_ADMINISTRATOR)),
    Contact("Femke Aalbers", (StaffRole.OPERATIONS,)),
    Contact("Ruben Castelijn", (StaffRole.PRODUCT_MANAGER,)),
    Contact("Hidde Postma", (StaffRole.OPERATIONS,)),
    Contact("Mirte Holleman", (StaffRole.PARTNER_MANAGER,)),
)

# The first four have named parts in tests and in the tour of the demonstration.
ELZENHORST = Customer(
    "Zorggroep Elzenhorst",
    "elzenhorst.example",
    "healthcare",
    "hrm_payroll",
    (
        Contact("Marieke Oosterbaan", (SUBMITTER,)),
        Contact("Tarik Benhaddou", (MANAGER,)),
        Contact("Ineke Verschoor", (ADMINISTRATOR, PortalRole.PRIVACY_CONTACT)),
        Contact("Sanne Kuipers", (PortalRole.MEMBER,)),
        Contact("Oliver Brandt", (SUBMITTER,), language="en"),
    ),
)
OEVERDIJK = Customer(
    "Gemeente Oeverdijk",
    "oeverdijk.example",
    "government",
    "hrm_payroll",
    (
        Contact("Wouter Dekkers", (SUBMITTER, MANAGER)),
        Contact("Lotte Hamelink", (ADMINISTRATOR, SUBMITTER)),
    ),
    first_class=True,
)
LETTERHAVEN = Customer(
    "Drukkerij Letterhaven",
    "letterhaven.example",
    "graphics",
    "erp",
    (
        Contact("Niek Schaafsma", (SUBMITTER,)),
        Contact("Greet Poelman", (ADMINISTRATOR,)),
    ),
)
LINDEBOOM = Customer(
    "Woonstichting Lindeboom",
    "lindeboom.example",
    "housing",
    "hrm_payroll",
    (
        Contact("Hassan el Amrani", (SUBMITTER, ADMINISTRATOR)),
        Contact("Yvonne Terpstra", (SUBMITTER, MANAGER)),
    ),
    first_class=True,
)
NAMED = (ELZENHORST, OEVERDIJK, LETTERHAVEN, LINDEBOOM)

_MORE = """
Bouwgroep Kranenveld|kranenveld|construction|erp|Pieter Hoogland|Carla Dijkman
Kwekerij Noorderakker|noorderakker|agriculture|erp|Jelle Wiarda|Tineke Postmus
Transport Wilgendam|wilgendam|logistics|erp|Ramona Pinas|Henk Slagter
Scholengroep Rietlanden|rietlanden|education|hrm_payroll|Esther van Vuuren|Dirk Mulderij
Installatiebedrijf Duinoord|duinoord|construction|erp|Koen Brasser|Marga Tolsma
Kinderopvang Zonnewei|zonnewei|childcare|hrm_payroll|Fleur Hendriksen|Bas Oortwijn
Accountants Veerstraat|veerstraat|professional|erp|Maurits Cleveringa|Anouk Stael
Bakkerij Tarwehof|tarwehof|food|erp|Gerda Meerman|Sjoerd Ypma
Thuiszorg De Vlinderstruik|vlinderstruik|healthcare|hrm_payroll|Naima Ouali|Peter Blankers
Waterschap Oostergouw|oostergouw|government|hrm_payroll|Ellen Draaisma|Jaap Nijboer
Museum Het Palet|palet|culture|erp|Vivian Roos|Thijs Uitdehaag
Groothandel Merwerijk|merwerijk|wholesale|erp|Stefan Kolk|Angela Sweering
Uitzendbureau Springlevend|springlevend|staffing|hrm_payroll|Chantal Boerma|Rik van Ommen
Fysiotherapie Beweegpunt|beweegpunt|healthcare|hrm_payroll|Lisa Grootveld|Kees Spaans
Advocaten Singel Negen|singelnegen|professional|erp|Roderick van Hall|Mirjam Kist
Hovenier Groenestraat|groenestraat|agriculture|erp|Arjan Veldhoen|Joke Tuinman
Stadstheater Nieuwerhof|nieuwerhof|culture|hrm_payroll|Daphne Zandstra|Guus Pel
Metaalbewerking IJzerhout|ijzerhout|industry|erp|Marco Stelling|Wilma Duif
Apotheek Lindelaan|lindelaan|healthcare|erp|Yusuf Demir|Hanneke Reiling
Hogeschool Zeeburgh|zeeburgh|education|hrm_payroll|Floor Casteleijn|Otto Wijnands
Energiecoöperatie Zonnekracht|zonnekracht|energy|erp|Jorien Faber|Melvin Croes
Vervoerbedrijf Tramlijn|tramlijn|logistics|hrm_payroll|Sonja Vermaas|Ali Yildirim
Recycling Kringloop Noord|kringloopnoord|environment|erp|Bert Haverkort|Imke Stroo
Hotelgroep Zeezicht|zeezicht|hospitality|hrm_payroll|Patricia Lens|Ruud Bakema
Makelaars Havenkwartier|havenkwartier|professional|erp|Corine Slot|Frans Eykman
Ziekenhuis Merelbeek|merelbeek|healthcare|hrm_payroll|Judith Aerts|Willem Kortekaas
Supermarkt De Korf|dekorf|retail|hrm_payroll|Dennis Prinsen|Astrid Vogel
Zuivel Weidelust|weidelust|food|erp|Hilde Boonstra|Evert Smeding
Softwarehuis Pixelveld|pixelveld|technology|erp|Noor Akkerman|Tim Baggerman
Gemeente Kromwijk|kromwijk|government|hrm_payroll|Saskia Ploeg|Gijs Bolhuis
Jeugdzorg De Brug|debrug|healthcare|hrm_payroll|Mariëlle Snoek|Ronald Faas
Tuincentrum Bloesemdal|bloesemdal|retail|erp|Lianne Rozema|Cor Zuidema
Bibliotheek Letterplein|letterplein|culture|hrm_payroll|Eva Boekhoudt|Hugo Wessels
Schildersbedrijf Kleurrijk|kleurrijk|construction|erp|Jordi Penninga|Ria Dekens
Verzekeraar Ankerhof|ankerhof|finance|hrm_payroll|Mathijs Krol|Ingrid Leeuwis
Sportbond Vuurvogel|vuurvogel|sports|hrm_payroll|Nadia Verkerk|Lars Huizing
"""


def _customer(line: str) -> Customer:
    name, domain, sector, licence, submitter, administrator = line.split("|")
    contacts = (Contact(submitter, (SUBMITTER,)), Contact(administrator, (ADMINISTRATOR, MANAGER)))
    return Customer(name, f"{domain}.example", sector, licence, contacts, first_class=domain in {"merelbeek", "ankerhof"})


OTHERS = tuple(_customer(line) for line in _MORE.strip().splitlines())
CUSTOMERS = NAMED + OTHERS
