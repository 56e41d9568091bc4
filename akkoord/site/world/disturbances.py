# SPDX-License-Identifier: EUPL-1.2
"""What broke at Meridaan in the last months, and what is slow this morning."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

from akkoord.audit.wires import silenced
from akkoord.operations.actions.outages import ask_correction, close_outage, decide_correction, open_outage, update_outage
from akkoord.operations.models import Instance
from akkoord.operations.rules.words import Impact, OutageState, Severity
from akkoord.people.models import Person

from .moments import AMSTERDAM
from .past import HEARD

OPERATOR, SECOND = "Femke Aalbers", "Hidde Postma"


@dataclass(frozen=True)
class Disturbance:
    """An outage with what was said of it, Dutch and English; `lasted` None: it still runs."""

    ago: timedelta
    lasted: timedelta | None
    strikes: tuple[str, ...]
    impact: Impact
    severity: Severity
    title: tuple[str, str]
    first: tuple[str, str]
    found: tuple[str, str]
    last: tuple[str, str] = ("", "")
    late: timedelta = timedelta(0)  # how much later than it began people first wrote down; corrected the next day


PRODUCTION = ("professional", "professional-b", "self-service", "self-service-b", "public-portal", "mobile-app", "connectors")
ALL_CLEAR = ("Alles werkt weer.", "Everything works again.")
DISTURBANCES = (
    Disturbance(
        timedelta(days=331, hours=3), timedelta(minutes=52), ("public-portal",), Impact.DOWN, Severity.MAJOR,
        ("Publiek portaal niet bereikbaar", "Public portal out of reach"),
        ("Wie het publieke portaal opent, krijgt een lege pagina.", "Whoever opens the public portal gets an empty page."),
        ("Een wijziging in het netwerk liet verkeer vallen; we draaien haar terug.", "A change in the network dropped traffic; we are undoing it."),
        ALL_CLEAR,
    ),
    Disturbance(
        timedelta(days=287, hours=6), timedelta(hours=2, minutes=9), ("mobile-app",), Impact.DOWN, Severity.MAJOR,
        ("Mobiele app start niet op telefoons met oudere versie", "Mobile app does not start on phones with an older version"),
        ("De app sluit meteen na het openen.", "The app closes right after opening."),
        ("Versie 8.4 verwacht iets dat oudere telefoons niet hebben. Er komt een nieuwe versie.", "Version 8.4 expects what older phones lack. A new version is coming."),
        ("Versie 8.4.1 staat klaar.", "Version 8.4.1 is there."),
    ),
    Disturbance(
        timedelta(days=236, hours=1), timedelta(minutes=34), ("professional",), Impact.DOWN, Severity.CRITICAL,
        ("Cluster A onbereikbaar", "Cluster A out of reach"),
        ("Niemand op cluster A komt binnen. Cluster B werkt.", "Nobody on cluster A gets in. Cluster B works."),
        ("De databaseserver is vol; we maken ruimte.", "The database server is full; we are making room."),
        ALL_CLEAR,
    ),
    Disturbance(
        timedelta(days=173, hours=4), timedelta(hours=3, minutes=5), ("connectors",), Impact.DOWN, Severity.MINOR,
        ("Koppeling met de pensioenuitvoerders ligt stil", "The connector to the pension providers stands still"),
        ("Aangiftes blijven staan. Er gaat niets verloren.", "Returns wait. Nothing is lost."),
        ("De andere kant heeft een sleutel vervangen; we hebben de nieuwe.", "The other side replaced a key; we have the new one."),
        ("Alle aangiftes zijn verstuurd.", "All returns have been sent."),
    ),
    Disturbance(
        timedelta(days=129, hours=8), timedelta(minutes=41), ("self-service-b",), Impact.DOWN, Severity.MAJOR,
        ("Selfserviceportaal op cluster B lag eruit", "Self-service portal on cluster B was down"),
        ("Inloggen op cluster B lukt niet.", "Signing in on cluster B fails."),
        ("Een server is uitgevallen en de volgende nam het niet over.", "A server failed and the next one did not take over."),
        ALL_CLEAR,
    ),
    Disturbance(
        timedelta(days=71, hours=5), timedelta(minutes=47), ("self-service",), Impact.DOWN, Severity.MAJOR,
        ("Inloggen op het selfserviceportaal lukte niet", "Signing in to the self-service portal failed"),
        ("Inloggen op cluster A lukt niet. We zoeken de oorzaak.", "Signing in on cluster A fails. We are looking for the cause."),
        ("Een certificaat is verlopen; we vervangen het.", "A certificate has expired; we are replacing it."),
        ("Inloggen werkt weer.", "Signing in works again."),
    ),
    Disturbance(
        timedelta(days=33, hours=2), timedelta(hours=1, minutes=12), ("connectors",), Impact.DOWN, Severity.MINOR,
        ("Koppelingen leverden niets aan", "Connectors delivered nothing"),
        ("Berichten naar andere systemen blijven staan. Er gaat niets verloren.", "Messages to other systems wait. Nothing is lost."),
        ("De wachtrij is vol; we maken ruimte.", "The queue is full; we are making room."),
        ("Alles is alsnog verstuurd.", "Everything has been sent after all."),
        late=timedelta(minutes=9),
    ),
    Disturbance(
        timedelta(days=12, hours=7), timedelta(minutes=23), ("professional", "professional-b"), Impact.PARTLY, Severity.MAJOR,
        ("Overzichten openden niet", "Overviews did not open"),
        ("Overzichten blijven leeg; de rest werkt.", "Overviews stay empty; everything else works."),
        ("Een zoekindex wordt opnieuw opgebouwd.", "A search index is being built again."),
        ("Overzichten openen weer.", "Overviews open again."),
    ),
    Disturbance(
        timedelta(minutes=38), None, ("mobile-app",), Impact.SLOW, Severity.MINOR,
        ("De mobiele app is traag", "The mobile app is slow"),
        ("De app opent langzaam. Het portaal is snel als altijd.", "The app opens slowly. The portal is as fast as ever."),
        ("We zien waar het aan ligt en zetten er een server bij.", "We know why and are adding a server."),
    ),
)  # fmt: skip


def the_bad_day(now: datetime) -> Disturbance:
    """What took the month before last below its bound: the 17th, from 9:40 on, in every production component."""
    month = (now.astimezone(AMSTERDAM).replace(day=1) - timedelta(days=40)).replace(day=17, hour=9, minute=40, second=0)
    return Disturbance(
        now - month, timedelta(hours=5, minutes=10), (*PRODUCTION, "storage"), Impact.DOWN, Severity.CRITICAL,
        ("Niets werkt: opslag in het datacenter valt uit", "Nothing works: storage in the data centre has failed"),
        ("Niemand komt binnen, op geen enkel onderdeel. We zijn met iedereen aan het werk.", "Nobody gets in, to any part. All of us are working on it."),
        ("Twee opslagkasten vielen tegelijk uit. We schakelen over naar het tweede datacenter.", "Two storage cabinets failed at once. We are switching to the second data centre."),
        ("Alles werkt weer. Gegevens zijn compleet; wat om 9:38 was ingevoerd staat erin.", "Everything works again. Data are complete; what was entered at 9:38 is there."),
    )  # fmt: skip


def disturb(now: datetime) -> None:
    """Let everything break and be mended at its time, told by the operator on duty."""
    by = Person.objects.get(name=OPERATOR)
    for each in sorted((*DISTURBANCES, the_bad_day(now)), key=lambda each: each.ago, reverse=True):
        with silenced() if each.ago > HEARD else nullcontext():
            _let_happen(each, now, by)


def _let_happen(each: Disturbance, now: datetime, by: Person) -> None:
    began = now - each.ago
    outage = open_outage(
        title_nl=each.title[0], title_en=each.title[1], severity=each.severity, began_at=began + each.late,
        instances=dict.fromkeys(Instance.objects.filter(code__in=each.strikes), each.impact),
        text_nl=each.first[0], text_en=each.first[1],
        expected_at=None if each.lasted else now + timedelta(minutes=50),
        by=by, at=began + each.late + timedelta(minutes=4),
    )  # fmt: skip
    update_outage(
        outage=outage, state=OutageState.IDENTIFIED, text_nl=each.found[0], text_en=each.found[1],
        by=by, at=began + each.late + timedelta(minutes=16),
    )  # fmt: skip
    if each.lasted is None:
        return
    end = began + each.lasted
    close_outage(outage, ended_at=end, text_nl=each.last[0], text_en=each.last[1], by=by, at=end + timedelta(minutes=2))
    if each.late:
        why = "In het logboek staan de eerste mislukte berichten eerder dan wij het zagen."
        next_day = end + timedelta(days=1)
        ask_correction(outage=outage, began_at=began, reason=why, by=by, at=next_day)
        second = Person.objects.get(name=SECOND)
        decide_correction(outage=outage, confirm=True, by=second, at=next_day + timedelta(hours=2), text="Klopt met het logboek.")
