# SPDX-License-Identifier: EUPL-1.2
"""Enter what runs, where, for whom, and how it is measured: further verbs of `akkoord register`. sla:2.3.1, sla:2.3.2"""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Verb = Callable[[str, str, Callable[[Namespace], str]], ArgumentParser]


def add_verbs(verb: Verb) -> None:
    """Add them: `verb(name, what it does, function)` gives the parser of each."""
    component = verb("component", "enter a component of the status page, with one instance of the same code", component_entered)
    _add_names(component)
    component.add_argument("--group-nl", default="", help="the heading it stands under")
    component.add_argument("--group-en", default="")
    component.add_argument("--position", type=int, default=0)
    component.add_argument("--production", action="store_true", help="counts in the availability of all together")
    component.add_argument("--internal", action="store_true", help="for the vendor alone")
    component.add_argument("--figure", default="", help="of a promise of its own, such as network_availability")
    _add_since(component)
    instance = verb("instance", "enter a further running copy, for the customers that are put on it", instance_entered)
    instance.add_argument("component")
    instance.add_argument("code")
    instance.add_argument("--name", required=True, help="what tells it from the others, such as B")
    _add_since(instance)
    seat = verb("seat", "put a customer on an instance; it leaves the component's other ones", seat_entered)
    seat.add_argument("number", type=int, help="customer number")
    seat.add_argument("instance")
    _add_since(seat)
    place = verb("place", "enter somewhere that probes are sent from", place_entered)
    place.add_argument("code")
    place.add_argument("name")
    window = verb("window", "name a window of which the agreement promises how fast it loads", window_entered)
    _add_names(window)
    window.add_argument("--position", type=int, default=0)
    probe = verb("probe", "ask a question of an instance again and again: docs/howto/probe.md", probe_entered)
    probe.add_argument("code")
    probe.add_argument("--instance", required=True)
    probe.add_argument("--kind", required=True, help="http, tcp, dns, sql or prometheus")
    probe.add_argument("--settings", required=True, metavar="JSON", help='such as \'{"url": "https://portal.example/"}\'')
    probe.add_argument("--place", action="append", required=True, metavar="CODE", help="more than once for more places")
    probe.add_argument("--every", type=int, default=30, help="seconds")
    probe.add_argument("--timeout", type=int, default=10, help="seconds, no more than between two questions")
    probe.add_argument("--failures", type=int, default=3, help="in a row at a place, that open an outage")
    probe.add_argument("--places-to-open", type=int, default=1, help="that fail at once")
    probe.add_argument("--goods", type=int, default=2, help="in a row, that close it")
    probe.add_argument("--window", default="", help="times the loading of this window")
    probe.add_argument("--quiet", action="store_true", help="opens no outages")


def _add_names(parser: ArgumentParser) -> None:
    parser.add_argument("code")
    parser.add_argument("--nl", required=True, help="its name in Dutch")
    parser.add_argument("--en", required=True, help="its name in English")


def _add_since(parser: ArgumentParser) -> None:
    parser.add_argument("--since", type=date.fromisoformat, metavar="DATE", help="from this day on (UTC); now without it")


def component_entered(given: Namespace) -> str:
    """Raises ValueError for a code that is none, or taken."""
    from akkoord.operations.actions.components import register_component
    from akkoord.operations.models import Component, Instance

    at = _now()
    _check_code(given.code, Component, Instance)
    register_component(
        code=given.code, name_nl=given.nl, name_en=given.en, group_nl=given.group_nl, group_en=given.group_en,
        position=given.position, is_production=given.production, is_public=not given.internal, figure=given.figure,
        since=_since(given, at), by=None, at=at,
    )  # fmt: skip
    return f"{given.code} is on the status page{', for the vendor alone' if given.internal else ''}."


def instance_entered(given: Namespace) -> str:
    """Raises ValueError for a code that is none, or taken, LookupError for an unknown component."""
    from akkoord.operations.actions.components import add_instance
    from akkoord.operations.models import Component, Instance

    at = _now()
    _check_code(given.code, Instance)
    component = _found(Component, given.component)
    add_instance(component=component, code=given.code, name=given.name, since=_since(given, at), by=None, at=at)
    return f"{given.code} is there; `akkoord register seat` puts customers on it."


def seat_entered(given: Namespace) -> str:
    """Raises LookupError for an unknown customer or instance."""
    from akkoord.operations.actions.components import place_organisation
    from akkoord.operations.models import Instance
    from akkoord.people.models import Organisation

    at = _now()
    organisation = Organisation.objects.filter(customer_number=given.number).first()
    if organisation is None:
        raise LookupError(f"no customer {given.number}")
    instance = _found(Instance, given.instance)
    place_organisation(organisation=organisation, instance=instance, since=_since(given, at), by=None, at=at)
    return f"{organisation.name} sits on {given.instance}."


def place_entered(given: Namespace) -> str:
    """Raises ValueError for a code that is none, or taken."""
    from akkoord.operations.actions.components import register_place
    from akkoord.operations.models import Place

    _check_code(given.code, Place)
    register_place(code=given.code, name=given.name, by=None, at=_now())
    return f"{given.name}: `bin/prober --place {given.code}` measures from there."


def window_entered(given: Namespace) -> str:
    """The same code again gives it another name."""
    from akkoord.operations.actions.loads import name_window

    name_window(code=given.code, name_nl=given.nl, name_en=given.en, position=given.position, by=None, at=_now())
    return f"{given.code} is called {given.nl}, {given.en}."


def probe_entered(given: Namespace) -> str:
    """Raises ValueError with what is allowed, LookupError for an unknown instance or place."""
    from akkoord.operations.actions.components import add_probe
    from akkoord.operations.models import Instance, Place, Probe

    at = _now()
    _check_code(given.code, Probe)
    if not 0 < given.timeout <= given.every or min(given.failures, given.places_to_open, given.goods) < 1:
        raise ValueError("--timeout must be from 1 to --every seconds, and the counts at least 1")
    settings = json.loads(given.settings)
    if not isinstance(settings, dict):
        raise ValueError("--settings must be an object of JSON")
    add_probe(
        instance=_found(Instance, given.instance), code=given.code, kind=given.kind, settings=settings,
        places=[_found(Place, code) for code in given.place], since=at, by=None, at=at, every=given.every, timeout=given.timeout,
        failures_to_open=given.failures, places_to_open=given.places_to_open, goods_to_close=given.goods, window=given.window,
        opens_outages=not given.quiet,
    )  # fmt: skip
    return f"{given.code} is asked every {given.every} s from {', '.join(given.place)}."


def _check_code(code: str, *models: Any) -> None:
    if not CODE.fullmatch(code):
        raise ValueError(f"{code!r} is no code: small letters and digits, with hyphens between")
    if any(model.objects.filter(code=code).exists() for model in models):
        raise ValueError(f"{code} is there already")


def _found(model: Any, code: str) -> Any:
    row = model.objects.filter(code=code).first()
    if row is None:
        known = ", ".join(model.objects.order_by("code").values_list("code", flat=True)[:20])
        raise LookupError(f"no {model._meta.model_name} {code}; there is {known or 'none'}")
    return row


def _since(given: Namespace, at: datetime) -> datetime:
    return at if given.since is None else datetime(given.since.year, given.since.month, given.since.day, tzinfo=UTC)


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now().replace(microsecond=0)
