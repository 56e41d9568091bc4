# SPDX-License-Identifier: EUPL-1.2
"""Open one case of each kind, with the agreement that it runs on."""

from __future__ import annotations

from pathlib import Path

from akkoord.agreements.actions import publish_agreement
from akkoord.agreements.document import Agreement as Document
from akkoord.agreements.in_force import version_in_force
from akkoord.agreements.reading import read_agreement
from akkoord.cases.actions import open_case
from akkoord.cases.models import Case
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

from .kinds import APPLICATION, ERRAND, PROBLEM

OWN = Path(__file__).parent / "own.yaml"
AT = amsterdam("Wed 2026-11-18 10:00")
SECRET = "zeepaardje"  # a word that stands in every case, to be found by search


def publish_with_handling() -> None:
    """A next version of the vendor's agreement that also promises something about problems and applications."""
    old = version_in_force("reference", AT).text
    written = old.model_dump(mode="json", exclude_defaults=True)
    written |= {"version": "2026-3", "effective_from": "2026-11-01"}
    promises = [
        {
            "id": f"handling-{kind}",
            "by": "vendor",
            "text": {"nl": "Binnen 2 uur.", "en": "Within 2 hours."},
            "deadline": {"on": kind, "clock": "handling", "within": "2 hours", "calendar": "support"},
        }
        for kind in ("problem", "application")
    ]
    written["clauses"].append({"clause": "99", "title": {"nl": "Proef", "en": "Proof"}, "promises": promises})
    publish_agreement(document=Document.model_validate(written), by=None, at=amsterdam("Thu 2026-10-01 09:00"))


def open_errand(world: World) -> Case:
    """A colleague of Elzenhorst asks something of her own organisation."""
    publish_agreement(document=read_agreement(OWN).document, by=None, at=AT, owner=world.customer)
    return open_case(
        kind=ERRAND,
        by=world.member,
        at=AT,
        organisation=world.customer,
        subject="Nieuw formulier",
        text=f"Graag een {SECRET}.",
        detail={"effort": "large"},
    )


def open_problem(world: World) -> Case:
    """The desk finds one cause of the incidents of two customers."""
    publish_with_handling()
    return open_case(
        kind=PROBLEM,
        by=world.agent,
        at=AT,
        organisation=None,
        subject="Tarief zonder datum",
        text=f"Oorzaak: {SECRET}.",
        parties=[world.customer.pk, world.first_class.pk],
        detail={"cause": "onbekend"},
    )


def open_application(world: World) -> Case:
    """Somebody without an account applies."""
    publish_with_handling()
    return open_case(
        kind=APPLICATION,
        by=None,
        at=AT,
        organisation=None,
        subject="Partner worden",
        text=f"Wij maken een {SECRET}.",
        stranger=("Puck Zeldenrust", "puck@zeldenrust.example"),
        detail={"company": "Zeldenrust"},
        origin="form",
    )


def open_incident(world: World) -> Case:
    """Marieke reports an incident."""
    return world.reports("Loonrun stopt", at=AT, text=f"De run stopt op een {SECRET}.")


OPEN = {"incident": open_incident, "errand": open_errand, "problem": open_problem, "application": open_application}
