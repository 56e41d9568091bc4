# SPDX-License-Identifier: EUPL-1.2
"""What runs and how it is measured is entered at the command line."""

from __future__ import annotations

import pytest

from akkoord.operations.models import Component, Instance, Place, Placement, Probe, Window

from .test_registering import run

COMPONENT = ("register", "component", "intranet", "--nl", "Intranet", "--en", "Intranet", "--production", "--since", "2026-01-01")
URL = '{"url": "https://intranet.example/", "text": "Welkom"}'
PROBE = ("register", "probe", "intranet-page", "--instance", "intranet", "--kind", "http", "--settings", URL)


def test_a_component_is_entered_and_measured_from_a_place(world):
    assert run(*COMPONENT) == 0
    assert run("register", "place", "utrecht", "Utrecht") == 0
    assert run("register", "window", "intranet_home", "--nl", "Voorpagina", "--en", "Front page") == 0
    assert (
        run(*PROBE, "--place", "utrecht", "--place", "here", "--every", "15", "--timeout", "5", "--window", "intranet_home") == 0
    )
    component, probe = Component.objects.get(code="intranet"), Probe.objects.get(code="intranet-page")
    assert (component.is_public, component.is_production) == (True, True)
    assert (probe.instance.component, probe.every, probe.opens_outages) == (component, 15, True)
    assert sorted(place.code for place in probe.places.all()) == ["here", "utrecht"]
    assert Window.objects.get(code="intranet_home").name_en == "Front page"


def test_a_customer_moves_to_a_second_instance(world):
    assert run(*COMPONENT) == 0
    assert run("register", "instance", "intranet", "intranet-b", "--name", "B", "--since", "2026-01-01") == 0
    number = str(world.customer.customer_number)
    assert run("register", "seat", number, "intranet", "--since", "2026-01-01") == 0
    assert run("register", "seat", number, "intranet-b", "--since", "2026-06-01") == 0
    seats = Placement.objects.filter(organisation=world.customer, instance__component__code="intranet").order_by("since")
    assert [(seat.instance.code, seat.until is None) for seat in seats] == [("intranet", False), ("intranet-b", True)]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("register", "component", "Portal!", "--nl", "x", "--en", "x"), "no code"),
        (("register", "component", "connectors", "--nl", "x", "--en", "x"), "connectors is there already"),
        (("register", "place", "here", "Zwolle"), "here is there already"),
        (("register", "instance", "nothing", "nothing-b", "--name", "B"), "no component nothing; there is connectors"),
        (("register", "seat", "99999", "connectors"), "no customer 99999"),
        ((*PROBE, "--place", "here"), "no instance intranet"),
        ((*PROBE[:4], "connectors", *PROBE[5:], "--place", "moon"), "no place moon; there is here"),
        ((*PROBE[:4], "connectors", "--kind", "smoke", "--settings", "{}", "--place", "here"), "http or tcp"),
        ((*PROBE[:4], "connectors", "--kind", "tcp", "--settings", '{"host": "x"}', "--place", "here"), "needs port"),
        ((*PROBE[:4], "connectors", "--kind", "tcp", "--settings", "[]", "--place", "here"), "object of JSON"),
        ((*PROBE[:4], "connectors", "--kind", "tcp", "--settings", "nonsense", "--place", "here"), "Expecting value"),
        ((*PROBE[:4], "connectors", *PROBE[5:], "--place", "here", "--timeout", "40"), "--timeout"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_entered(world, capsys, words, why):
    before = [model.objects.count() for model in (Component, Instance, Place, Placement, Probe)]
    assert run(*words) == 1
    assert why in capsys.readouterr().err
    assert [model.objects.count() for model in (Component, Instance, Place, Placement, Probe)] == before
