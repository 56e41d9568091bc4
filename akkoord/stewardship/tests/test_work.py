# SPDX-License-Identifier: EUPL-1.2
"""The work list: putting on, doing, undoing, missing, and for whom it is. beheer:4 beheer:5"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from akkoord.cases.tests.reading import signed_in
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.stewards import found_stewards
from akkoord.stewardship.actions.tickets import plan_task
from akkoord.stewardship.actions.work import add_work, change_work, do_work, take_off_work, undo_work
from akkoord.stewardship.models import WorkDone, WorkTask
from akkoord.stewardship.refusals import NameMissing, NotAColleague, NotAllowed
from akkoord.stewardship.rules.roles import StewardRole
from akkoord.stewardship.rules.tickets import Sort
from akkoord.stewardship.rules.work import Area, Every
from akkoord.stewardship.slots import STEWARD_WORK
from akkoord.stewardship.waiting import Wait
from akkoord.stewardship.work_refusals import NothingToDo, TaskIsOff

from .ticketing import approved

AT = amsterdam("Thu 2026-11-19 12:00")
THURSDAY, MONDAY = date(2026, 11, 19), date(2026, 11, 16)
FUNCTIONAL = StewardRole.FUNCTIONAL_ADMINISTRATOR


@pytest.fixture(autouse=True)
def _stewards(world) -> None:
    found_stewards(AT)


def task_of(world, every=Every.WEEKLY, first_on=MONDAY, **more) -> WorkTask:
    given = {"title": "Wachtrij opruimen", "area": Area.PROCESSES, "role": FUNCTIONAL, "by": world.submitter, "at": AT} | more
    return add_work(organisation=world.customer, every=every, first_on=first_on, **given)


def test_a_task_is_done_for_its_day_once_and_can_be_undone(world) -> None:
    task = task_of(world)
    for _twice in range(2):
        do_work(task=task, due=MONDAY, today=THURSDAY, by=world.submitter, at=AT)
    done = WorkDone.objects.get(task=task)
    assert (done.due, done.done_by) == (MONDAY, world.submitter)
    with pytest.raises(NothingToDo):
        do_work(task=task, due=THURSDAY, today=THURSDAY, by=world.submitter, at=AT)
    for _twice in range(2):
        undo_work(done=done, by=world.submitter, at=AT)
    do_work(task=task, due=MONDAY, today=THURSDAY, by=world.person("Oliver Brandt"), at=AT)
    assert WorkDone.objects.filter(task=task).count() == 2, "what was undone stays"


def test_only_administrators_and_whoever_does_it_work_on_a_task(world) -> None:
    task = task_of(world, owner=world.manager)
    for nobody in (world.member, world.stranger, world.lead):
        with pytest.raises(NotAllowed):
            do_work(task=task, due=MONDAY, today=THURSDAY, by=nobody, at=AT)
        with pytest.raises(NotAllowed):
            task_of(world, by=nobody)
    with pytest.raises(NotAllowed):
        take_off_work(task=task, by=world.manager, at=AT)
    do_work(task=task, due=MONDAY, today=THURSDAY, by=world.manager, at=AT)
    assert WorkDone.objects.get(task=task).done_by == world.manager
    assert set(WorkTask.objects.visible_to(world.manager)) == {task} and not WorkTask.objects.visible_to(world.member)


def test_a_task_has_words_and_is_for_a_colleague(world) -> None:
    with pytest.raises(NameMissing):
        task_of(world, title="  ")
    with pytest.raises(NotAColleague):
        task_of(world, owner=world.stranger)


def test_what_is_off_the_list_is_not_done_nor_changed(world) -> None:
    task = task_of(world)
    take_off_work(task=task, by=world.submitter, at=AT)
    with pytest.raises(TaskIsOff):
        do_work(task=task, due=MONDAY, today=THURSDAY, by=world.submitter, at=AT)
    with pytest.raises(TaskIsOff):
        change_work(
            task=task, title="Anders", area=Area.SITE, role=FUNCTIONAL, every=Every.ONCE, first_on=MONDAY, owner=None, note="",
            by=world.submitter, at=AT,
        )  # fmt: skip


def read(person, address: str = "/stewardship/work") -> str:
    answer = signed_in(person).get(address, at=AT)
    assert answer.status_code == 200, address
    text: str = answer.content.decode()
    return text


def test_the_list_begins_with_the_ready_tasks_in_the_readers_language(world) -> None:
    assert "Kies uit de standaardlijst" in read(world.submitter)
    reader = signed_in(world.submitter)
    for _twice in range(2):
        sent = {"key": ["requests", "keys-expire", "no-such-task"]}
        assert reader.post("/stewardship/tasks/ready", sent, at=AT).status_code == 303
    assert WorkTask.objects.filter(organisation=world.customer).count() == 2
    assert "Bekijk nieuwe vragen van collega" in read(world.submitter)
    assert "Look at new questions of colleagues" in read(world.person("Oliver Brandt"))
    assert 'value="requests"' not in read(world.submitter, "/stewardship/tasks/ready")


def test_today_comes_first_and_what_is_overdue_is_named(world) -> None:
    task_of(world, title="Sinds maandag", every=Every.DAILY)
    task_of(world, title="Vandaag pas", every=Every.WEEKLY, first_on=THURSDAY)
    task_of(world, title="Over een week", every=Every.WEEKLY, first_on=THURSDAY + timedelta(days=7))
    page = read(world.submitter)
    assert page.index("Sinds maandag") < page.index("Vandaag pas") < page.index("Over een week")
    assert "open sinds ma 16 nov, 3 keer gemist" in page
    assert "2 taken voor vandaag" in page and "waarvan 1 van een eerdere dag" in page
    assert "2 taken van de werklijst zijn voor vandaag" in read(world.submitter, "/stewardship")


def test_doing_and_undoing_by_form(world) -> None:
    task, reader = task_of(world), signed_in(world.submitter)
    for _twice in range(2):
        assert reader.post(f"/stewardship/tasks/{task.pk}/doing", {"due": "2026-11-16"}, at=AT).status_code == 303
    assert WorkDone.objects.filter(task=task).count() == 1
    assert "Klaar in de afgelopen twee weken" in read(world.submitter)
    for nonsense in ("gisteren", "9999-12-31", "0001-01-01", ""):
        assert reader.post(f"/stewardship/tasks/{task.pk}/doing", {"due": nonsense}, at=AT).status_code == 303
    done = WorkDone.objects.get(task=task)
    reader.post(f"/stewardship/doings/{done.pk}/undoing", at=AT)
    done.refresh_from_db()
    assert done.undone_by == world.submitter


def test_a_new_task_keeps_what_was_typed_and_is_made_once(world) -> None:
    reader = signed_in(world.submitter)
    sent = {
        "title": "Bel de drukker", "area": "communication", "role": "functional_administrator", "every": "once",
        "first_on": "morgen", "owner": world.manager.pk, "note": "", "once": uuid4(),
    }  # fmt: skip
    wrong = reader.post("/stewardship/tasks/new", sent, at=AT)
    assert wrong.status_code == 422 and "Bel de drukker" in wrong.content.decode()
    for _twice in range(2):
        assert reader.post("/stewardship/tasks/new", sent | {"first_on": "2026-11-20"}, at=AT).status_code == 303
    task = WorkTask.objects.get(title="Bel de drukker")
    assert task.owner == world.manager
    assert "Bel de drukker" in read(world.manager) and "Bel de drukker" not in read(world.member)
    assert reader.post("/stewardship/tasks/new", sent | {"first_on": "9999-12-31"}, at=AT).status_code == 422


def test_changing_a_ready_task_leaves_its_words_in_both_languages(world) -> None:
    reader = signed_in(world.submitter)
    reader.post("/stewardship/tasks/ready", {"key": ["requests"]}, at=AT)
    task = WorkTask.objects.get(key="requests")
    sent = {
        "title": "Bekijk nieuwe vragen van collega's en zeg wat je ermee doet", "area": "support", "role": task.role,
        "every": "weekly", "first_on": "2026-11-20", "owner": "", "note": "Eerst de balie",
    }  # fmt: skip
    assert reader.post(f"/stewardship/tasks/{task.pk}", sent, at=AT).status_code == 303
    task.refresh_from_db()
    assert (task.title, task.every, task.note) == ("", "weekly", "Eerst de balie")
    assert "Look at new questions" in read(world.person("Oliver Brandt"))


@pytest.mark.parametrize("who", ["member", "stranger", "agent", "lead"])
def test_others_find_no_task(world, who: str) -> None:
    task = task_of(world, title="Geheime klus")
    done = WorkDone.objects.create(task=task, due=MONDAY, done_at=AT, done_by=world.submitter)
    reader = signed_in(getattr(world, who))
    assert reader.get(f"/stewardship/tasks/{task.pk}", at=AT).status_code == 404
    for noun in ("doing", "taking-off"):
        assert reader.post(f"/stewardship/tasks/{task.pk}/{noun}", {"due": "2026-11-16"}, at=AT).status_code == 404
    assert reader.post(f"/stewardship/doings/{done.pk}/undoing", at=AT).status_code == 404
    assert reader.get("/stewardship/tasks/new", at=AT).status_code == 404
    assert "Geheime klus" not in reader.get("/stewardship/work", at=AT).content.decode()


def test_a_long_list_asks_the_database_no_more_than_a_short_one(world, django_assert_max_num_queries) -> None:
    for number in range(30):
        task = task_of(world, title=f"Klus {number}", owner=world.submitter)
        do_work(task=task, due=MONDAY, today=THURSDAY, by=world.submitter, at=AT)
    reader = signed_in(world.submitter)
    with django_assert_max_num_queries(16):
        assert reader.get("/stewardship/work", at=AT).status_code == 200


def test_the_key_of_somebody_elses_form_makes_a_task_of_ones_own(world) -> None:
    once = uuid4()
    task = task_of(world, once=once)
    elsewhere = add_work(
        organisation=world.first_class, title="Eigen", area=Area.SITE, role=FUNCTIONAL, every=Every.ONCE, first_on=MONDAY,
        once=once, by=world.person("Lotte Hamelink"), at=AT,
    )  # fmt: skip
    assert elsewhere != task and task_of(world, once=once) == task


def test_what_other_subjects_have_stands_with_today_or_with_what_comes(world) -> None:
    def filling(*, here, today):
        late = Wait("Te late toets", "/x", due=today - timedelta(days=1), is_overdue=True)
        return [late, Wait("Nu doen", "/x"), Wait("Volgende week", "/x", due=today + timedelta(days=7))]

    with STEWARD_WORK.emptied():
        STEWARD_WORK.fill(filling)
        page = read(world.submitter)
    assert page.index("Te late toets") < page.index("In de komende twee weken") < page.index("Volgende week")
    assert page.index("Nu doen") < page.index("In de komende twee weken")
    assert "2 taken voor vandaag" in page and "waarvan 1 van een eerdere dag" in page


def test_a_task_of_a_ticket_is_on_the_list_of_who_does_it(world) -> None:
    case = approved(world, at=AT)
    task = case.ticket_tasks.get(sort=Sort.TEST)
    plan_task(task=task, owner=world.manager, due_on=THURSDAY - timedelta(days=1), by=world.submitter, at=AT)
    page = read(world.manager)
    assert case.number in page and "waarvan 1 van een eerdere dag" in page
    assert case.number not in read(world.person("Oliver Brandt"))
