# SPDX-License-Identifier: EUPL-1.2
"""The real process: it asks, opens and closes outages, gives way, stops cleanly, and invents nothing when it is killed."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError, connection, connections

from akkoord.operations.actions.components import add_probe, register_component, register_place
from akkoord.operations.actions.samples import keep_samples
from akkoord.operations.actions.watching import watch
from akkoord.operations.models import Outage, Place, Probe, Sample
from akkoord.operations.prober import process
from akkoord.operations.prober.keeping import Batch, write
from akkoord.operations.prober.process import Prober
from akkoord.operations.rules.sampling import Measured
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM
from akkoord.site import cli
from tests.fixtures.loops import run

from .answering import Web, web

PATIENCE = 40  # seconds
pytestmark = pytest.mark.django_db(transaction=True)
Start = Callable[..., tuple["subprocess.Popen[str]", Path]]


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as one:
        yield one


@pytest.fixture
def place(transactional_db) -> Place:
    with scoped(SYSTEM):
        return register_place(code="there", name="Zwolle", by=None, at=datetime.now(UTC))


@pytest.fixture
def probe(site, place) -> Probe:
    """Asked each second; two failures open, one good answer closes."""
    at = datetime.now(UTC)
    with scoped(SYSTEM):
        component = register_component(code="one", name_nl="Een", name_en="One", since=at, by=None, at=at)
        return add_probe(
            instance=component.instances.get(), code="asked", kind="http", settings={"url": site.url}, places=[place],
            every=1, timeout=1, failures_to_open=2, goods_to_close=1, since=at, by=None, at=at,
        )  # fmt: skip


@pytest.fixture
def start(transactional_db, tmp_path) -> Iterator[Start]:
    name = connections["default"].settings_dict["NAME"]
    url = urlsplit(os.environ["AKKOORD_DATABASE_URL"])._replace(path=f"/{name}").geturl()
    started: list[tuple[subprocess.Popen[str], Path]] = []

    def give(place: str = "there") -> tuple[subprocess.Popen[str], Path]:
        said = tmp_path / f"said-{len(started)}"
        command = [sys.executable, "-m", "akkoord.site.cli", "prober", "--place", place]
        environment = {**os.environ, "AKKOORD_DATABASE_URL": url, "AKKOORD_LOG_LEVEL": "INFO"}
        with said.open("w") as file:
            running = subprocess.Popen(command, env=environment, stderr=file, text=True)
        started.append((running, said))
        return started[-1]

    yield give
    for running, said in started:
        running.send_signal(signal.SIGCONT)
        running.kill()
        running.wait()
        print(said.read_text())


def beside(place: Place, scenario: Callable[[], None]) -> None:
    """Run the prober in this process, which starts in no time, while a scenario passes."""

    def pass_by() -> None:
        try:
            scenario()
        finally:
            connections.close_all()

    async def both() -> None:
        prober = asyncio.create_task(Prober(place.pk, place.code).run())
        try:
            await asyncio.to_thread(pass_by)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            await prober

    connections.close_all()
    run(both())


def moments() -> list[datetime]:
    with scoped(SYSTEM):
        return list(Sample.objects.order_by("at").values_list("at", flat=True))


def goods(code: str = "") -> list[bool]:
    with scoped(SYSTEM):
        return list(Sample.objects.filter(probe__code__startswith=code).order_by("at").values_list("ok", flat=True))


def bounds() -> list[tuple[datetime, datetime | None]]:
    with scoped(SYSTEM):
        return list(Outage.objects.order_by("began_at").values_list("began_at", "ended_at"))


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)


def test_it_asks_in_turn_knows_nothing_of_a_pause_and_ends_when_told(start, probe, site):
    running, _said = start()
    until(lambda: len(moments()) >= 3)
    with scoped(SYSTEM):
        one = Sample.objects.order_by("at")[0]
    assert one.status == 200 and one.ms is not None and one.connect is not None
    site.wait = 0.5  # so that something is under way when it stops
    time.sleep(1.2)
    running.send_signal(signal.SIGSTOP)
    time.sleep(4.5)
    before = len(moments())
    running.send_signal(signal.SIGCONT)
    until(lambda: len(moments()) >= before + 2)
    running.send_signal(signal.SIGTERM)
    assert running.wait(PATIENCE) == 0
    assert all(goods()) and bounds() == []
    steps = [(b - a).total_seconds() for a, b in itertools.pairwise(moments())]
    assert all(abs(step - round(step)) < 0.4 for step in steps), "each at its own phase of the second"


def test_what_breaks_is_an_outage_within_seconds_and_over_when_it_is_mended(place, probe, site):
    def break_and_mend() -> None:
        until(lambda: len(moments()) >= 1)
        site.status = 500
        until(lambda: len(bounds()) == 1)
        site.status = 200
        until(lambda: bounds()[0][1] is not None)

    beside(place, break_and_mend)
    with scoped(SYSTEM):
        first_bad = Sample.objects.filter(ok=False).earliest("at").at
        good_again = Sample.objects.filter(ok=True, at__gt=first_bad).earliest("at").at
        outage = Outage.objects.get()
    assert bounds() == [(first_bad.replace(microsecond=0), good_again.replace(microsecond=0))]
    assert outage.probe == probe and outage.origin == "probe"


def test_new_and_changed_probes_are_seen_without_a_restart(place, probe, site):
    def change_and_add() -> None:
        until(lambda: len(moments()) >= 1)
        with scoped(SYSTEM):
            Probe.objects.filter(pk=probe.pk).update(settings={"url": f"{site.url}changed"})
            at = datetime.now(UTC)
            add_probe(
                instance=probe.instance, code="new", kind="tcp", settings={"host": "127.0.0.1", "port": site.port},
                places=[place], every=1, timeout=1, since=at, by=None, at=at,
            )  # fmt: skip
        until(lambda: len(goods("new")) >= 1 and "/changed" in {path for _at, path in site.asked})

    beside(place, change_and_add)
    assert all(goods())


def test_without_its_connection_it_asks_nothing_until_it_has_the_place_again(place, probe, site):
    lost = []

    def lose_it() -> None:
        until(lambda: len(moments()) >= 2)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'akkoord prober'")
            assert cursor.fetchall() == [(True,)]
        lost.append(time.time())
        until(lambda: len([at for at, _path in site.asked if at > lost[0] + 3]) >= 2)

    beside(place, lose_it)
    assert all(goods())


def test_what_was_heard_while_nothing_could_be_written_is_written_later(place, probe, site, monkeypatch):
    tries = []

    def away(batch: Batch, at: datetime) -> dict[int, datetime]:
        tries.append(at)
        if len(tries) < 4:
            raise OperationalError("the server closed the connection")
        return write(batch, at)

    monkeypatch.setattr(process, "write", away)
    beside(place, lambda: until(lambda: len(moments()) >= 4))
    assert len(tries) >= 4 and len(site.asked) - len(moments()) in (0, 1)
    steps = [(b - a).total_seconds() for a, b in itertools.pairwise(moments())]
    assert max(steps) < 1.9, "none is missing in between"


def test_two_probes_of_one_instance_that_look_at_once_open_one_outage(place, probe, site):
    began = datetime.now(UTC).replace(microsecond=0)
    with scoped(SYSTEM):
        second = add_probe(
            instance=probe.instance, code="second", kind="tcp", settings={"host": "127.0.0.1", "port": 1}, places=[place],
            every=1, timeout=1, failures_to_open=2, since=began, by=None, at=began,
        )  # fmt: skip
        bad = [Measured(one.pk, place.pk, began + timedelta(seconds=n), False) for one in (probe, second) for n in range(4)]
        keep_samples(samples=bad, by=None, at=began)
    together = threading.Barrier(2)

    def look(which: Probe) -> int:
        try:
            with scoped(SYSTEM):
                together.wait(PATIENCE)
                return len(watch(since={which.pk: began}, by=None, at=began + timedelta(seconds=5)))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        opened = sorted(threads.map(look, [probe, second]))
    assert opened == [0, 1] and len(bounds()) == 1


def test_a_second_prober_waits_until_the_first_is_killed_and_nothing_is_invented_in_between(start, probe, site):
    first, _ = start()
    until(lambda: len(moments()) >= 2)
    second, said = start()
    until(lambda: "another prober holds there" in said.read_text())
    known = len(site.asked)
    time.sleep(3)
    assert len(site.asked) - known <= 5, "one a second: never two at once"
    first.kill()
    first.wait()
    killed = time.time()
    time.sleep(0.3)
    asked, kept = [at for at, _path in site.asked], moments()
    assert len(asked) - len(kept) <= 3, "what was asked in the last second, and what was being written"
    until(lambda: len(moments()) >= len(kept) + 2)
    assert second.poll() is None and all(goods())
    early = [at for at, _path in site.asked if killed + 1 < at < killed + 2.5]
    assert not early, "the first might still have believed that it holds"
    for moment in moments():
        assert any(abs(moment.timestamp() - at) < 0.5 for at, _path in site.asked), "every sample was really asked"
    with scoped(SYSTEM):
        gaps = list(probe.gaps.exclude(begin=probe.since).values_list("begin", "end"))
    assert gaps == [(kept[-1], moments()[len(kept)])]


def test_a_place_that_is_not_known_is_refused(place, capsys):
    assert cli.main(["prober", "--place", "nowhere"]) == 1
    assert "nowhere" in capsys.readouterr().err
