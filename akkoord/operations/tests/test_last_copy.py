# SPDX-License-Identifier: EUPL-1.2
"""The status page is there when the database is not, and says from when it is."""

from __future__ import annotations

import gzip
import json
import os
import re
import time

import pytest
from django.conf import settings
from django.db import OperationalError, connections
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from akkoord.audit.models import Event
from akkoord.operations.actions.components import register_component
from akkoord.operations.actions.outages import update_outage
from akkoord.operations.jobs.status import copy
from akkoord.operations.reactions import renew_copies
from akkoord.operations.status import copies
from akkoord.operations.status.copying import RENDERED
from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from .test_status_pages import NOW, outage

SAYS = "We kunnen nu niets nieuwers lezen"


@pytest.fixture(autouse=True)
def own_copies(settings, tmp_path):
    settings.STATUS_COPIES = tmp_path / "copies"


@pytest.fixture
def visitor():
    return Client(headers={"accept-language": "nl"}, raise_request_exception=False)


@pytest.fixture
def one(transactional_db):
    with scoped(SYSTEM):
        return register_component(code="one", name_nl="Een", name_en="One", since=NOW, by=None, at=NOW)


@pytest.fixture
def stop_database(monkeypatch):
    def stop():
        connections["default"].close()

        def refuse(self):
            raise OperationalError("connection refused")

        monkeypatch.setattr(type(connections["default"]), "connect", refuse)

    return stop


def test_without_a_database_the_last_copy_is_served_and_says_from_when(one, visitor, stop_database):
    before = visitor.get("/status").content.decode()
    assert SAYS not in before and "Een" in before
    summary = visitor.get("/status/api/v2/summary.json").content
    stop_database()
    assert visitor.get("/opening-hours").status_code == 500, "the database is really gone"
    after = visitor.get("/status")
    assert after.status_code == 200 and SAYS in after.content.decode() and "Een" in after.content.decode()
    assert json.loads(visitor.get("/status/api/v2/summary.json").content) == json.loads(summary)


def test_who_is_signed_in_gets_the_copy_too(one, visitor, stop_database):
    visitor.get("/status")
    visitor.cookies[settings.SESSION_COOKIE_NAME] = "of somebody"
    stop_database()
    answer = visitor.get("/status")
    assert answer.status_code == 200 and SAYS in answer.content.decode()


def test_without_copy_and_database_it_says_that_it_went_wrong(db, visitor, stop_database, transactional_db):
    stop_database()
    assert visitor.get("/status").status_code == 500


def test_a_fresh_copy_is_served_without_asking_the_database(one, visitor, settings, stop_database):
    settings.STATUS_FRESH = 60
    visitor.get("/status")
    stop_database()
    answer = visitor.get("/status")
    assert answer.status_code == 200 and SAYS not in answer.content.decode()


def test_each_language_has_its_own_copy(one, visitor, settings):
    settings.STATUS_FRESH = 60
    assert 'lang="nl"' in visitor.get("/status").content.decode()
    english = visitor.get("/status?language=en")
    assert 'lang="en"' in english.content.decode() and english.headers["Content-Language"] == "en"
    again = visitor.get("/status?language=en")
    assert again.content == english.content and "akkoord_language" in again.cookies


def test_a_copy_is_packed_once_for_who_can_read_it_packed(one, visitor, settings):
    settings.STATUS_FRESH = 60
    visitor.get("/status")
    packed = visitor.get("/status", headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == visitor.get("/status").content
    assert {"Accept-Encoding", "Accept-Language", "Cookie"} <= set(packed.headers["Vary"].split(", "))


def test_nobody_waits_for_somebody_elses_rendering(one, visitor):
    visitor.get("/status")
    with copies.turn("/status", "nl") as mine, copies.turn("/status", "nl") as second:
        assert mine and not second
        with scoped(SYSTEM):
            outage("one")
        assert "Inloggen lukt niet" not in visitor.get("/status").content.decode(), "the copy, while another renders"
    assert "Inloggen lukt niet" in visitor.get("/status").content.decode()


def test_a_turn_that_was_never_ended_is_taken_over(one, visitor):
    with copies.turn("/status", "nl"):
        lock = next(copies.folder().glob("*.turn"))
        long_ago = time.time() - 120
        os.utime(lock, (long_ago, long_ago))
        with copies.turn("/status", "nl") as second:
            assert not second, "it is set free for the next one"
    with copies.turn("/status", "nl") as third:
        assert third


def test_what_a_member_sees_never_becomes_everybodys_copy(one, visitor, settings):
    visitor.cookies[settings.SESSION_COOKIE_NAME] = "of somebody"
    visitor.get("/status")
    assert copies.read("/status", "nl") is None


def test_the_worker_copies_everything_that_has_a_copy_as_a_visitor_would_get_it(one, visitor, settings):
    copy()
    for language in ("nl", "en"):
        for address in RENDERED:
            kept = copies.read(address, language)
            assert kept is not None, (address, language)
            copies.folder().joinpath(f"{address.strip('/').replace('/', '_')}.{language}").unlink()
            answer = visitor.get(f"{address}?language={language}")
            assert answer.headers["Content-Type"] == kept.content_type
            assert without_moments(answer.content) == without_moments(kept.body), address


def without_moments(body):
    """What is the same a few seconds later."""
    return re.sub(r"\d\d:\d\d(:\d\d)?|\d{8}T\d{6}Z|\.\d{3,6}Z?", "", body.decode())


def test_a_change_renews_the_copies_once_however_much_changes(one, run_jobs):
    with scoped(SYSTEM):
        broken = outage("one")
        update_outage(outage=broken, state="identified", by=None, at=NOW, text_nl="De opslag is vol.")
        for event in Event.objects.filter(name__startswith="Outage"):
            renew_copies(event)
        waiting = ProcrastinateJob.objects.filter(task_name="copy_status", status="todo").count()
        run_jobs()
    assert waiting == 1
    copy = copies.read("/status", "nl")
    assert copy is not None and "De opslag is vol." in copy.body.decode()


def test_an_endpoint_has_one_copy_with_and_without_its_ending(one, visitor, stop_database):
    visitor.get("/status/api/v2/summary.json")
    stop_database()
    assert visitor.get("/status/api/v2/summary").status_code == 200


def test_an_old_copy_says_so_packed_too(one, visitor, stop_database):
    visitor.get("/status")
    stop_database()
    packed = visitor.get("/status", headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip" and SAYS in gzip.decompress(packed.content).decode()
