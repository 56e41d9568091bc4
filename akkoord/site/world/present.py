# SPDX-License-Identifier: EUPL-1.2
"""What is going on now: the scenes that a visitor of the demonstration walks into."""

from __future__ import annotations

from datetime import datetime, timedelta

from akkoord.agreements.in_force import terms_in_force
from akkoord.cases.actions import assign_case, make_move, write_note
from akkoord.desk.actions import ask_raise, classify_incident, report_calamity, report_incident
from akkoord.desk.rules import Category, Impact

from .handle import World


def set_scenes(now: datetime) -> None:
    """A raise to assess, a question for the customer, a case to rate, a calamity, each a few opening hours old."""
    world = World()
    calendar = terms_in_force(None, now).calendar("support")

    def ago(hours: float) -> datetime:
        """The moment with this much opening time between it and now."""
        moment = now - timedelta(hours=1)
        while calendar.open_seconds(moment, now) < hours * 3600:
            moment -= timedelta(minutes=15)
        return moment

    reported, asked = ago(17), ago(6)
    case = report_incident(
        by=world.submitter,
        at=reported,
        organisation=world.customer,
        area="payroll",
        category=Category.ERROR,
        impact=Impact.HINDERED,
        priority=3,
        subject="Loonrun november stopt op foutmelding LR-214",
        text="De proefloonrun stopt bij drie oproepkrachten met melding LR-214, “geen geldig uurtarief op peildatum”. Vorige maand ging het goed.",
        expected="De run loopt door; hun tarief staat in het dossier.",
        environment="productie",
        steps="Lonen, Proefrun, periode 11.",
        error_message="LR-214 geen geldig uurtarief op peildatum",
    )
    assign_case(case=case, by=world.agent, at=reported + timedelta(minutes=20), to=world.agent)
    classify_incident(case=case, by=world.agent, at=reported + timedelta(minutes=21), priority=3)
    write_note(
        case=case,
        by=world.agent,
        at=reported + timedelta(minutes=50),
        text="Lijkt op vorige week: peildatum in een tariefperiode zonder einddatum. Bram kijkt mee.",
    )
    make_move(
        case=case,
        move="answer",
        by=world.agent,
        at=reported + timedelta(minutes=75),
        text="Dag Marieke, dank voor je heldere melding. De tarieven van deze drie medewerkers missen een ingangsdatum sinds de omzetting. Vul die in bij Contract, Tarief; daarna loopt de proefrun door. Ik zoek uit hoe het kon gebeuren.",
    )
    ask_raise(
        case=case,
        by=world.submitter,
        at=asked,
        priority=2,
        reason="Dat werkte voor die drie, maar nu stopt de run op 148 oproepkrachten. Zonder loonrun krijgen zij geen salaris.",
    )

    question = report_incident(
        by=world.submitter,
        at=ago(20),
        organisation=world.customer,
        area="leave",
        category=Category.ERROR,
        impact=Impact.HINDERED,
        subject="Verlofsaldo nieuwe medewerkers staat op nul",
        text="Medewerkers die na 1 oktober begonnen zien nul uren verlof.",
    )
    make_move(
        case=question,
        move="ask",
        by=world.other_agent,
        at=ago(9),
        text="Geef je twee voorbeelden van een verkeerd verlofsaldo, met personeelsnummer? Dan zoeken we gericht.",
    )

    rated = report_incident(
        by=world.submitter,
        at=ago(30),
        organisation=world.customer,
        area="portal",
        category=Category.ERROR,
        impact=Impact.HINDERED,
        subject="Dubbele loonstrook in het portaal",
        text="Twee collega’s zien hun loonstrook van oktober dubbel.",
    )
    make_move(
        case=rated,
        move="resolve",
        by=world.agent,
        at=ago(12),
        text="De dubbele strook is verwijderd; de oorzaak was een herhaalde publicatie. Dat kan niet meer.",
    )

    report_incident(
        by=world.first_class_submitter,
        at=ago(0.75),
        organisation=world.first_class,
        area="app",
        category=Category.OUTAGE,
        impact=Impact.STANDSTILL,
        priority=1,
        subject="Salarisstroken leeg in app",
        text="Voor alle medewerkers is de strook in de app leeg, en vandaag is betaaldag.",
    )
    report_calamity(
        by=world.first_class_submitter,
        at=now - timedelta(minutes=25),
        organisation=world.first_class,
        subject="Niemand kan inloggen",
        text="Sinds een half uur komt niemand meer in het programma. De balie staat stil.",
        affected="ongeveer 400",
        reachable_at="070 000 00 00",
        reachable_until="22:00",
    )
