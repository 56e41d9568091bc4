# SPDX-License-Identifier: EUPL-1.2
"""Meridaan's maintenance of the last year, most of it as promised, and what is coming; and the plan that followed a bad month."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from akkoord.audit.wires import silenced
from akkoord.operations.actions.maintenance import begin_maintenance, end_maintenance, plan_maintenance
from akkoord.operations.actions.plans import demand_plan, publish_plan
from akkoord.operations.models import Instance
from akkoord.operations.rules.words import MaintenanceKind
from akkoord.people.models import Person

from .disturbances import OPERATOR, PRODUCTION
from .moments import AMSTERDAM
from .past import HEARD

PROMISE = "2.3.1/availability"
SUNDAYS = range(48, 0, -5)  # weeks ago: once in five weeks
CLUSTER_A, CLUSTER_B = ("professional", "self-service"), ("professional-b", "self-service-b")


@dataclass(frozen=True)
class Work:
    """One maintenance as it was planned, and as it went."""

    kind: MaintenanceKind
    begin: datetime
    lasts: timedelta
    ahead: timedelta  # of its announcement
    strikes: tuple[str, ...]
    title: tuple[str, str]
    text: tuple[str, str]
    over: timedelta = timedelta(0)  # longer than planned; negative: done sooner
    exception: str = ""
    is_security: bool = False


def write_works(now: datetime) -> None:
    """Plan, begin and end everything at its time."""
    by = Person.objects.get(name=OPERATOR)
    for work in sorted(_works(now), key=lambda work: work.begin):
        with _hearing(now, work.begin):
            _do(work, now, by)


def write_plan(now: datetime) -> None:
    """The month of the bad day ended below its bound; what was done about it stands on the portal, in time."""
    first = _first_of_month_before_last(now)
    since = datetime(first.year, first.month, 1, tzinfo=AMSTERDAM) + timedelta(days=32)
    since = since.replace(day=1, hour=1)
    by = Person.objects.get(name=OPERATOR)
    with silenced():
        plan = demand_plan(month=first, promise=PROMISE, since=since, by=None, at=since)
        at = since.replace(hour=14) + timedelta(days=8)
        publish_plan(plan=plan, text_nl=PLAN[0], text_en=PLAN[1], by=by, at=at)


PLAN = (
    "Wat er gebeurde: op de 17e vielen twee opslagkasten tegelijk uit. Overschakelen naar het tweede datacenter duurde ruim vijf uur, "
    "omdat de stappen met de hand moesten en niet iedereen ze kende.\n\n"
    "Wat we doen: de kasten hangen sinds deze maand aan twee stroomgroepen. Overschakelen gaat met één opdracht en is nu binnen "
    "dertig minuten klaar. We oefenen het elk kwartaal, de eerste keer op de tweede zondag van volgende maand, en zetten de uitkomst hier.",
    "What happened: on the 17th two storage cabinets failed at once. Switching to the second data centre took over five hours, "
    "because its steps were done by hand and not everybody knew them.\n\n"
    "What we do: since this month the cabinets are on two power groups. Switching is one command now and done within thirty minutes. "
    "We practise it every quarter, first on the second Sunday of next month, and put the outcome here.",
)


def _first_of_month_before_last(now: datetime) -> date:
    return (now.astimezone(AMSTERDAM).replace(day=1) - timedelta(days=40)).date().replace(day=1)


def _do(work: Work, now: datetime, by: Person) -> None:
    maintenance = plan_maintenance(
        kind=work.kind, title_nl=work.title[0], title_en=work.title[1], text_nl=work.text[0], text_en=work.text[1],
        instances=list(Instance.objects.filter(code__in=work.strikes)), is_security=work.is_security, exception=work.exception,
        planned_from=work.begin, planned_until=work.begin + work.lasts, by=by, at=work.begin - work.ahead,
    )  # fmt: skip
    if work.begin > now:
        return
    begin_maintenance(maintenance=maintenance, by=by, at=work.begin + timedelta(minutes=2))
    end_maintenance(maintenance=maintenance, by=by, at=work.begin + work.lasts + work.over)


def _works(now: datetime) -> Iterator[Work]:
    planned, emergency, version, patch = MaintenanceKind
    for turn, weeks in enumerate(SUNDAYS):
        cluster, name = ((CLUSTER_A, "A"), (CLUSTER_B, "B"))[turn % 2]
        yield Work(
            planned, _sunday(now, weeks, 6), timedelta(hours=3), timedelta(days=9), cluster,
            (f"Onderhoud aan cluster {name}", f"Maintenance of cluster {name}"),
            ("We werken de databaseservers bij. Het programma is even niet bereikbaar.", "We update the database servers. The program is out of reach for a while."),
            over=timedelta(minutes=35) if weeks == 8 else timedelta(minutes=-40),
        )  # fmt: skip
    yield Work(
        planned, _sunday(now, 4, 7), timedelta(hours=2), timedelta(days=2), ("connectors",),
        ("Sleutels van de koppelingen vervangen", "Replacing the keys of the connectors"),
        ("Berichten wachten tot we klaar zijn.", "Messages wait until we are done."),
        exception="Een uitgever trekt zijn certificaten over drie dagen in; langer wachten legt de koppelingen zeker stil.",
    )  # fmt: skip
    yield Work(
        emergency, _sunday(now, 10, 22) + timedelta(days=2), timedelta(minutes=50), timedelta(hours=3), ("public-portal", "self-service", "self-service-b"),
        ("Dringend beveiligingslek dichten", "Closing an urgent security hole"),
        ("We plaatsen vanavond een update die niet kan wachten.", "Tonight we install an update that cannot wait."),
        is_security=True,
    )  # fmt: skip
    yield Work(
        patch, _sunday(now, 6, 22) + timedelta(days=3), timedelta(minutes=45), timedelta(days=1), ("mobile-app",),
        ("Patch voor de mobiele app", "Patch for the mobile app"),
        ("De app bewaart uren weer zonder bereik.", "The app keeps hours without a connection again."),
        over=timedelta(minutes=-20),
    )  # fmt: skip
    yield Work(
        version, _sunday(now, 2, 6), timedelta(hours=4), timedelta(days=16), PRODUCTION,
        ("Nieuwe versie: najaar", "New version: autumn"),
        ("De versie met de wetswijzigingen van 1 januari. De releasenotes staan op het portaal.", "The version with the legislation of 1 January. The release notes are on the portal."),
        over=timedelta(minutes=-55),
    )  # fmt: skip
    yield Work(
        planned, _sunday(now, -2, 6), timedelta(hours=3), timedelta(days=17), CLUSTER_A,
        ("Opslag van cluster A uitbreiden", "More storage for cluster A"),
        ("We zetten er schijven bij. Cluster A is dan niet bereikbaar.", "We are adding disks. Cluster A is out of reach meanwhile."),
    )  # fmt: skip


def _sunday(now: datetime, weeks_ago: int, hour: int) -> datetime:
    """A Sunday so many weeks ago; negative: to come."""
    local = now.astimezone(AMSTERDAM)
    day = local - timedelta(days=local.isoweekday() % 7 + 7 * weeks_ago)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def _hearing(now: datetime, at: datetime) -> AbstractContextManager[None]:
    return nullcontext() if at > now - HEARD else silenced()
