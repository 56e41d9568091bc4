# SPDX-License-Identifier: EUPL-1.2
"""An installation whose vendor publishes no partner programme: nothing leads there, and no page falls over."""

from __future__ import annotations

from django.test import Client
from django.urls import URLPattern
from procrastinate.contrib.django import app

from akkoord.cases.tests.reading import signed_in
from akkoord.partners import urls
from akkoord.people.models import Person
from akkoord.site.world.moments import amsterdam

AT = amsterdam("Thu 2026-11-19 12:50")
PAGES = [f"/{p.pattern}" for p in urls.urlpatterns if isinstance(p, URLPattern) and "<" not in str(p.pattern)]


def test_nothing_leads_to_partners_and_no_page_falls_over(world, settings):
    assert 'href="/partners"' in Client().get("/opening-hours").content.decode()
    settings.PARTNER_PROGRAMME = "none"
    assert 'href="/partners"' not in Client().get("/opening-hours").content.decode()
    readers = [signed_in(Person.objects.get(name=name)) for name in ("Mirte Holleman", "Marieke Oosterbaan")]
    assert len(PAGES) > 20
    for path in PAGES:
        assert Client().get(path).status_code < 500, path
        for reader in readers:
            assert reader.get(path, at=AT).status_code < 500, path


def test_jobs_of_every_day_have_nothing_to_do(world, settings):
    settings.PARTNER_PROGRAMME = "none"
    tasks = [task for name, task in app.tasks.items() if task.func.__module__.startswith("akkoord.partners.")]
    assert len(tasks) > 1
    for task in tasks:
        task.func(timestamp=0)
