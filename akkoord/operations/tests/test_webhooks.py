# SPDX-License-Identifier: EUPL-1.2
"""Webhooks of followers: only to the public internet, signed by the standard, again until taken, and given up in the end."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import socket
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from akkoord.audit.models import Event
from akkoord.operations.actions.deliveries import MOST_GIVEN_UP, MOST_TRIES, note_delivery
from akkoord.operations.following import reaching, webhooks
from akkoord.operations.following.tokens import token_of
from akkoord.operations.jobs.status import NotTaken, deliver
from akkoord.operations.models import Delivery, Subscription
from akkoord.people.sealing import unseal
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM

from .test_status_pages import NOW, outage, parts  # noqa: F401  # a fixture

HOOK = "https://hook.example/akkoord"


@pytest.fixture(autouse=True)
def fresh(request):
    if "parts" in request.fixturenames:
        cache.clear()


def ask(url=HOOK):
    answer = Client(headers={"accept-language": "nl"}).post(
        "/status/follow", {"channel": "webhook", "language": "nl", "url": url}
    )
    set_scope(SYSTEM)
    return answer


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.0.1", "100.64.0.1", "0.0.0.0", "::1", "fd00::1", "fe80::1%eth0",
     "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1", "::7f00:1", "fec0::1", "224.0.0.1", "ff02::1", "255.255.255.255"],
)  # fmt: skip
def test_addresses_of_our_own_network_are_never_called(address):
    assert not reaching.is_public(address)
    assert reaching.is_public("93.184.215.14") and reaching.is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


@pytest.mark.parametrize(
    "url", ["http://hook.example/", "https://user:pw@hook.example/", "https://127.0.0.1/", "https://[::1]/", "https://localhost/", "ftp://x", "https://", "x", "https://h:99999/", "https://a b/", "https://localhost\r\nx: y/"]
)  # fmt: skip
def test_a_webhook_that_may_not_be_called_is_refused_at_once(parts, url):  # noqa: F811
    with pytest.raises(reaching.Unreachable):
        reaching.addresses(reaching.target(url))
    assert ask(url).status_code == 422 and not Subscription.objects.exists()


def test_a_name_that_points_inside_when_it_is_called_is_not_called(parts, monkeypatch):  # noqa: F811
    """It was public when it was asked; the call looks again, and connects to nothing but what it looked at."""
    told = {"now": "93.184.215.14"}
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *args, **more: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (told["now"], 443))]
    )
    assert ask().status_code == 200
    told["now"] = "127.0.0.1"
    connected = []
    monkeypatch.setattr(socket, "create_connection", lambda address, *more: connected.append(address))
    with pytest.raises(reaching.Unreachable, match="public internet"):
        webhooks.call(HOOK, b"{}", {})
    assert connected == []


def test_the_connection_goes_to_the_number_that_was_checked_and_then_to_the_next(monkeypatch):
    found = ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", "93.184.215.14"]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: [(0, 0, 0, "", (address, 443)) for address in found])
    connected = []

    def refuse(address, *more):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    with pytest.raises(reaching.Unreachable, match="did not answer"):
        webhooks.call(HOOK, b"{}", {})
    assert connected == [(found[0], 443), (found[1], 443)]


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
        self.calls: list[Any] = []
        self.status, self.drips = 200, False
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                hook.calls.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
                if hook.drips:
                    hook.drip(self.wfile)
                    return
                self.send_response(hook.status)
                self.send_header("Location", "http://127.0.0.1:1/")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/x"

    def drip(self, out):
        """A header without end, a byte at a time."""
        try:
            for _ in range(100):
                out.write(b"x")
                out.flush()
                time.sleep(0.05)
        except OSError:
            self.drips = False  # they hung up


@pytest.fixture
def hook(monkeypatch):
    """The rule against our own network is proved above; here it must let this machine be called."""
    hook = Hook()
    real = webhooks.call
    monkeypatch.setattr("akkoord.operations.following.forms.addresses", lambda target: ["127.0.0.1"])
    monkeypatch.setattr(
        webhooks, "call", lambda url, body, headers: real(hook.url, body, headers, allows=lambda a: True, scheme="http")
    )
    yield hook
    hook.server.shutdown()
    hook.server.server_close()


def test_a_webhook_follows_once_it_answers_and_every_call_is_signed(parts, run_jobs, hook):  # noqa: F811
    page = ask().content.decode()
    (secret,) = set(re.findall(r"whsec_[\w+/=]+", page))
    row = Subscription.objects.get()
    assert unseal(row.secret) == secret and secret not in row.secret
    assert not Subscription.objects.exclude(confirmed_at=None).exists()
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


def test_every_call_says_how_to_stop(parts, run_jobs, hook):  # noqa: F811
    ask()
    run_jobs()
    path = json.loads(hook.calls[0][1])["links"]["unsubscribe"].partition("/status")[2]
    assert Client().post(f"/status{path}").status_code == 200
    set_scope(SYSTEM)
    assert Subscription.objects.get().ended_at is not None


def test_who_drips_an_answer_is_hung_up_on(hook, monkeypatch):
    monkeypatch.setattr(webhooks, "LONGEST_CALL", 0.3)
    hook.drips, began = True, time.monotonic()
    with pytest.raises(reaching.Unreachable):
        webhooks.call(hook.url, b"{}", {})
    assert time.monotonic() - began < 3


def test_a_call_that_fails_is_made_again_with_the_same_id_and_given_up_in_the_end(parts, run_jobs, hook):  # noqa: F811
    ask()
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
    ask()
    run_jobs()
    set_scope(SYSTEM)
    row = Subscription.objects.get()
    token = token_of(row)
    Subscription.objects.update(failures=MOST_GIVEN_UP - 1)
    event = Event.objects.latest("pk")
    late = Delivery.objects.create(subscription=row, event_id=event.pk + 1_000_000, at=NOW, tries=MOST_TRIES - 1)
    assert not note_delivery(delivery=late, error="answered 500", by=None, at=NOW)
    row.refresh_from_db()
    assert row.ended_at is not None and row.secret == "" and row.address != HOOK
    gone = Client().get(f"/status/follow/{token}").content.decode()
    assert str(MOST_GIVEN_UP) in gone
