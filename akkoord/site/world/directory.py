# SPDX-License-Identifier: EUPL-1.2
"""The directory of the demonstration: four partners that stand in it, and one that waits."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from akkoord.partners.actions.profiles import decide_profile, propose_profile
from akkoord.partners.models import Partner
from akkoord.people.models import Person

PAGES: tuple[dict[str, Any], ...] = (
    {
        "slug": "adviesbureau-zilvermeer", "by": "Roos Verhagen", "name": "Adviesbureau Zilvermeer",
        "summary_nl": "Wij richten personeelsprocessen in voor zorg en onderwijs.",
        "summary_en": "We set up personnel processes for healthcare and education.",
        "about_nl": "Drie adviseurs die zelf in de zorg werkten. We beginnen op de werkvloer, tekenen het proces uit en richten het daarna in. Na de oplevering kijken we twee keer mee hoe het loopt.",
        "about_en": "Three consultants who worked in healthcare themselves. We begin on the ward, draw the process and then set it up. Afterwards we come back twice to see how it goes.",
        "industries": ("healthcare", "education"), "fields": ("hr", "leave", "planning"), "regions": ("west", "south"),
        "website": "https://www.zilvermeer.example/", "email": "hallo@zilvermeer.example", "phone": "010 555 01 20",
    },
    {
        "slug": "noordkant-payroll", "by": "Jeroen Hazelhof", "name": "Noordkant Payroll",
        "summary_nl": "Elke maand je salarisverwerking, door mensen die opnemen als je belt.",
        "summary_en": "Your payroll every month, by people who answer the phone.",
        "about_nl": "We nemen de salarisverwerking over, helemaal of alleen in de vakantie. Ook voor een onderzoek naar je inrichting van cao's.",
        "about_en": "We take over your payroll, wholly or in holidays alone.",
        "industries": ("construction", "agriculture", "retail"), "fields": ("payroll", "finance"), "regions": ("north", "east"),
        "website": "https://www.noordkant.example/", "email": "salaris@noordkant.example", "phone": "050 555 03 10",
    },
    {
        "slug": "koppelhuis-vaartveld", "by": "Sven Ottevanger", "name": "Koppelhuis Vaartveld",
        "summary_nl": "Koppelingen met klokken, wagenparken en toegangspassen.",
        "summary_en": "Connectors with time clocks, car fleets and access cards.",
        "about_nl": "We maken en onderhouden koppelingen. Je krijgt een duidelijke beschrijving, een proefperiode en een telefoonnummer dat ook 's avonds werkt.",
        "about_en": "We make and maintain connectors, with a clear description and a trial.",
        "industries": ("logistics", "industry"), "fields": ("integration",), "regions": ("everywhere",),
        "website": "https://www.vaartveld.example/", "email": "info@vaartveld.example", "phone": "",
    },
    {
        "slug": "roosterkring", "by": "Hedwig Storm", "name": "Roosterkring",
        "summary_nl": "Roosteren voor zorg en kinderopvang, gelijk met je personeelsadministratie.",
        "summary_en": "Rosters for healthcare and childcare, in step with your personnel records.",
        "about_nl": "Onze planning weet wie er is, wie wat mag en wie vrij heeft. Ruilen kan op de telefoon.",
        "about_en": "Our planning knows who is in, who may do what and who is off.",
        "industries": ("healthcare", "childcare"), "fields": ("planning", "leave"), "regions": ("everywhere",),
        "website": "https://www.roosterkring.example/", "email": "contact@roosterkring.example", "phone": "030 555 09 80",
    },
)  # fmt: skip
WAITS: dict[str, Any] = {
    "name": "Ilse Grondsma", "summary_nl": "Twaalf jaar ervaring met rapportages voor woningcorporaties.", "summary_en": "",
    "about_nl": "Ik bouw rapportages die mensen ook echt lezen, en leer je collega's om ze te onderhouden.",
    "industries": ("housing",), "fields": ("reporting", "finance"), "regions": ("east",), "email": "ilse@grondsma.example",
}  # fmt: skip


def fill_directory(now: datetime) -> None:
    """Let partners write their pages; all but the last were agreed."""
    manager = Person.objects.get(name="Mirte Holleman")
    for page in PAGES:
        given = dict(page)
        partner, by = Partner.objects.get(slug=given.pop("slug")), Person.objects.get(name=given.pop("by"))
        profile = propose_profile(partner=partner, by=by, at=now - timedelta(days=90), **given)
        decide_profile(profile=profile, is_agreed=True, by=manager, at=now - timedelta(days=88))
    ilse = Person.objects.get(name="Ilse Grondsma")
    propose_profile(partner=Partner.objects.get(slug="ilse-grondsma"), by=ilse, at=now - timedelta(hours=20), **WAITS)
