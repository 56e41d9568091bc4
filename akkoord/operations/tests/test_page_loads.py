# SPDX-License-Identifier: EUPL-1.2
"""Real page loads: taken once, whole, and counted once."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.db import connections
from django.test import Client

from akkoord.operations import api
from akkoord.operations.actions import page_loads
from akkoord.operations.actions.loads import add_loads
from akkoord.operations.actions.page_loads import KEPT, fold_page_loads, forget_batches, keep_page_loads
from akkoord.operations.jobs.page_loads import fold
from akkoord.operations.loads import response_times
from akkoord.operations.models import TimingBatch, TimingHour
from akkoord.operations.rules.page_loads import Batch
from akkoord.operations.rules.responses import Source
from akkoord.people.actions import create_token
from akkoord.people.models import Organisation
from akkoord.people.rules import OrganisationKind, TokenScope
from akkoord.scope.database import scoped, set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM, Scope, Side

AT = datetime(2026, 11, 19, 11, 50, tzinfo=UTC)
HOUR = AT.replace(minute=0)
Send = Callable[..., Any]


@pytest.fixture
def send(world, clock) -> Send:
    """Posts a batch with a good token, as the application does; keywords change the request."""
    clock("Thu 2026-11-19 12:50")
    caches["process"].clear()
    vendor = Organisation.objects.get(kind=OrganisationKind.VENDOR)
    scopes, end = [TokenScope.TIMINGS_WRITE], AT + timedelta(days=30)
    _row, secret = create_token(organisation=vendor, name="App", scopes=scopes, expires_at=end, by=None, at=AT)

    def post(items: Any, *, batch: Any = None, token: str = secret, kind: str = "application/json", **headers: str) -> Any:
        body = json.dumps({"id": str(batch or uuid4()), "items": items}) if not isinstance(items, bytes) else items
        client = Client(raise_request_exception=False)
        answer = client.post("/api/v1/timings", body, content_type=kind, headers={"Authorization": f"Bearer {token}", **headers})
        set_scope(SYSTEM)
        return answer

    return post


def load(ms: float | None = 412.5, minutes: float = 0, window: str = "first_window") -> dict[str, Any]:
    at = (AT - timedelta(minutes=minutes)).isoformat()
    return {"window": window, "at": at, **({"failed": True} if ms is None else {"ms": ms})}


def people(window: str = "first_window", begin: datetime = HOUR, end: datetime = AT):
    return response_times(window, begin, end, source=Source.PEOPLE)


def test_a_batch_is_kept_whole_and_counted_in_its_hours(send: Send) -> None:
    answer = send([load(100), load(300), load(None), load(50, 60), load(700, window="self_service_home")])
    assert answer.status_code == 201 and answer.json()["items"] == 5 and answer.json()["kept_before"] is False
    assert TimingBatch.objects.get().times == [100, 300, None, 50, 700]
    assert fold_page_loads(by=None, at=AT) == 1
    now = people()
    assert (now.count, now.failed, now.total) == (2, 1, 400.0)
    assert now.percentile(95) == pytest.approx(300, rel=0.02)
    assert people(begin=HOUR - timedelta(hours=1), end=HOUR).count == 1 and people("self_service_home").total == 700
    batch = TimingBatch.objects.get()
    assert (batch.folded_at, batch.windows, batch.moments, batch.times, batch.count) == (AT, [], [], [], 5)


def test_the_same_batch_again_adds_nothing_before_and_after_it_was_folded(send: Send) -> None:
    batch = uuid4()
    assert send([load()], batch=batch).status_code == 201
    again = send([load()], batch=batch)
    assert again.status_code == 200 and again.json()["kept_before"] is True
    fold_page_loads(by=None, at=AT)
    assert send([load()], batch=batch).status_code == 200
    assert fold_page_loads(by=None, at=AT) == 0 and people().count == 1


def test_another_batch_under_an_id_that_was_used_is_refused(send: Send) -> None:
    batch = uuid4()
    send([load(100)], batch=batch)
    answer = send([load(200)], batch=batch)
    assert answer.status_code == 409 and answer.json()["error"] == "another_batch"
    assert TimingBatch.objects.get().times == [100]


def test_late_loads_join_the_hour_they_belong_to(send: Send) -> None:
    send([load(100)])
    fold_page_loads(by=None, at=AT)
    send([load(200), load(None), load(900, 60 * 24 * 89)])
    fold_page_loads(by=None, at=AT)
    assert (people().count, people().failed, people().total) == (2, 1, 300.0)
    assert TimingHour.objects.filter(source=Source.PEOPLE, count=1, total=900).count() == 1


def test_a_worker_that_dies_halfway_neither_loses_nor_doubles(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    send([load(100), load(200)])

    def add_and_die(**given: Any) -> None:
        add_loads(**given)
        raise SystemExit(137)

    monkeypatch.setattr(page_loads, "add_loads", add_and_die)
    with pytest.raises(SystemExit):
        fold_page_loads(by=None, at=AT)
    assert people().count == 0 and len(TimingBatch.objects.get().times) == 2
    monkeypatch.setattr(page_loads, "add_loads", add_loads)
    fold_page_loads(by=None, at=AT)
    assert (people().count, people().total) == (2, 300.0)


def test_the_clockwork_folds_everything_that_waits(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("akkoord.operations.jobs.page_loads.AT_ONCE", 1)
    for _ in range(3):
        send([load()])
    fold(timestamp=0)
    set_scope(SYSTEM)
    assert people().count == 3 and not TimingBatch.objects.filter(folded_at=None).exists()


def test_an_id_is_remembered_for_as_long_as_its_loads_would_be_taken(send: Send) -> None:
    send([load()])
    fold_page_loads(by=None, at=AT)
    send([load(200)])
    assert forget_batches(by=None, at=AT + KEPT) == 0
    assert forget_batches(by=None, at=AT + KEPT + timedelta(seconds=1)) == 1
    assert TimingBatch.objects.get().folded_at is None  # never what still waits


@pytest.mark.django_db(transaction=True)
def test_one_batch_in_two_requests_at_once_is_kept_once_and_two_workers_fold_it_once() -> None:
    with scoped(SYSTEM):
        vendor = Organisation.objects.get(kind=OrganisationKind.VENDOR)
        scopes, end = [TokenScope.TIMINGS_WRITE], AT + timedelta(days=30)
        token, _secret = create_token(organisation=vendor, name="App", scopes=scopes, expires_at=end, by=None, at=AT)
    batch, ready = Batch(uuid4(), ["first_window"] * 2, [AT, AT], [100.0, None]), Barrier(2)

    def keep(_: int) -> bool:
        try:
            with scoped(SYSTEM):
                ready.wait(10)
                return keep_page_loads(batch=batch, token=token, by=None, at=AT)
        finally:
            connections["default"].close()

    def add(_: int) -> int:
        try:
            with scoped(SYSTEM):
                ready.wait(10)
                return fold_page_loads(by=None, at=AT)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(2) as two:
        assert sorted(two.map(keep, range(2))) == [False, True]
        assert sorted(two.map(add, range(2))) == [0, 1]
    with scoped(SYSTEM):
        assert (people().count, people().failed, people().total) == (1, 1, 100.0)


# What is refused


def test_one_load_that_is_wrong_keeps_the_whole_batch_out(send: Send) -> None:
    answer = send([load(), {**load(), "window": "payslip"}])
    assert answer.status_code == 422 and not TimingBatch.objects.exists()
    (fault,) = answer.json()["faults"]
    assert fault["where"] == "items[1].window" and "first_window" in fault["allowed"] and "self_service_home" in fault["allowed"]


def test_what_is_no_json_what_is_another_type_and_what_is_too_large_is_said(send: Send) -> None:
    assert send(b"{").status_code == 422
    assert send(b"a=1", kind="application/x-www-form-urlencoded").status_code == 415
    assert send([load()], **{"Content-Encoding": "gzip"}).status_code == 415
    assert send([load()], kind="application/json; charset=utf-8").status_code == 201
    answer = send(b"[" + b" " * 2_000_000)
    assert answer.status_code == 413 and answer.json()["most_bytes"] == 2_000_000
    assert TimingBatch.objects.count() == 1


def test_a_batch_that_does_not_say_its_length_is_refused(send: Send) -> None:
    assert send([load()], **{"Content-Length": ""}).status_code == 411


def test_without_a_token_nothing_is_taken(send: Send) -> None:
    answer = send([load()], token="akkoord_of-nobody")
    assert answer.status_code == 401 and answer["WWW-Authenticate"] == 'Bearer realm="akkoord"'
    assert Client().post("/api/v1/timings", b"{}", content_type="application/json").status_code == 401
    assert Client().get("/api/v1/timings").status_code == 401
    set_scope(SYSTEM)
    assert not TimingBatch.objects.exists()


def test_whoever_is_signed_in_needs_a_token_all_the_same(world, visit) -> None:
    answer = visit(world.agent).post("/api/v1/timings", b"{}", content_type="application/json")
    assert answer.status_code == 401


def test_a_token_that_sends_too_often_is_told_when_to_come_again(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "A_MINUTE", 2)
    assert [send([load()]).status_code for _ in range(3)] == [201, 201, 429]
    assert send([load()])["Retry-After"] == "60"
    assert TimingBatch.objects.count() == 2


def test_batches_are_the_vendors_alone(send: Send, world) -> None:
    send([load()])
    for scope in (PUBLIC, Scope(Side.CUSTOMER, frozenset({world.customer.pk}))):
        set_scope(scope)
        assert not TimingBatch.objects.exists()
    set_scope(SYSTEM)
    assert TimingBatch.objects.count() == 1
