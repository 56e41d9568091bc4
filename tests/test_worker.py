# SPDX-License-Identifier: EUPL-1.2
"""A worker that is killed loses nothing and sends nothing twice."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from django.db import connection, transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob

from akkoord.audit import jobs
from akkoord.audit.jobs import take_over
from akkoord.notifications.models import Mail
from akkoord.scope.database import scoped, set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.site.demo import free_port
from akkoord.site.world.handle import World
from tests.fixtures.loops import run

PATIENCE = 90  # seconds


class SlowServer:
    """A mail server that never answers the first mail while `stuck`, and counts what it accepted."""

    def __init__(self) -> None:
        self.port = 0
        self.stuck, self.reached, self.accepted = True, threading.Event(), Counter[str]()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # the library's name
        if self.stuck:
            self.reached.set()
            await asyncio.sleep(PATIENCE)
        self.accepted[str(message_from_bytes(envelope.content)["Message-ID"])] += 1
        return "250 OK"


@pytest.fixture
def server() -> Iterator[SlowServer]:
    handler = SlowServer()
    handler.port = free_port(0)
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    yield handler
    controller.stop()


@pytest.fixture
def worker(server, settings) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    from django.db import connections

    name = connections["default"].settings_dict["NAME"]
    keys = ("AKKOORD_DATABASE_URL", "AKKOORD_OWNER_DATABASE_URL")
    urls = {key: urlsplit(os.environ[key])._replace(path=f"/{name}").geturl() for key in keys}
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        environment = {**os.environ, **urls, "AKKOORD_SMTP_HOST": "127.0.0.1", "AKKOORD_SMTP_PORT": str(server.port)}
        started.append(subprocess.Popen([sys.executable, "-m", "akkoord.site.work"], env=environment))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def take_over_now(monkeypatch) -> Callable[[], None]:
    """What the periodic job does a minute later, without waiting for the silence."""
    monkeypatch.setattr(jobs, "SILENT_AFTER", 0)

    async def take() -> None:
        assert isinstance(app.connector, DjangoConnector)
        with app.replace_connector(app.connector.get_worker_connector()) as ours:
            async with ours.open_async():
                job = take_over.configure().job
                await take_over(JobContext(app=ours, job=job, start_timestamp=0, abort_reason=lambda: None), timestamp=0)

    return lambda: run(take())


def queued(task: str, status: str, lock: str | None = None) -> int:
    """A job as a worker left it; one that is being done without a worker is one whose worker is gone."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, queueing_lock, args)"
            " VALUES ('default', %s, %s, %s, '{}') RETURNING id",
            [task, status, lock],
        )
        (pk,) = cursor.fetchone()
    return int(pk)


def statuses(*pks: int) -> list[str]:
    return [ProcrastinateJob.objects.get(pk=pk).status for pk in pks]


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_sends_loses_no_mail_and_sends_none_twice(server, worker, take_over_now):
    with transaction.atomic():
        set_scope(SYSTEM)
        world = World()
        for hour in (10, 11, 12):
            world.reports(at=f"Wed 2026-11-18 {hour}:15")
    first = worker()
    assert server.reached.wait(PATIENCE), "the worker should have begun to send"
    first.kill()
    first.wait()
    server.stuck = False
    take_over_now()
    worker()

    def all_sent() -> bool:  # the worker's clock may also find that promises were broken meanwhile, and write of that
        with scoped(SYSTEM):
            return Mail.objects.count() >= 3 and not Mail.objects.filter(sent_at=None).exists()

    until(all_sent)
    assert len(server.accepted) >= 3
    assert set(server.accepted.values()) == {1}


@pytest.mark.django_db(transaction=True)
def test_what_is_queued_anew_already_is_not_begun_twice_and_holds_up_nothing_else(take_over_now):
    gone = queued("make_reports", "doing", "make_reports")
    other = queued("spread", "doing")
    anew = queued("make_reports", "todo", "make_reports")
    take_over_now()
    assert statuses(gone, other, anew) == ["aborted", "todo", "todo"]
    take_over_now()
    assert statuses(gone, other, anew) == ["aborted", "todo", "todo"]


def test_taking_over_is_scheduled():
    assert "take_over_jobs" in {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert take_over.name == "take_over_jobs"
