# SPDX-License-Identifier: EUPL-1.2
"""The public status page: what it says now, what it said, and to whom what concerns goes first. sla:2.3.1"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from akkoord.operations.actions.components import register_component
from akkoord.operations.actions.outages import close_outage, open_outage, update_outage
from akkoord.operations.models import Gap, Instance, Maintenance, Place, Plan, Probe
from akkoord.operations.rules.bars import Look
from akkoord.operations.rules.standing import Standing
from akkoord.operations.rules.words import Impact
from akkoord.operations.status.reading import read_scene
from akkoord.scope.database import set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM

NOW = timezone.now().replace(microsecond=0)
HOUR = timedelta(hours=1)


def outage(*codes, began=NOW - HOUR, impact=Impact.DOWN, **more):
    struck = {Instance.objects.get(code=code): impact for code in codes}
    more = {"title_nl": "Inloggen lukt niet", "title_en": "Signing in fails", **more}
    return open_outage(instances=struck, severity="major", began_at=began, by=None, at=NOW - HOUR / 2, **more)


def work(*codes, begin, end, **more):
    names = {"title_nl": "Onderhoud aan de koppelingen", "title_en": "Maintenance of the connectors"}
    planned = {"planned_from": begin, "planned_until": end, "announced_at": NOW - 200 * HOUR}
    made = Maintenance.objects.create(
        number=f"MNT-2026-{Maintenance.objects.count() + 1:06d}", kind="planned", **names, **planned, **more
    )
    made.instances.set(Instance.objects.filter(code__in=codes))
    Plan.objects.create(maintenance=made, sequence=0, **planned)
    return made


def standing(scene, code):
    return next(shown for shown in scene.components if shown.component.code == code)


@pytest.fixture
def parts(world):
    for code, name in (("one", "Een"), ("two", "Twee")):
        register_component(code=code, name_nl=name, name_en=f"{name}-en", since=NOW - 2400 * HOUR, by=None, at=NOW)
    register_component(
        code="inside", name_nl="Binnenin", name_en="Inside", is_public=False, since=NOW - 2400 * HOUR, by=None, at=NOW
    )
    return world


def page(path="/status", **headers):
    return Client(headers={"accept-language": "nl", **headers}).get(path)


def test_a_quiet_day_says_that_everything_works(parts):
    text = page().content.decode()
    assert "Everything works" in text or "Alles werkt" in text
    assert "Een" in text and "Binnenin" not in text


def test_a_running_outage_is_the_headline_with_updates_workaround_and_expected_recovery(parts):
    broken = outage("one", text_nl="We zoeken het uit.", expected_at=NOW + HOUR)
    update_outage(outage=broken, state="identified", by=None, at=NOW, text_nl="De opslag is vol.")
    text = page().content.decode()
    assert "<h1>Inloggen lukt niet</h1>" in text
    assert "We zoeken het uit." in text and "De opslag is vol." in text
    assert text.index("De opslag is vol.") < text.index("We zoeken het uit."), "the newest first"
    english = page("/status?language=en")
    assert "<h1>Signing in fails</h1>" in english.content.decode()
    assert english.headers["Content-Language"] == "en"


def test_internal_outages_are_nobodys_business(parts):
    hidden = outage("inside", title_nl="Geheim", title_en="Secret")
    assert "Geheim" not in page().content.decode()
    assert page(f"/status/outages/{hidden.number}").status_code == 404


def test_a_component_is_down_partly_down_at_work_or_unknown(parts):
    outage("one")
    outage("two", impact=Impact.SLOW)
    work("two", begin=NOW - HOUR, end=NOW + HOUR, begun_at=NOW - HOUR)
    scene = read_scene(NOW)
    assert standing(scene, "one").standing == Standing.DOWN
    assert standing(scene, "one").days[-1].look == Look.DOWN
    assert standing(scene, "two").standing == Standing.SLOW


def test_work_that_overruns_its_plan_counts_as_an_outage(parts):
    work("one", begin=NOW - 2 * HOUR, end=NOW - HOUR, begun_at=NOW - 2 * HOUR)
    shown = standing(read_scene(NOW), "one")
    assert shown.standing == Standing.DOWN
    assert sum(day.down for day in shown.days) == 3600
    assert sum(day.work for day in shown.days) == 3600


def test_unknown_time_is_a_gap_only_where_no_place_measured(parts):
    here, there = (Place.objects.create(code=code, name=code) for code in ("p1", "p2"))
    probe = Probe.objects.create(
        instance=Instance.objects.get(code="one"), code="p", kind="http", settings={}, since=NOW - 2400 * HOUR
    )
    probe.places.set([here, there])
    Gap.objects.create(probe=probe, place=here, begin=NOW - 48 * HOUR, end=NOW - 40 * HOUR)
    assert sum(day.unknown for day in standing(read_scene(NOW), "one").days) == 0
    Gap.objects.create(probe=probe, place=there, begin=NOW - 41 * HOUR, end=None)
    shown = standing(read_scene(NOW), "one")
    assert sum(day.unknown for day in shown.days) == 3600
    assert shown.standing == Standing.WORKS, "one place measures again"
    Gap.objects.create(probe=probe, place=here, begin=NOW - HOUR, end=None)
    assert standing(read_scene(NOW), "one").standing == Standing.UNKNOWN


def test_before_a_component_was_there_its_days_are_unknown(parts):
    register_component(code="new", name_nl="Nieuw", name_en="New", since=NOW - 24 * HOUR, by=None, at=NOW)
    days = standing(read_scene(NOW), "new").days
    assert days[0].look == Look.GAP and days[0].unknown >= 82_800 and days[-1].look == Look.OK


def test_coming_maintenance_is_announced_and_its_page_keeps_every_plan(parts):
    planned = work("one", begin=NOW + 48 * HOUR, end=NOW + 50 * HOUR)
    assert "Onderhoud aan de koppelingen" in page().content.decode()
    assert page(f"/status/maintenance/{planned.number}").status_code == 200
    assert page("/status/maintenance/MNT-1").status_code == 404


def test_history_has_a_month_its_neighbours_and_nothing_else(parts):
    broken = outage("one", began=NOW - 24 * 40 * HOUR)
    close_outage(broken, ended_at=NOW - 24 * 40 * HOUR + HOUR, by=None, at=NOW)
    month = f"{broken.began_at.astimezone(timezone.get_default_timezone()):%Y-%m}"
    now = f"{NOW.astimezone(timezone.get_default_timezone()):%Y-%m}"
    assert broken.number in page(f"/status/history/{month}").content.decode()
    text = page(f"/status/history/{now}").content.decode()
    assert broken.number not in text and f"/status/history/{month}" in text
    assert page("/status/history").headers["Location"] == f"/status/history/{now}"
    for odd in ("2026-13", "2026-1", "x", "0000-01", "2026-00", "²026-01"):
        assert page(f"/status/history/{odd}").status_code == 404, odd


def test_the_page_asks_few_questions_whatever_there_is(parts, django_assert_max_num_queries):
    set_scope(PUBLIC)
    with django_assert_max_num_queries(14):
        read_scene(NOW)
    set_scope(SYSTEM)
    for code in ("one", "two"):
        outage(code)
        work(code, begin=NOW - HOUR, end=NOW + HOUR, begun_at=NOW - HOUR)
    set_scope(PUBLIC)
    with django_assert_max_num_queries(14):
        read_scene(NOW)


def test_a_visitor_needs_no_cookie(parts):
    assert not page().cookies
