# SPDX-License-Identifier: EUPL-1.2
"""What colleagues of Zorggroep Elzenhorst asked their own administrators: a dozen tickets, one in each phase and more."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

from akkoord.agreements.in_force import terms_owned_by
from akkoord.audit.wires import silenced
from akkoord.cases.actions import make_move, write_note
from akkoord.cases.models import Case
from akkoord.people.models import Organisation, Person
from akkoord.stewardship.actions.passing import pass_on
from akkoord.stewardship.actions.ticket_settings import publish_own_agreement, set_up_tickets
from akkoord.stewardship.actions.tickets import add_task, ask_ticket, finish_task, plan_task, review_ticket, write_sheet
from akkoord.stewardship.rules.tickets import Answers, Level, Target, Worked
from akkoord.stewardship.shipped import FOLDER

from . import cast
from .past import HEARD
from .stewards import process_of

ASKED, INVESTIGATED, WAITING, DECIDING, EXECUTED, PASSED, RETURNED, ACCEPTED, REVIEWED, DECLINED, WITHDRAWN = range(11)
SANNE, MARIEKE, TARIK, INEKE, OLIVER = (contact.name for contact in (cast.ELZENHORST.contacts[i] for i in (3, 0, 1, 2, 4)))
NONE = None


@dataclass(frozen=True)
class Story:
    """One ticket: who asked what so many days ago, how far it came, how many hours of work it is."""

    days: int
    by: str
    process: str | None
    subject: str
    text: str
    until: int
    hours: int = 6
    advice: str = "Doen: het scheelt iedere maand tijd, en terugdraaien kan."


STORIES = (
    Story(1, SANNE, "Declaraties", "Reiskosten declareren vanaf de telefoon lukt niet", "De knop Versturen staat buiten beeld op mijn telefoon.", ASKED),
    Story(0, OLIVER, NONE, "Where do I find my pay slips of last year?", "I can only see this year.", ASKED),
    Story(5, SANNE, "Verlof en verzuim", "Verlofsaldo in uren en in dagen tonen", "Niemand op de afdeling rekent in uren.", INVESTIGATED, 4),
    Story(6, SANNE, "Salaris", "Toeslag voor de nachtdienst klopt niet op de loonstrook", "In oktober staat hij er dubbel op.", WAITING, 8),
    Story(8, SANNE, "Declaraties", "Bonnetje als foto meesturen bij een declaratie", "Nu moet ik het scannen.", DECIDING, 12, "Doen: het formulier kan dit, het staat alleen uit."),
    Story(9, TARIK, "Salaris", "Eigen looncomponenten voor de jaarlijkse uitkering", "Voor alle locaties, voor december.", DECIDING, 64, "Groot: het raakt iedere loonrun. Eerst op de testomgeving."),
    Story(20, TARIK, "Salaris", "Controlelijst voor de loonrun in het portal", "De lijst staat nu in een los bestand.", EXECUTED, 16),
    Story(12, SANNE, "Salaris", "Loonstrook opent leeg in de app", "De pagina blijft wit. In de browser is hij er wel.", PASSED, 2, "Dit is een fout: de handleiding zegt dat hij opent."),
    Story(26, SANNE, "In dienst en uit dienst", "Welkomstmail voor nieuwe collega's", "Nu krijgen ze niets voor hun eerste dag.", RETURNED, 5),
    Story(48, OLIVER, "Rapportages en koppelingen", "Roster export every Monday", "The planners copy it by hand.", ACCEPTED, 10),
    Story(90, SANNE, "Verlof en verzuim", "Verlof aanvragen voor een halve dag", "Kan nu alleen per uur.", REVIEWED, 6),
    Story(60, TARIK, "Declaraties", "Alle declaraties dubbel laten goedkeuren", "Voor de zekerheid.", DECLINED, 30, "Niet doen: het kost iedere leidinggevende een uur per week."),
    Story(33, SANNE, NONE, "Andere kleuren in het portal", "Iets rustigers.", WITHDRAWN),
)  # fmt: skip


def ask_tickets(now: datetime) -> None:
    """The organisation's own agreement, its settings, and the stories, each at its own moments."""
    organisation = Organisation.objects.get(name=cast.ELZENHORST.name)
    begun = now - timedelta(days=200)
    text = (FOLDER / "internal.yaml").read_text(encoding="utf-8")
    with silenced():
        publish_own_agreement(organisation=organisation, source_text=text, file_name="internal.yaml", by=None, at=begun)
        set_up_tickets(
            organisation=organisation, threshold_hours=40, integrator_name="Koppelhuis Rivierland",
            integrator_email="vragen@koppelhuis.example", by=None, at=begun,
        )  # fmt: skip
    calendar = terms_owned_by(organisation.pk, now).calendar("office")
    for story in sorted(STORIES, key=lambda story: -story.days):
        asked = calendar.next_opening(now - timedelta(days=story.days, hours=2))
        with nullcontext() if now - asked <= HEARD else silenced():
            _Telling(organisation, story, min(asked, now - timedelta(minutes=20)), now).tell()


class _Telling:
    """One story, told through the actions; each step comes some hours or days after the one before."""

    def __init__(self, organisation: Organisation, story: Story, asked: datetime, now: datetime) -> None:
        self.organisation, self.story, self.at = organisation, story, asked
        self.step = min((now - asked) / 9, timedelta(days=4))
        self.people = {name: Person.objects.get(name=name) for name in (SANNE, MARIEKE, TARIK, INEKE, OLIVER)}
        self.marieke = self.people[MARIEKE]

    def tell(self) -> None:
        """As far as it came."""
        process = process_of(self.organisation, self.story.process) if self.story.process else None
        asker = self.people[self.story.by]
        case = ask_ticket(
            organisation=self.organisation,
            subject=self.story.subject,
            text=self.story.text,
            process=process,
            by=asker,
            at=self.at,
        )
        if self.story.until == ASKED:
            return
        if self.story.until == WITHDRAWN:
            make_move(case=case, move="withdraw", by=asker, at=self._later(), text="Laat maar.")
            return
        self.at += min(self.step, timedelta(hours=2))
        make_move(case=case, move="take", by=self.marieke, at=self.at)
        if self.story.until == WAITING:
            make_move(
                case=case, move="ask", by=self.marieke, at=self._later(), text="Om welke diensten gaat het? Stuur even twee data."
            )
            return
        self._investigate(case)
        if self.story.until > INVESTIGATED:
            self._decide(case)
        if self.story.until > EXECUTED and self.story.until != DECLINED:
            self._finish(case)

    def _investigate(self, case: Case) -> None:
        write_sheet(
            case=case, process=case.ticket.process, impact=Level.MIDDLE if self.story.hours < 40 else Level.HIGH,
            effort_hours=self.story.hours, value=Level.HIGH, risk=Level.LOW if self.story.hours < 20 else Level.MIDDLE,
            advice=self.story.advice, by=self.marieke, at=self._later(),
        )  # fmt: skip
        case.refresh_from_db()

    def _decide(self, case: Case) -> None:
        if self.story.until == PASSED:
            write_note(
                case=case, by=self.marieke, at=self._later(), text="Nagedaan op twee telefoons: de app, niet onze inrichting."
            )
            pass_on(
                case=case, target=Target.INCIDENT, answers=Answers(False, False, False), subject="Loonstrook opent leeg in de app",
                text="De loonstrook blijft wit in de app, op twee telefoons. In de browser opent hij wel.", by=self.marieke, at=self._later(),
            )  # fmt: skip
            return
        owners = {"Salaris": TARIK, "Declaraties": TARIK, "Verlof en verzuim": MARIEKE}
        owner = self.people.get(owners.get(self.story.process or "", ""))
        if owner is None:
            make_move(case=case, move="begin", by=self.marieke, at=self._later())
        else:
            make_move(case=case, move="submit", by=self.marieke, at=self._later())
            if self.story.until == DECLINED:
                make_move(case=case, move="decline", by=owner, at=self._later(), text="Te veel werk voor wat het oplevert.")
            elif self.story.until > DECIDING:
                make_move(case=case, move="approve", by=owner, at=self._later(), text="Akkoord.")
        if case.state == "executed":
            self._plan(case)

    def _plan(self, case: Case) -> None:
        due = (self.at + timedelta(days=9)).date()
        for task, who in zip(case.ticket_tasks.order_by("pk"), (self.people[self.story.by], self.marieke), strict=False):
            plan_task(task=task, owner=who, due_on=due, by=self.marieke, at=self.at)
        add_task(case=case, what="Rechten nalopen", owner=self.people[OLIVER], due_on=due, by=self.marieke, at=self.at)

    def _finish(self, case: Case) -> None:
        if self.story.until == PASSED:
            return
        at = self._later()
        for task in case.ticket_tasks.filter(done_at=None):
            finish_task(task=task, by=task.owner or self.marieke, at=at)
        make_move(case=case, move="hand_back", by=self.marieke, at=self._later(), text="Het staat aan. Probeer je het even?")
        if self.story.until >= ACCEPTED:
            make_move(case=case, move="accept", by=self.people[self.story.by], at=self._later())
        if self.story.until == REVIEWED:
            review_ticket(
                case=case, worked=Worked.YES, text="Wordt veel gebruikt. De uitleg mocht korter.", instruction_updated=True,
                by=self.marieke, at=self._later(),
            )  # fmt: skip

    def _later(self) -> datetime:
        self.at = (self.at + self.step).replace(microsecond=0)
        return self.at
