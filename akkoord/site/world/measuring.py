# SPDX-License-Identifier: EUPL-1.2
"""What is really measured in the demonstration: the example product, this portal, and its database."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from akkoord.operations.actions.components import add_probe, readdress_probe, register_component, register_place
from akkoord.operations.actions.folding import fold_days
from akkoord.operations.actions.loads import name_window
from akkoord.operations.actions.samples import keep_samples
from akkoord.operations.models import Component, Instance, Place, Probe
from akkoord.operations.rules.sampling import Measured
from akkoord.operations.samples import due_days

PLACE = ("here", "Amersfoort")
PRODUCT = "hr-app"
PRODUCT_WORDS: dict[str, Any] = {
    "name_nl": "Meridaan HR",
    "name_en": "Meridaan HR",
    "group_nl": "Draait echt in deze demonstratie",
    "group_en": "Really runs in this demonstration",
    "about_nl": "Een klein voorbeeld, elke vijf seconden gemeten",
    "about_en": "A tiny example, measured every five seconds",
    "position": 20,
}


@dataclass(frozen=True)
class Asked:
    """A probe of the demonstration: of what, where, and how long it has been asked when the demonstration begins."""

    code: str
    instance: str
    path: str  # at the example product or this portal
    kind: str = "http"
    text: str = ""
    days: int = 0
    usual: float = 0.0  # milliseconds
    more: Mapping[str, Any] = field(default_factory=dict)  # further columns of the probe

    def settings(self, product: str, portal: str) -> dict[str, Any]:
        """Where it asks in this start of the demonstration."""
        if self.kind == "sql":
            return {"dsn_env": "AKKOORD_DATABASE_URL"}
        return {"url": f"{product if self.instance == PRODUCT else portal}{self.path}", "text": self.text}


QUICK = {"every": 5, "timeout": 4, "failures_to_open": 2, "goods_to_close": 2}
GAP_IN, GAP_BEGAN, GAP_LASTED = "portal-status", timedelta(days=8, hours=3), timedelta(hours=4, minutes=40)
WINDOWS = {  # of the agreement
    "first_window": ("Loonstrook", "Payslip", 1),
    "second_window": ("Verlof", "Leave", 2),
    "third_window": ("Mijn dossier", "My file", 3),
    "self_service_home": ("Startpagina van de selfservice", "Self-service home page", 4),
}
TIMED = {"every": 60, "timeout": 20, "opens_outages": False}
ASKED = (
    Asked("hr-health", PRODUCT, "/health", text="ok", more=QUICK),
    Asked("hr-home", PRODUCT, "/", text="Meridaan", days=10, usual=380, more={**TIMED, "window": "self_service_home"}),
    Asked("hr-payslip", PRODUCT, "/payslip", text="Uitbetaald", days=10, usual=640, more={**TIMED, "window": "first_window"}),
    Asked("hr-leave", PRODUCT, "/leave", text="Verlof", days=10, usual=480, more={**TIMED, "window": "second_window"}),
    Asked("hr-file", PRODUCT, "/file", text="Personeelsnummer", days=10, usual=330, more={**TIMED, "window": "third_window"}),
    Asked("portal-status", "customer-portal", "/status", days=20, usual=45, more={"every": 60, "timeout": 10}),
    Asked("database", "database-servers", "", kind="sql", more={"every": 30, "timeout": 5}),
)


def point_probes(*, product: str, portal: str, at: datetime, has_past: bool = True) -> None:
    """Let every probe ask where this start answers; what is missing is entered, with what was measured before `at`."""
    if not Component.objects.filter(code=PRODUCT).exists():
        register_component(code=PRODUCT, since=at - timedelta(days=120), by=None, at=at, **PRODUCT_WORDS)
    place = register_place(code=PLACE[0], name=PLACE[1], by=None, at=at)
    for code, (name_nl, name_en, position) in WINDOWS.items():
        name_window(code=code, name_nl=name_nl, name_en=name_en, position=position, by=None, at=at)
    known = {probe.code: probe for probe in Probe.objects.select_related("instance")}
    for asked in ASKED:
        settings = asked.settings(product, portal)
        if asked.code in known:
            readdress_probe(probe=known[asked.code], settings=settings, by=None, at=at)
        else:
            instance = Instance.objects.get(code=asked.instance)
            since = at - timedelta(days=asked.days * has_past)
            probe = add_probe(
                instance=instance, code=asked.code, kind=asked.kind, settings=settings, places=[place], since=since,
                by=None, at=at, **asked.more,
            )  # fmt: skip
            keep_samples(samples=_past(asked, probe, place, at), by=None, at=at)
    fold_days(days=due_days(at), by=None, at=at)


def _past(asked: Asked, probe: Probe, place: Place, at: datetime) -> Iterator[Measured]:
    """What was measured before the demonstration began: slower in office hours, now and then no answer; one stretch is missing."""
    chance, step = random.Random(asked.code), timedelta(seconds=probe.every)
    for turn in range(int((at - probe.since) / step)):
        moment = probe.since + turn * step
        if asked.code == GAP_IN and GAP_BEGAN <= at - moment <= GAP_BEGAN + GAP_LASTED:
            continue
        busy = 1.25 if moment.weekday() < 5 and 7 <= moment.hour < 16 else 1.0
        ms = asked.usual * busy * chance.lognormvariate(0, 0.3)
        good = chance.random() > 0.0004
        status, error = (200, None) if good else (None, "timeout")
        yield Measured(probe.pk, place.pk, moment, good, round(ms, 1) if good else None, status=status, error=error)
