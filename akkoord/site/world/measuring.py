# SPDX-License-Identifier: EUPL-1.2
"""What is really measured in the demonstration: the example product, this portal, and its database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from akkoord.operations.actions.components import add_probe, readdress_probe, register_component, register_place
from akkoord.operations.models import Component, Instance, Probe

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


def point_probes(*, product: str, portal: str, at: datetime) -> None:
    """Let every probe ask where this start answers; what is missing is entered."""
    if not Component.objects.filter(code=PRODUCT).exists():
        register_component(code=PRODUCT, since=at - timedelta(days=120), by=None, at=at, **PRODUCT_WORDS)
    place = register_place(code=PLACE[0], name=PLACE[1], by=None, at=at)
    known = {probe.code: probe for probe in Probe.objects.select_related("instance")}
    for asked in ASKED:
        settings = asked.settings(product, portal)
        if asked.code in known:
            readdress_probe(probe=known[asked.code], settings=settings, by=None, at=at)
        else:
            instance = Instance.objects.get(code=asked.instance)
            since = at - timedelta(days=asked.days)
            add_probe(
                instance=instance, code=asked.code, kind=asked.kind, settings=settings, places=[place], since=since,
                by=None, at=at, **asked.more,
            )  # fmt: skip
