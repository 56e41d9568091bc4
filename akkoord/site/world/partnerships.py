# SPDX-License-Identifier: EUPL-1.2
"""How the partnerships stand in the demonstration: questions that were asked, an application, a yearly check."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from akkoord.cases.actions import make_move
from akkoord.desk.actions import report_incident
from akkoord.desk.rules import Category, Impact
from akkoord.partners.actions.applications import apply_for_partnership, assess_criteria
from akkoord.partners.actions.checks import decide_check, start_check
from akkoord.partners.actions.records import record_requirement
from akkoord.partners.criteria import criteria_of
from akkoord.partners.models import Partner
from akkoord.partners.rules.applications import Found
from akkoord.partners.rules.partners import PartnerKind
from akkoord.partners.rules.records import RecordSort
from akkoord.people.models import Person

from .moments import AMSTERDAM

QUESTIONS = (
    "Waar zet ik een looncomponent op de jaaropgaaf?",
    "Hoe kopieer ik een rooster naar een andere afdeling?",
    "Welke rechten heeft een autorisatierol nodig voor dossiers?",
    "Hoe richt ik een tweede bankrekening per medewerker in?",
    "Kan een workflow naar twee mensen tegelijk?",
    "Waarom telt de reiskosten-component niet mee?",
    "Hoe zet ik een connector in een testomgeving?",
    "Waar vind ik de historie van een contract?",
    "Hoe stel ik een dimensie verplicht?",
    "Kan een signaal ook op zaterdag lopen?",
    "Welke velden kan ik in een brief gebruiken?",
    "Hoe leeg ik een importtabel?",
    "Hoe splits ik een kostenplaats?",
    "Wat doet de optie 'voorlopig' bij verlof?",
)


def set_partnerships(now: datetime) -> None:
    """Zilvermeer asked fourteen questions this year, Noordkant has to improve, and somebody applies."""
    mirte = Person.objects.get(name="Mirte Holleman")
    _ask(now)
    _record(mirte, now)
    _check(mirte, now)
    _apply(mirte, now)


def _ask(now: datetime) -> None:
    """Spread over the year so far, as far as it has gone."""
    zilvermeer = Partner.objects.select_related("organisation").get(slug="adviesbureau-zilvermeer")
    askers = [Person.objects.get(name=name) for name in ("Daan Kuiper", "Lieke Smeets", "Roos Verhagen")]
    joris = Person.objects.get(name="Joris Teunissen")
    first = now.astimezone(AMSTERDAM).replace(month=1, day=1, hour=10, minute=0, second=0)
    step = (now - first) / (len(QUESTIONS) + 1)
    for place, question in enumerate(QUESTIONS):
        at = (first + step * (place + 1)).replace(microsecond=0)
        case = report_incident(
            by=askers[place % len(askers)],
            at=at,
            organisation=zilvermeer.organisation,
            subject=question,
            text="We komen er met de helpteksten niet uit.",
            category=Category.CONFIGURATION_QUESTION if place % 3 else Category.KNOWLEDGE_QUESTION,
            impact=Impact.QUESTION,
            priority=3,
        )
        make_move(case=case, move="resolve", by=joris, at=at + timedelta(hours=3), text="Zo doe je dat; zie ook de helptekst.")


def _record(mirte: Person, now: datetime) -> None:
    """What is known by hand; one thing the partner told that nobody looked at yet."""
    zilvermeer = Partner.objects.get(slug="adviesbureau-zilvermeer")
    at = now - timedelta(days=60)
    day = at.astimezone(AMSTERDAM).date()
    for requirement, note, document in (
        ("2.1/knowledge", "Alle drie volgden de cursussen bij de zomerversie.", "cursuslijst in het dossier"),
        ("2.1/first-class-contact", "Roos Verhagen is het vaste aanspreekpunt.", "mail van Roos"),
        ("2.1/specialists", "Drie specialisten, alle drie vier dagen per week bij klanten.", "personeelslijst"),
    ):
        record_requirement(
            partner=zilvermeer, requirement=requirement, sort=RecordSort.MET, on=day, note=note, document=document,
            value=Decimal(3) if requirement.endswith("specialists") else None, until=day.replace(year=day.year + 1, day=28), by=mirte, at=at,
        )  # fmt: skip
    ilse = Partner.objects.get(slug="ilse-grondsma")
    record_requirement(
        partner=ilse, requirement="3.1/courses", sort=RecordSort.MET, on=day, note="Ik rondde de cursus verzuim af met een 8.",
        document="certificaat in mijn map", by=Person.objects.get(name="Ilse Grondsma"), at=at,
    )  # fmt: skip


def _check(mirte: Person, now: datetime) -> None:
    noordkant = Partner.objects.get(slug="noordkant-payroll")
    began = now - timedelta(days=20)
    case = start_check(
        partner=noordkant, text="Hoi Jeroen, we lopen weer alle afspraken na. Vertel je hoe het ervoor staat?", by=mirte, at=began
    )
    text = "Jullie experts hebben dit jaar nog geen examen gehaald en op de aftrap zagen we niemand. Dat moet eerst beter."
    decide_check(case=case, move="improve", text=text, by=mirte, at=now - timedelta(days=6))


def _apply(mirte: Person, now: datetime) -> None:
    case = apply_for_partnership(
        kind=PartnerKind.SERVICE, company="Bureau Wilgenroos", name="Puck Zeldenrust", email="puck@wilgenroos.example", website="https://wilgenroos.example",
        text="Met z'n vieren helpen we zorginstellingen met roosters en verzuim. Bij drie klanten werken we al met jullie product.",
        by=None, at=now - timedelta(days=5),
    )  # fmt: skip
    make_move(case=case, move="take", by=mirte, at=now - timedelta(days=4))
    found = {said.id: (Found.MET, "gezien in het gesprek") for said in criteria_of(case)[:3]}
    assess_criteria(case=case, found=found, by=mirte, at=now - timedelta(days=4))
    apply_for_partnership(
        kind=PartnerKind.CONNECTOR, company="Dataveer", name="Bas Nijland", email="bas@dataveer.example",
        text="Wij maken een koppeling tussen jullie product en planningssoftware.", by=None, at=now - timedelta(hours=20),
    )  # fmt: skip
