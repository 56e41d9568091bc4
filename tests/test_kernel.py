# SPDX-License-Identifier: EUPL-1.2
"""The kernel carries: four kinds with different audiences pass the same tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from akkoord.audit.models import Event
from akkoord.cases.actions import accept_case, add_to_case, make_move
from akkoord.cases.exporting import Export, streamed
from akkoord.cases.kind import declare, undeclare
from akkoord.cases.listing import ALL, Filters
from akkoord.cases.models import Attachment, Case, Message
from akkoord.clocks.models import Clock
from akkoord.clocks.rules import Verdict
from akkoord.notifications.models import Mail
from akkoord.scope.database import scoped, set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM
from akkoord.site import wiring
from akkoord.site.world.moments import amsterdam
from tests.proof.kinds import KINDS
from tests.proof.opening import AT, OPEN, SECRET

# Who may know of a case of each kind at all (database), and whose page it is (roles), by the names of the world.
KNOW = {
    "incident": {"agent", "operator", "submitter", "manager", "administrator", "member"},
    "errand": {"submitter", "manager", "administrator", "member"},
    "problem": {"agent", "operator"},
    "application": {"agent", "operator"},
}
SEE = {
    "incident": {"agent", "submitter", "manager", "administrator"},
    "errand": {"administrator", "member"},
    "problem": {"agent"},
    "application": {"agent"},
}
EVERYBODY = ("agent", "operator", "submitter", "manager", "administrator", "member", "first_class_submitter", "stranger")
DO = {
    "incident": ("resolve", "agent"),
    "errand": ("do", "administrator"),
    "problem": ("solve", "agent"),
    "application": ("assess", "agent"),
}


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    declare(*KINDS)
    wiring.connect()
    yield
    undeclare(*KINDS)
    wiring.connect()


@pytest.fixture(params=OPEN)
def kind(request) -> str:
    return str(request.param)


@pytest.fixture
def case(world, kind) -> Case:
    return OPEN[kind](world)


@pytest.mark.parametrize("name", EVERYBODY)
def test_without_the_filter_nothing_leaks(world, kind, case, name):
    """Every row that belongs to a case, asked for without `visible_to`."""
    with scoped(getattr(world, name).scope):
        counts = {model.__name__: model.objects.count() for model in (Case, case.kind.detail)} | {
            "Message": Message.objects.filter(case=case).count(),
            "Event": Event.objects.filter(subject=case.key).count(),
            "Clock": Clock.objects.of(case.key).count(),
        }
    expected = name in KNOW[kind]
    assert {model: bool(count) for model, count in counts.items()} == dict.fromkeys(counts, expected)


@pytest.mark.parametrize("scope", ["public", "none"])
def test_nobody_and_no_scope_see_nothing(world, case, scope):
    if scope == "public":
        set_scope(PUBLIC)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('akkoord.side', '', true)")
    assert not Case.objects.exists()
    assert not Message.objects.exists()
    assert not Clock.objects.exists()
    set_scope(SYSTEM)


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_filter_gives_each_role_its_cases(world, kind, case, name):
    person = getattr(world, name)
    with scoped(person.scope):
        assert Case.objects.visible_to(person).filter(pk=case.pk).exists() == (name in SEE[kind])


@pytest.mark.parametrize("name", EVERYBODY)
def test_search_finds_it_for_whoever_may_know(world, kind, case, name):
    with scoped(getattr(world, name).scope), connection.cursor() as cursor:
        cursor.execute("SELECT akkoord_search(%s, 10)", [SECRET + "s"])
        found = [row[0] for row in cursor.fetchall()]
    assert (case.pk in found) == (name in KNOW[kind])


@pytest.mark.parametrize("name", EVERYBODY)
def test_the_export_holds_it_for_whoever_sees_it(world, kind, case, name):
    person = getattr(world, name)
    rows = (
        b"".join(streamed(Export(Filters(whose=ALL), person, "en", "Europe/Amsterdam"), "csv")).decode("utf-8-sig").splitlines()
    )
    assert [row.partition(",")[0] for row in rows[1:]] == ([case.number] if name in SEE[kind] else [])


def test_its_clock_runs_on_its_own_agreement(world, kind, case):
    clock = Clock.objects.of(case.key).get(round=1, name__in=["reaction", "handling"])
    due = {
        "incident": "Thu 2026-11-19 10:00",  # the vendor's support calendar, one working day
        "errand": "Thu 2026-11-19 11:00",  # the customer's own hours, 9 to 12: two hours today, two tomorrow
        "problem": "Wed 2026-11-18 12:00",
        "application": "Wed 2026-11-18 12:00",
    }[kind]
    assert clock.due_at == amsterdam(due)
    move, who = DO[kind]
    make_move(case=case, move=move, by=getattr(world, who), at=clock.due_at, text="Klaar.")
    clock.refresh_from_db()
    assert clock.verdict == Verdict.KEPT
    assert case.closed_at == clock.due_at


def test_mail_reaches_the_one_who_asked_and_nobody_else(world, kind, case, run_jobs, mailoutbox):
    run_jobs()
    move, who = DO[kind]
    make_move(case=case, move=move, by=getattr(world, who), at=AT, text="Klaar.")
    run_jobs()
    told = {m.to[0] for m in mailoutbox}
    asked = {"incident": world.submitter.email, "errand": world.member.email, "problem": world.agent.email}
    assert told == {asked.get(kind, "puck@zeldenrust.example")}
    with scoped(world.stranger.scope):
        assert not Mail.objects.exists()


def test_a_private_kind_is_not_counted_by_the_vendor(world):
    before = Case.objects.count()
    OPEN["errand"](world)
    with scoped(world.agent.scope):
        assert Case.objects.count() == before
        assert not Event.objects.filter(name="ErrandAsked").exists()
        assert not Clock.objects.filter(name="handling").exists()
    run = Case.objects.get(kind_name="errand")
    with scoped(world.agent.scope), pytest.raises(Case.DoesNotExist):
        run.refresh_from_db()


def test_a_stranger_s_case_follows_into_the_organisation_that_accepts_it(world, run_jobs, mailoutbox):
    case = OPEN["application"](world)
    accept_case(case=case, organisation=world.customer, by=world.agent, at=AT)
    case.refresh_from_db()
    with scoped(world.administrator.scope):
        assert Case.objects.visible_to(world.administrator).get() == case
        assert Message.objects.get(case=case).text.endswith(f"{SECRET}.")
        assert Clock.objects.of(case.key).exists()
        assert {e.name for e in Event.objects.filter(subject=case.key)} == {"ApplicationReceived", "CaseAccepted"}
    with scoped(world.stranger.scope):
        assert not Case.objects.exists()
    add_to_case(case=case, by=world.agent, at=AT, text="Welkom.")
    run_jobs()
    assert "puck@zeldenrust.example" in {m.to[0] for m in mailoutbox}


def test_a_party_knows_of_a_shared_case_and_not_of_the_vendor_s(world):
    case = OPEN["problem"](world)
    with scoped(world.first_class_submitter.scope):
        assert not Case.objects.exists()
    Case.objects.filter(pk=case.pk).update(audience="shared")
    with scoped(world.first_class_submitter.scope):
        assert Case.objects.get() == case
    with scoped(world.stranger.scope):
        assert not Case.objects.exists()
    assert not Attachment.objects.exists()
