# SPDX-License-Identifier: EUPL-1.2
"""Follow without an account: nothing before it is confirmed, everything once, and an end in one click. sla:2.3.1"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.cache import cache
from django.test import Client

from akkoord.audit.models import Event
from akkoord.notifications.models import Mail
from akkoord.operations.actions.following import MOST_GIVEN_UP, MOST_TRIES
from akkoord.operations.actions.outages import close_outage, update_outage
from akkoord.operations.events import OutageOpened
from akkoord.operations.following import webhooks
from akkoord.operations.jobs.status import NotTaken, deliver
from akkoord.operations.models import Component, Delivery, Subscription
from akkoord.operations.reactions import tell
from akkoord.people.sealing import unseal
from akkoord.scope.database import set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM

from .test_status_pages import NOW, outage, parts  # noqa: F401  # a fixture

HOOK = "https://hook.example/akkoord"


@pytest.fixture(autouse=True)
def fresh(request):
    if "parts" in request.fixturenames:
        cache.clear()


def ask(channel="email", **more):
    where = {"email": "lezer@elders.example"} if channel == "email" else {"url": HOOK}
    answer = Client(headers={"accept-language": "nl"}).post("/status/follow", {"channel": channel, "language": "nl", **where, **more})
    set_scope(SYSTEM)
    return answer


def link_in(mail):
    return re.search(r"/status/follow/[0-9a-f]{64}", str(mail.body))[0]


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
    assert [m.to for m in mailoutbox] == [["lezer@elders.example"]]
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


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "100.64.0.1", "0.0.0.0", "::1", "fd00::1", "fe80::1%eth0",
     "::ffff:127.0.0.1", "2002:7f00:1::", "224.0.0.1", "255.255.255.255"],
)  # fmt: skip
def test_addresses_of_our_own_network_are_never_called(address):
    assert not webhooks.is_public(address)
    assert webhooks.is_public("93.184.215.14") and webhooks.is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


@pytest.mark.parametrize(
    "url", ["http://hook.example/", "https://user:pw@hook.example/", "https://127.0.0.1/", "https://[::1]/", "https://localhost/", "ftp://x", "https://", "x", "https://h:99999/", "https://a b/", "https://localhost\r\nx: y/"]
)  # fmt: skip
def test_a_webhook_that_may_not_be_called_is_refused_at_once(parts, url):  # noqa: F811
    with pytest.raises(webhooks.Unreachable):
        webhooks.checked(url)
    assert ask("webhook", url=url).status_code == 422


def test_the_signature_is_that_of_the_standard():
    secret = webhooks.new_secret()
    at = datetime.fromtimestamp(1_700_000_000, UTC)
    headers = webhooks.headers_for("msg_1", at, b'{"a":1}', secret)
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, b'msg_1.1700000000.{"a":1}', hashlib.sha256).digest()).decode()
    assert headers == {"webhook-id": "msg_1", "webhook-timestamp": "1700000000", "webhook-signature": f"v1,{expected}"}
    # the example in the documentation of the standard
    known = webhooks.headers_for(
        "msg_p5jXN8AQM9LWM0D4loKWxJek", datetime.fromtimestamp(1_614_265_330, UTC), b'{"test": 2432232314}', "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    )  # fmt: skip
    assert known["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


class Hook:
    """Somebody's program on this machine: keeps what it was told, answers what it is asked to."""

    def __init__(self):
        self.calls, self.status = [], 200
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                hook.calls.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(hook.status)
                self.send_header("Location", "http://127.0.0.1:1/")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/x"


@pytest.fixture
def hook(monkeypatch):
    """The rule against our own network is proved above; here it must let this machine be called."""
    hook = Hook()
    real = webhooks.call
    monkeypatch.setattr("akkoord.operations.following.forms.checked", lambda url: None)
    monkeypatch.setattr(webhooks, "call", lambda url, body, headers: real(hook.url, body, headers, allows=lambda a: True, scheme="http"))
    yield hook
    hook.server.shutdown()
    hook.server.server_close()


def test_a_webhook_follows_once_it_answers_and_every_call_is_signed(parts, run_jobs, hook):  # noqa: F811
    page = ask("webhook").content.decode()
    secret = re.search(r"whsec_[\w+/=]+", page)[0]
    row = Subscription.objects.get()
    assert unseal(row.secret) == secret and secret not in row.secret and row.confirmed_at is None
    run_jobs()
    row.refresh_from_db()
    assert row.confirmed_at is not None
    broken = outage("one")
    run_jobs()
    headers, body = hook.calls[1]
    told = json.loads(body)
    assert told["type"] == "incident.opened" and told["data"]["incident"]["id"] == broken.number
    at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
    assert headers["webhook-signature"] == webhooks.headers_for(headers["webhook-id"], at, body, secret)["webhook-signature"]


def test_a_call_that_fails_is_made_again_with_the_same_id_and_given_up_in_the_end(parts, run_jobs, hook):  # noqa: F811
    ask("webhook")
    run_jobs()
    hook.calls.clear()
    hook.status = 302  # redirects are not followed
    outage("one")
    with pytest.raises(NotTaken, match="answered 302"):
        run_jobs()
    waiting = Delivery.objects.get(sent_at=None)
    for _ in range(MOST_TRIES - 2):
        with pytest.raises(NotTaken):
            deliver.func(delivery_id=waiting.pk)
    deliver.func(delivery_id=waiting.pk)  # the last: nothing more is raised
    set_scope(SYSTEM)
    waiting.refresh_from_db()
    assert waiting.given_up_at is not None and waiting.error == "answered 302"
    assert len({headers["webhook-id"] for headers, _ in hook.calls}) == 1 and len(hook.calls) == MOST_TRIES
    deliver.func(delivery_id=waiting.pk)
    assert len(hook.calls) == MOST_TRIES


def test_a_webhook_that_takes_nothing_any_more_ends(parts, run_jobs, hook):  # noqa: F811
    ask("webhook")
    run_jobs()
    set_scope(SYSTEM)
    row = Subscription.objects.get()
    Subscription.objects.update(failures=MOST_GIVEN_UP - 1)
    event = Event.objects.latest("pk")
    late = Delivery.objects.create(subscription=row, event_id=event.pk + 1_000_000, at=NOW, tries=MOST_TRIES - 1)
    from akkoord.operations.actions.following import note_delivery

    assert not note_delivery(delivery=late, error="answered 500", by=None, at=NOW)
    row.refresh_from_db()
    assert row.ended_at is not None and Component.objects.exists()
