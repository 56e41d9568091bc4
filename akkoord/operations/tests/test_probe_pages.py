# SPDX-License-Identifier: EUPL-1.2
"""Who works in operations sees every probe, what came of it, and when nothing was heard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from akkoord.operations.actions.components import add_probe, register_component, register_place
from akkoord.operations.actions.folding import fold_days
from akkoord.operations.actions.samples import keep_samples, note_silence
from akkoord.operations.models import Gap, Instance
from akkoord.operations.rules.sampling import Measured
from akkoord.operations.samples import due_days
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM


@pytest.fixture
def probe(world, clock):
    at = timezone.now()
    since = at - timedelta(days=30)
    place = register_place(code="there", name="Zwolle", by=None, at=at)
    register_component(code="payslip", name_nl="Loonstrook", name_en="Payslip", since=since, by=None, at=at)
    settings = {"url": "https://product.example/"}
    instance = Instance.objects.get(code="payslip")
    made = add_probe(
        instance=instance, code="payslip-http", kind="http", settings=settings, places=[place], since=since, by=None, at=at
    )
    moments = [at - timedelta(hours=hours) for hours in range(1, 60)]
    samples = [Measured(made.pk, place.pk, each, ok=n != 30, ms=100.0 + n) for n, each in enumerate(moments)]
    keep_samples(samples=samples, by=None, at=at)
    fold_days(days=due_days(at), by=None, at=at)
    return made


def test_the_list_says_how_the_last_days_went_and_who_is_silent(probe, world, visit) -> None:
    with scoped(SYSTEM):
        note_silence(by=None, at=timezone.now())
    text = visit(world.operator).get("/operations/probes").content.decode()
    assert "payslip-http" in text and "Zwolle" in text
    assert "97,92" in text, "48 samples of days that are over, one of them failed"
    assert "gehoord" not in text and "stil sinds" in text, "nothing was heard for an hour; a probe asks every half minute"
    with scoped(SYSTEM):
        Gap.objects.filter(probe=probe).update(end=timezone.now())
    assert "gehoord" in visit(world.operator).get("/operations/probes").content.decode()


def test_a_probe_shows_its_day_its_ninety_days_and_its_gaps(probe, world, visit) -> None:
    text = visit(world.operator).get("/operations/probes/payslip-http").content.decode()
    assert text.count('<svg class="times"') == 2
    assert "100\xa0% goed, gemiddeld 111" in text, "of the last 24 hours"
    assert "98,31\xa0% goed" in text, "of all 59: one failed"
    assert "in 1 stuk ging iets mis" in text and "265 stukken niet gemeten" in text
    assert "87 stukken niet gemeten" in text
    assert "Zwolle" in text


def test_who_does_not_work_in_operations_finds_no_probes(probe, world, visit) -> None:
    for person in (world.agent, world.submitter, world.stranger):
        for path in ("/operations/probes", "/operations/probes/payslip-http"):
            assert visit(person).get(path).status_code in (403, 404)
    assert Client().get("/operations/probes").status_code == 302
    assert visit(world.operator).get("/operations/probes/nothing").status_code == 404


def test_the_list_asks_a_fixed_number_of_questions(probe, world, visit, django_assert_max_num_queries) -> None:
    browser = visit(world.operator)
    browser.get("/operations/probes")
    with scoped(SYSTEM):
        place = probe.places.get()
        for number in range(6):
            add_probe(
                instance=probe.instance, code=f"more-{number}", kind="http", settings=probe.settings, places=[place],
                since=probe.since, by=None, at=probe.since,
            )  # fmt: skip
    with django_assert_max_num_queries(14):
        browser.get("/operations/probes")
