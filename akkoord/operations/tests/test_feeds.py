# SPDX-License-Identifier: EUPL-1.2
"""Feeds of outages, and a calendar of maintenance whose events move rather than double."""

from __future__ import annotations

from xml.etree import ElementTree

from django.test import Client

from akkoord.operations.models import Plan
from akkoord.web.calendar_feeds import Calendar

from .test_status_pages import HOUR, NOW, outage, parts, work  # noqa: F401  # a fixture

ATOM = "{http://www.w3.org/2005/Atom}"


def asked(path):
    return Client(headers={"accept-language": "en"}).get(path)


def test_atom_and_rss_tell_of_every_public_outage(parts):  # noqa: F811
    first = outage("one", text_en="Looking & waiting.")
    outage("inside", title_en="Secret")
    atom = asked("/status/outages.atom")
    assert atom.headers["Content-Type"].startswith("application/atom+xml")
    entries = ElementTree.fromstring(atom.content).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Signing in fails"]
    assert "Looking &amp; waiting." in (entries[0].findtext(f"{ATOM}summary") or "")
    assert first.number in (entries[0].findtext(f"{ATOM}id") or "")
    rss = ElementTree.fromstring(asked("/status/outages.rss").content)
    assert [item.findtext("title") for item in rss.iter("item")] == ["Signing in fails"]


def test_a_component_has_feeds_of_its_own(parts):  # noqa: F811
    outage("one")
    work("one", begin=NOW + HOUR, end=NOW + 2 * HOUR)
    assert b"<entry>" in asked("/status/components/one.atom").content
    assert b"<entry>" not in asked("/status/components/two.atom").content
    assert b"<item>" in asked("/status/components/one.rss").content
    assert b"BEGIN:VEVENT" in asked("/status/components/one.ics").content
    assert b"BEGIN:VEVENT" not in asked("/status/components/two.ics").content
    for path in ("inside.atom", "inside.ics", "nothing.atom", "one.xml"):
        assert asked(f"/status/components/{path}").status_code == 404, path


def test_maintenance_that_moves_keeps_its_event_and_raises_its_sequence(parts):  # noqa: F811
    planned = work("one", begin=NOW + 48 * HOUR, end=NOW + 50 * HOUR)
    moved = {"planned_from": NOW + 72 * HOUR, "planned_until": NOW + 74 * HOUR, "announced_at": NOW}
    Plan.objects.create(maintenance=planned, sequence=1, **moved)
    type(planned).objects.filter(pk=planned.pk).update(**moved)
    called_off = work("two", begin=NOW + HOUR, end=NOW + 2 * HOUR, cancelled_at=NOW)
    work("inside", begin=NOW + HOUR, end=NOW + 2 * HOUR, is_public=False)
    events = {str(e["uid"]).split("@")[0]: e for e in Calendar.from_ical(asked("/status/maintenance.ics").content).walk("VEVENT")}
    assert set(events) == {planned.number, called_off.number}
    assert events[planned.number]["sequence"] == 1 and events[planned.number].decoded("dtstart") == NOW + 72 * HOUR
    assert events[planned.number]["status"] == "CONFIRMED" and events[called_off.number]["status"] == "CANCELLED"
