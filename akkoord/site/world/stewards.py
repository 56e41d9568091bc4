# SPDX-License-Identifier: EUPL-1.2
"""The management organisation of Zorggroep Elzenhorst: processes, roles and duties, the work list, self-checks with a plan."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from akkoord.people.models import Organisation, Person
from akkoord.stewardship.actions.checks import fill_in_check, plan_step
from akkoord.stewardship.actions.duties import add_duty, change_duty
from akkoord.stewardship.actions.processes import add_processes
from akkoord.stewardship.actions.roles import give_role
from akkoord.stewardship.actions.work import add_ready_work, do_work
from akkoord.stewardship.models import Process, SelfCheck
from akkoord.stewardship.ready_work import ready_work
from akkoord.stewardship.rules.roles import StewardRole
from akkoord.stewardship.rules.work import Every, number_until, occurrence
from akkoord.stewardship.shipped import shipped

from . import cast
from .moments import AMSTERDAM

FUNCTIONAL, TECHNICAL = StewardRole.FUNCTIONAL_ADMINISTRATOR, StewardRole.TECHNICAL_ADMINISTRATOR
NINE = time(9)
PROCESSES = ("Salaris", "Verlof en verzuim", "In dienst en uit dienst", "Declaraties", "Rapportages en koppelingen")
# Who holds what; without process: for all.
HOLDINGS = (
    ("Ineke Verschoor", StewardRole.MANAGEMENT, None),
    ("Marieke Oosterbaan", FUNCTIONAL, None),
    ("Oliver Brandt", TECHNICAL, None),
    ("Tarik Benhaddou", StewardRole.KEY_USER, "Salaris"),
    ("Tarik Benhaddou", StewardRole.KEY_USER, "Declaraties"),
    ("Marieke Oosterbaan", StewardRole.KEY_USER, "Verlof en verzuim"),
)

# Tasks of the ready list, and how many days ago each was done for the last time at the latest.
WORK = {
    "requests": 1, "desk-cases": 0, "news": 0, "processes-stuck": 9, "joiners-leavers": 3, "tell-colleagues": 0,
    "owners-talk": 0, "clean-set-up": 40, "authorisation-review": 0, "connectors-errors": 1, "keys-expire": 0, "sign-on": 0,
}  # fmt: skip
# Answers in the order of the questions.
LAST_YEAR = {
    StewardRole.MANAGEMENT: (2, 2, 1, 3),
    FUNCTIONAL: (2, 1, 2, 3, 2),
    TECHNICAL: (2, 3, 3, 2),
    StewardRole.KEY_USER: (3, 3, 2, 2),
}
THIS_YEAR = {StewardRole.MANAGEMENT: (3, 2, 2, 3), FUNCTIONAL: (3, 1, 3, 2, 3), TECHNICAL: (3, 2, 2, 2)}
FILLED_IN_BY = {
    StewardRole.MANAGEMENT: "Ineke Verschoor", FUNCTIONAL: "Marieke Oosterbaan", TECHNICAL: "Oliver Brandt",
    StewardRole.KEY_USER: "Tarik Benhaddou",
}  # fmt: skip
NOTES = {"replaced": "Tarik kent alleen de salariskant.", "time": "Twee ochtenden per week lukt meestal."}
STEPS = (
    ("Werk Tarik in als tweede functioneel beheerder", "Marieke Oosterbaan", 45),
    ("Plan een opleiding of een meeloopdag", "Marieke Oosterbaan", -2),
    ("Maak een overzicht van koppelingen met gebruiker en contactpersoon", "Oliver Brandt", 20),
)


def found_stewards(at: datetime) -> None:
    """Processes and roles, a year and a half before `at`; the other subjects of the demonstration build on them."""
    organisation = Organisation.objects.get(name=cast.ELZENHORST.name)
    begun = at - timedelta(days=540)
    processes = {p.name: p for p in add_processes(organisation=organisation, names=PROCESSES, by=None, at=begun)}
    for name, role, process in HOLDINGS:
        give_role(
            organisation=organisation,
            person=Person.objects.get(name=name),
            role=role,
            process=processes[process] if process else None,
            by=None,
            at=begun + timedelta(days=1),
        )


def fill_work(at: datetime) -> None:
    """What administrators do again and again, done as it goes; what the roles said of themselves, last year and this."""
    organisation = Organisation.objects.get(name=cast.ELZENHORST.name)
    _edit_duties(organisation, at - timedelta(days=300))
    _write_work(organisation, at)
    year = at.astimezone(AMSTERDAM).year
    for ago, scores in ((1, LAST_YEAR), (0, THIS_YEAR)):
        for role, given in scores.items():
            keys = [row["key"] for row in shipped("self-check")[str(role)]]
            answers = {key: (score, NOTES.get(key, "") if ago == 0 else "") for key, score in zip(keys, given, strict=True)}
            when = at - timedelta(days=365 * ago + 12)
            by = Person.objects.get(name=FILLED_IN_BY[role])
            fill_in_check(organisation=organisation, role=role, year=year - ago, answers=answers, by=by, at=when)
    check = SelfCheck.objects.get(organisation=organisation, role=FUNCTIONAL, year=year)
    for title, name, days in STEPS:
        owner, on = Person.objects.get(name=name), (at + timedelta(days=days)).astimezone(AMSTERDAM).date()
        plan_step(check=check, title=title, on=on, owner=owner, by=None, at=at - timedelta(days=10))


def _edit_duties(organisation: Organisation, at: datetime) -> None:
    own, planner = (
        "Houd elke donderdag een inloopuur voor teamleiders.",
        "Maak de jaarplanner met de proceseigenaren, en houd hem bij.",
    )
    add_duty(organisation=organisation, role=FUNCTIONAL, text=own, once=UUID(int=7), by=None, at=at)
    change_duty(organisation=organisation, role=FUNCTIONAL, key="planner", text=planner, by=None, at=at)


def _write_work(organisation: Organisation, at: datetime) -> None:
    """Begun half a year ago and done in time since; but some was not done this week."""
    begun, today = at - timedelta(days=180), at.astimezone(AMSTERDAM).date()
    chosen = [
        (r.key, r.area, r.role, r.every, r.first_on) for r in ready_work(begun.astimezone(AMSTERDAM).date()) if r.key in WORK
    ]
    people = {FUNCTIONAL: Person.objects.get(name="Marieke Oosterbaan"), TECHNICAL: Person.objects.get(name="Oliver Brandt")}
    for task in add_ready_work(organisation=organisation, chosen=chosen, by=None, at=begun):
        last = today - timedelta(days=WORK[task.key])
        number = number_until(task.first_on, Every(task.every), last)
        for each in range(max(0, (number or 0) - 2), (number if number is not None else -1) + 1):
            due = occurrence(task.first_on, Every(task.every), each)
            when = datetime.combine(due, NINE, AMSTERDAM)
            do_work(task=task, due=due, today=due, by=people[StewardRole(task.role)], at=min(when, at))


def process_of(organisation: Organisation, name: str) -> Process:
    """One of its processes by name."""
    return Process.objects.in_use().get(organisation=organisation, name=name)
