# SPDX-License-Identifier: EUPL-1.2
"""Connectors of the demonstration: one that is well, one that lapses soon, one that lapsed, one on its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from akkoord.cases.actions import make_move
from akkoord.partners.actions.connectors import ask_certificate, certify, describe_connector, register_connector
from akkoord.partners.models import Connector, Partner
from akkoord.partners.rules.certificates import Score
from akkoord.people.models import Person


@dataclass(frozen=True)
class Story:
    """A connector, with how many days ago its security report was made and what the score was."""

    supplier: str
    by: str
    name: str
    links_to: str
    description: str
    fields: tuple[str, ...]
    version: str = "1.0"
    reported: tuple[Score, int] | None = None
    newer: str = ""  # a version that came out since


STORIES = (
    Story(
        "koppelhuis-vaartveld", "Sven Ottevanger", "Klokbrug", "Klokkit",
        "Geklokte uren gaan elke nacht naar de urenregistratie. Afwijkingen staan de volgende ochtend in een lijst. De klant kiest welke afdelingen meedoen.",
        ("time", "payroll"), "3.2", (Score.GREEN, 400),
    ),
    Story(
        "koppelhuis-vaartveld", "Sven Ottevanger", "Wagenpark Link", "Rijwijzer",
        "Kilometers en bijtelling uit de leaseadministratie gaan maandelijks naar de loonrun.",
        ("payroll",), "1.4", (Score.ORANGE, 435),
    ),
    Story(
        "koppelhuis-vaartveld", "Karlijn Beets", "Pasjesbrug", "Toegangspoort",
        "Wie in dienst komt krijgt een pas, wie vertrekt raakt hem kwijt: dezelfde dag.",
        ("hr",), "2.0", (Score.RED, 240),
    ),
    Story(
        "roosterkring", "Hedwig Storm", "Roosterkring Connect", "Roosterkring",
        "Roosters en verlof staan in beide programma's gelijk, elk kwartier bijgewerkt.",
        ("planning", "leave"), "5.1", (Score.GREEN, 120), newer="6.0",
    ),
    Story(
        "roosterkring", "Hedwig Storm", "Roosterkring Ruil", "Roosterkring",
        "Geruilde diensten gaan na goedkeuring naar de urenregistratie.",
        ("planning",),
    ),
)  # fmt: skip


def connect_software(now: datetime) -> None:
    """Register the connectors and certify those that were."""
    manager = Person.objects.get(name="Mirte Holleman")
    for story in STORIES:
        supplier = Partner.objects.select_related("organisation").get(slug=story.supplier).organisation
        by = Person.objects.get(name=story.by)
        age = story.reported[1] if story.reported else 20
        at = now - timedelta(days=age)
        connector = register_connector(
            organisation=supplier, name=story.name, links_to=story.links_to, description=story.description,
            fields=story.fields, version=story.version, by=by, at=at,
        )  # fmt: skip
        _certify(connector, story, by, manager, at)
        if story.newer:
            describe_connector(
                connector=connector, links_to=story.links_to, description=story.description, fields=story.fields,
                version=story.newer, by=by, at=now - timedelta(days=9),
            )  # fmt: skip


def _certify(connector: Connector, story: Story, by: Person, manager: Person, at: datetime) -> None:
    case = ask_certificate(
        connector=connector, text="De koppeling is klaar voor de controle. Vragen kan via ons portaal.", by=by, at=at
    )
    make_move(
        case=case,
        move="hand_in",
        by=by,
        at=at + timedelta(days=2),
        text="De beschrijving en de testgegevens staan in de bijlage.",
    )
    if story.reported is None:
        return
    make_move(
        case=case, move="pass_technical", by=manager, at=at + timedelta(days=6), text="De koppeling werkt via onze connectoren."
    )
    make_move(case=case, move="pass_tests", by=manager, at=at + timedelta(days=9), text="Alle automatische tests zijn groen.")
    score, _ago = story.reported
    certify(
        case=case,
        score=score,
        reported_on=at.date(),
        text="Het rapport is binnen; gefeliciteerd.",
        by=manager,
        at=at + timedelta(days=12),
    )
