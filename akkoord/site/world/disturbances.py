# SPDX-License-Identifier: EUPL-1.2
"""What broke at Meridaan in the last months, and what is slow this morning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from akkoord.operations.actions.outages import close_outage, open_outage, update_outage
from akkoord.operations.models import Instance
from akkoord.operations.rules.words import Impact, OutageState, Severity
from akkoord.people.models import Person

OPERATOR = "Femke Aalbers"


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


DISTURBANCES = (
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


def disturb(now: datetime) -> None:
    """Let everything break and be mended at its time, told by the operator on duty."""
    by = Person.objects.get(name=OPERATOR)
    for each in DISTURBANCES:
        began = now - each.ago
        outage = open_outage(
            title_nl=each.title[0], title_en=each.title[1], severity=each.severity, began_at=began,
            instances=dict.fromkeys(Instance.objects.filter(code__in=each.strikes), each.impact),
            text_nl=each.first[0], text_en=each.first[1],
            expected_at=None if each.lasted else now + timedelta(minutes=50),
            by=by, at=began + timedelta(minutes=4),
        )  # fmt: skip
        update_outage(
            outage=outage, state=OutageState.IDENTIFIED, text_nl=each.found[0], text_en=each.found[1],
            by=by, at=began + timedelta(minutes=16),
        )  # fmt: skip
        if each.lasted:
            end = began + each.lasted
            close_outage(outage, ended_at=end, text_nl=each.last[0], text_en=each.last[1], by=by, at=end + timedelta(minutes=2))
