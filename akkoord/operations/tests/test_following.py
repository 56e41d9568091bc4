# SPDX-License-Identifier: EUPL-1.2
"""Follow without an account: nothing before it is confirmed, everything once, and an end in one click. sla:2.3.1"""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone, translation

from akkoord.audit.models import Event
from akkoord.notifications.models import Mail
from akkoord.operations.actions.following import KEPT_UNCONFIRMED, forget_followers
from akkoord.operations.actions.maintenance import move_maintenance
from akkoord.operations.actions.outages import close_outage, detail_outage, update_outage
from akkoord.operations.events import OutageOpened
from akkoord.operations.models import Delivery, Instance, Plan, Subscription
from akkoord.operations.reactions import tell
from akkoord.operations.rules.words import Impact
from akkoord.scope.database import set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM
from akkoord.web.moments import page_moment, written

from .test_status_pages import HOUR, NOW, outage, parts, work  # noqa: F401  # a fixture

ADDRESS = "lezer@elders.example"


@pytest.fixture(autouse=True)
def fresh(request):
    if "parts" in request.fixturenames:
        cache.clear()


def ask(**more):
    given = {"channel": "email", "email": ADDRESS, "language": "nl", **more}
    answer = Client(headers={"accept-language": "nl"}).post("/status/follow", given)
    set_scope(SYSTEM)
    return answer


def link_in(mail):
    return re.findall(r"/status/follow/[0-9a-f]{64}", str(mail.body))[0]


def follow(run_jobs, mailoutbox, **more):
    ask(**more)
    run_jobs()
    link = link_in(mailoutbox[-1])
    assert Client().post(f"{link}/confirmation").status_code == 302
    set_scope(SYSTEM)
    mailoutbox.clear()
    return link


def test_nothing_is_sent_before_the_address_is_confirmed(parts, run_jobs, mailoutbox):  # noqa: F811
    assert ask().headers["Location"] == "/status/follow/asked"
    run_jobs()
    assert [m.to for m in mailoutbox] == [[ADDRESS]]
    assert Client().get(link_in(mailoutbox[0])).status_code == 200
    set_scope(SYSTEM)
    assert Subscription.objects.get().confirmed_at is None, "looking at the link confirms nothing: scanners of mail do that"
    outage("one")
    run_jobs()
    assert len(mailoutbox) == 1


def test_news_comes_once_each_with_an_end_in_one_click(parts, run_jobs, mailoutbox):  # noqa: F811
    link = follow(run_jobs, mailoutbox)
    broken = outage("one", text_nl="We zoeken het uit.")
    run_jobs()
    tell(Event.objects.get(name=OutageOpened.name()))
    run_jobs()
    assert len(mailoutbox) == 1 and "Inloggen lukt niet" in mailoutbox[0].subject and "We zoeken het uit." in mailoutbox[0].body
    headers = mailoutbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].endswith(f"{link}/end>")
    update_outage(outage=broken, state="identified", by=None, at=NOW, text_nl="Gevonden.")
    close_outage(broken, ended_at=NOW, by=None, at=NOW, text_nl="Klaar.")
    run_jobs()
    assert [("Gevonden." in m.body, "Klaar." in m.body) for m in mailoutbox[1:]] == [(True, False), (False, True)]
    assert Client(enforce_csrf_checks=True).post(f"{link}/end", {"List-Unsubscribe": "One-Click"}).status_code == 200
    set_scope(SYSTEM)
    outage("two")
    run_jobs()
    assert len(mailoutbox) == 3
    assert "lezer" not in Subscription.objects.get().address, "the address is forgotten"
    assert Client().get(link).status_code == 200


def test_one_hears_of_the_chosen_components_only(parts, run_jobs, mailoutbox):  # noqa: F811
    link = follow(run_jobs, mailoutbox, components=["two"])
    outage("one")
    run_jobs()
    assert mailoutbox == []
    Client().post(f"{link}/choice", {"components": ["one"], "language": "en"})
    set_scope(SYSTEM)
    assert [c.code for c in Subscription.objects.get().components.all()] == ["one"]
    outage("one")
    run_jobs()
    assert "Signing in fails" in mailoutbox[0].subject


def test_internal_and_imported_things_are_told_to_nobody(parts, run_jobs, mailoutbox):  # noqa: F811
    follow(run_jobs, mailoutbox)
    outage("inside")
    outage("one", origin="import")
    run_jobs()
    assert mailoutbox == [] and not Delivery.objects.exists()


def test_asking_for_an_address_that_follows_tells_the_asker_nothing(parts, run_jobs, mailoutbox):  # noqa: F811
    follow(run_jobs, mailoutbox)
    assert ask(components=["two"]).headers["Location"] == "/status/follow/asked"
    run_jobs()
    assert "al" in mailoutbox[-1].subject.lower()
    assert not Subscription.objects.get().components.exists(), "nothing was changed"


def test_asking_is_limited(parts, settings):  # noqa: F811
    settings.ACCOUNT_RATE_LIMITS = {"status_follow": "2/h/ip"}
    assert [ask(email=f"{n}@elders.example").status_code for n in range(3)] == [302, 302, 429]


def test_the_database_knows_no_token_and_the_public_sees_no_subscription(parts, run_jobs, mailoutbox):  # noqa: F811
    link = follow(run_jobs, mailoutbox)
    token = link.rpartition("/")[2]
    row = Subscription.objects.get()
    assert token not in (row.token_hash, row.secret) and row.token_hash == hashlib.sha256(token.encode()).hexdigest()
    set_scope(PUBLIC)
    assert not Subscription.objects.exists() and not Mail.objects.exists()
    for odd in ("x", "\x00", "²", "a" * 5000):
        assert Client().get(f"/status/follow/{odd}").status_code in (404, 400), odd


def test_a_link_outlives_the_key_that_it_was_made_with(parts, run_jobs, mailoutbox, settings):  # noqa: F811
    link = follow(run_jobs, mailoutbox)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key-of-this-installation-0123456789"
    outage("one")
    run_jobs()
    assert link in mailoutbox[0].body
    assert Client().post(f"{link}/end").status_code == 200


def test_maintenance_that_moves_is_announced_again_with_both_times(parts, run_jobs, mailoutbox):  # noqa: F811
    follow(run_jobs, mailoutbox, language="en")
    planned = work("one", begin=NOW + 200 * HOUR, end=NOW + 202 * HOUR)
    later: dict[str, Any] = {"planned_from": NOW + 300 * HOUR, "planned_until": NOW + 302 * HOUR}
    move_maintenance(maintenance=planned, **later, exception="Eerder kan niet.", by=parts.operator, at=NOW)
    again = {"planned_from": NOW + 800 * HOUR, "planned_until": NOW + 802 * HOUR, "announced_at": NOW}
    Plan.objects.create(maintenance=planned, sequence=2, **again)
    run_jobs()
    with translation.override("en"), timezone.override("Europe/Amsterdam"), page_moment(NOW):
        first, second, third = (written(NOW + hours * HOUR, "full") for hours in (200, 300, 800))
    assert mailoutbox[0].subject == "Maintenance moved: Maintenance of the connectors"
    body = mailoutbox[0].body
    assert body.index(second) < body.index("Before, it was planned from") < body.index(first) and third not in body


def test_who_follows_what_an_outage_spread_to_hears_of_it_once(parts, run_jobs, mailoutbox):  # noqa: F811
    follow(run_jobs, mailoutbox, components=["two"])
    broken = outage("one")
    run_jobs()
    assert mailoutbox == []
    struck = {Instance.objects.get(code=code): Impact.DOWN for code in ("one", "two")}
    detail_outage(outage=broken, instances=struck, by=None, at=NOW)
    run_jobs()
    assert [m.subject for m in mailoutbox] == ["Storing: Inloggen lukt niet"]
    detail_outage(outage=broken, workaround_nl="Gebruik de app.", by=None, at=NOW)
    run_jobs()
    assert len(mailoutbox) == 1, "who heard of it is not told every detail"


def test_who_stops_leaves_no_address_behind(parts, run_jobs, mailoutbox):  # noqa: F811
    link = follow(run_jobs, mailoutbox)
    outage("one")
    run_jobs()
    assert Mail.objects.filter(to=ADDRESS).count() == 2
    outage("two")
    Client().post(f"{link}/end")
    set_scope(SYSTEM)
    run_jobs()
    assert len(mailoutbox) == 1, "what was under way is not sent any more"
    assert not Mail.objects.filter(to=ADDRESS).exists() and not Mail.objects.filter(text__contains=link).exists()
    assert not Subscription.objects.filter(address=ADDRESS).exists()


def test_who_never_confirms_is_forgotten(parts, run_jobs):  # noqa: F811
    ask()
    asked_at = Subscription.objects.get().asked_at
    assert forget_followers(by=None, at=asked_at + KEPT_UNCONFIRMED - timedelta(minutes=1)) == 0
    assert forget_followers(by=None, at=asked_at + KEPT_UNCONFIRMED + timedelta(minutes=1)) == 1
    assert Subscription.objects.get().address != ADDRESS


def test_what_is_made_internal_meanwhile_is_not_told(parts, run_jobs, mailoutbox):  # noqa: F811
    follow(run_jobs, mailoutbox)
    broken = outage("one")
    tell(Event.objects.get(name=OutageOpened.name()))
    type(broken).objects.filter(pk=broken.pk).update(is_public=False)
    run_jobs()
    assert mailoutbox == [] and Delivery.objects.get().given_up_at is not None


def test_telling_many_costs_no_more_statements_than_telling_one(parts, django_assert_max_num_queries):  # noqa: F811
    for n in range(40):
        Subscription.objects.create(
            channel="email", address=f"{n}@elders.example", token_hash=str(n), asked_at=NOW, confirmed_at=NOW
        )
    outage("one")
    with django_assert_max_num_queries(12):
        tell(Event.objects.get(name=OutageOpened.name()))
    assert Delivery.objects.count() == 40
