# SPDX-License-Identifier: EUPL-1.2
"""The page of operations: each thing that is watched, read from the running system."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from akkoord.audit.actions import announce
from akkoord.audit.models import Event
from akkoord.notifications.models import Mail
from akkoord.operations.actions.duty import set_duty
from akkoord.operations.actions.jobs import retry_job
from akkoord.operations.duty_refusals import NothingToRetry, WaitsAlready
from akkoord.operations.models import Outage
from akkoord.operations.watch.readings import SIGN_INS, read
from akkoord.people.events import SignedIn, SignInFailed
from akkoord.scope.rules import Audience

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(clock):
    clock("Thu 2026-11-19 12:50")
    return timezone.now()


def failed_job(at):
    """A job that was given up at a moment."""
    pk = app.configure_task("send_mail").defer(mail_id=1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed', attempts = 4 WHERE id = %s", [pk])
        cursor.execute("INSERT INTO procrastinate_events (job_id, type, at) VALUES (%s, 'failed', %s)", [pk, at])
    return pk


def test_sign_ins_are_counted_at_the_same_hour_of_earlier_weeks_on_the_wall(world, at, amsterdam):
    for moment in ("Thu 2026-11-19 12:10", "Thu 2026-11-19 12:40", "Thu 2026-10-15 12:10"):
        announce(SignedIn(world.agent.pk, second_factor=True), by=None, at=amsterdam(moment))
    announce(SignInFailed(), by=None, at=amsterdam("Thu 2026-11-12 12:30"))
    announce(SignInFailed(), by=None, at=amsterdam("Thu 2026-11-19 11:49"))
    found = read(at)
    assert (found.signed_in, found.failed) == (2, 0)
    assert list(found.signed_in_before) == [0, 0, 0, 0], "the week of 15 October had not begun to be recorded at its 11:50"
    assert list(found.failed_before) == [1, 0, 0, 0]
    announce(SignedIn(world.agent.pk, second_factor=True), by=None, at=amsterdam("Thu 2026-10-08 12:10"))
    assert list(read(at).signed_in_before) == [0, 0, 0, 0, 1], "an hour of summer time is the same hour on the wall"


def test_jobs_that_wait_and_jobs_that_failed_are_counted(world, at):
    before = read(at)
    failed_job(at - timedelta(hours=2))
    failed_job(at - timedelta(hours=25))
    app.configure_task("send_mail").defer(mail_id=1)
    app.configure_task("send_mail", schedule_at=at + timedelta(hours=1)).defer(mail_id=1)
    app.configure_task("send_mail", schedule_at=at - timedelta(minutes=9)).defer(mail_id=1)
    found = read(at)
    assert found.jobs_waiting - before.jobs_waiting == 2
    assert found.jobs_failed == 1, "yesterday's are no alarm any more"
    assert found.job_since is not None and found.job_since <= at - timedelta(minutes=9)


def test_a_mail_of_a_sign_in_counts_though_nobody_else_may_read_it(world, at):
    columns = {"text": "x", "html": "x", "to": "a@b.example", "subject": "x"}
    Mail.objects.create(written_at=at - timedelta(hours=1), audience=Audience.NAMED_PERSONS, persons=[1], **columns)
    assert read(at).mails_waiting == 1
    assert read(at).mail_since == at - timedelta(hours=1)


def test_clocks_about_to_break_are_counted_and_those_of_the_organisation_alone_are_not(world, at, amsterdam):
    case = world.reports(at="Wed 2026-11-18 13:00", priority=2)
    found = read(at)
    assert (found.clocks_at_risk, found.clocks_broken) == (1, 0), "one working day after yesterday 13:00"
    clock = case.clock("reaction")
    clock.audience = Audience.ORGANISATION_ONLY
    clock.save()
    assert read(at).clocks_at_risk == 0


def test_the_page_says_what_asks_for_somebody_and_what_is_well(world, at, visit):
    page = visit(world.operator).get("/operations").content.decode()
    assert "Niemand heeft nu dienst" in page
    set_duty(person=world.operator, begin=at - timedelta(hours=1), end=at + timedelta(days=90), by=None, at=at)
    failed_job(at)
    Outage.objects.create(
        number="OUT-2026-000777", title_nl="Portaal traag", title_en="Portal slow", severity="major", began_at=at, opened_at=at
    )
    page = visit(world.operator).get("/operations").content.decode()
    assert "Portaal traag" in page and "Femke Aalbers" in page
    assert "/operations/jobs" in page
    assert page.count('class="verdict" data-v="broken"') == 1, "the failed job; the outage stands above"


def test_the_part_that_is_fetched_again_is_that_part_alone(world, at, visit):
    part = visit(world.operator).get("/operations", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div class="stack" id="operations-now"')
    assert "<html" not in part


def test_the_page_costs_the_same_few_queries_whatever_there_is(world, at, visit, django_assert_max_num_queries):
    client = visit(world.operator)
    client.get("/operations")
    for hour in range(20):
        world.reports(at=at - timedelta(hours=hour))
        failed_job(at)
        announce(SignedIn(world.agent.pk, second_factor=True), by=None, at=at - timedelta(days=7 * hour))
    with django_assert_max_num_queries(30):  # 8 of the request, 6 of the scope, 16 of its own
        assert client.get("/operations").status_code == 200


def test_a_failed_job_is_tried_again_once(world, at, visit):
    pk = failed_job(at)
    client = visit(world.operator)
    assert f"/operations/jobs/{pk}/retry" in client.get("/operations/jobs").content.decode()
    assert client.post(f"/operations/jobs/{pk}/retry").status_code == 303
    assert Event.objects.get(name="JobRetried").data == {"job_id": pk}
    assert read(at).jobs_failed == 1, "it stands there until it comes out well: four tries were in vain"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [pk])
    with pytest.raises(NothingToRetry):
        retry_job(job_id=pk, by=world.operator, at=at)
    assert f"/jobs/{pk}/" not in client.get("/operations/jobs").content.decode()


def test_a_failed_job_is_not_tried_again_beside_one_that_does_the_same(world, at, visit):
    pk = failed_job(at)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET queueing_lock = 'the same' WHERE id = %s", [pk])
    app.configure_task("send_mail", queueing_lock="the same").defer(mail_id=1)
    with pytest.raises(WaitsAlready):
        retry_job(job_id=pk, by=world.operator, at=at)
    client = visit(world.operator)
    assert "wacht al" in client.post(f"/operations/jobs/{pk}/retry", follow=True).content.decode()
    assert not Event.objects.filter(name="JobRetried").exists()


def test_there_is_no_standby_and_the_page_says_so(world, at, visit):
    assert list(read(at).standbys) == []
    page = visit(world.operator).get("/operations").content.decode()
    assert "er is geen reserve" in page


def test_sign_ins_are_counted_along_their_own_index(world, at):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {SIGN_INS}", [[at]])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert plan.count("using event_sign_ins") == 2
    assert "Index Cond: ((at >=" in plan
