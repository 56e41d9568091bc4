# SPDX-License-Identifier: EUPL-1.2
"""The architecture, held against the code. Each check is also shown something bad, so that it has been seen to fail."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest
from django.apps import apps
from django.db import connections
from django.urls import get_resolver, path

from akkoord.agreements.document.clauses import EVALUATED
from akkoord.agreements.reading import read_agreement
from akkoord.audit.wires import is_heard
from akkoord.cases.kind import all_kinds
from akkoord.people.doors import public_door, staff_door
from akkoord.promises.evaluators import EVALUATORS
from akkoord.site import wiring
from tests.house import actions, doors, evaluators, events, sizes, tables, web_process, writers
from tests.house.sources import ROOT, Source, files, python


def sample(text: str, path: str = "akkoord/desk/forms.py") -> tuple[Source, ...]:
    return (Source(path, text),)


def no(findings: Iterable[str]) -> None:
    """Fail with everything that was found."""
    found = list(findings)
    assert not found, "\n" + "\n".join(found)


# Writers


def test_only_actions_write() -> None:
    no(writers.written_elsewhere(python()))


@pytest.mark.parametrize(
    "bad",
    [
        "case.save()",
        "Case.objects.create(title='x')",
        "Case.objects.filter(pk=1).update(title='x')",
        "Case.objects.bulk_create(rows)",
        "case.delete()",
        "Case.objects.get_or_create(pk=1)",
        "Case.objects.update_or_create(pk=1)",
        "cursor.execute('INSERT INTO cases_case VALUES (1)')",
        "cursor.execute('update cases_case set title = 1')",
    ],
)
def test_a_writing_view_is_found(bad: str) -> None:
    assert list(writers.written_elsewhere(sample(bad)))


@pytest.mark.parametrize(
    "room", ["actions.py", "actions/incidents.py", "models.py", "import_incidents.py", "tests/test_pages.py"]
)
def test_rooms_that_may_write_do(room: str) -> None:
    no(writers.written_elsewhere(sample("case.save()", f"akkoord/desk/{room}")))


def test_dictionaries_and_caches_are_no_rows() -> None:
    no(writers.written_elsewhere(sample("seen.update(more)\ncache.delete('key')\ncontent.update(b'x')")))


# Actions and time


def test_actions_are_told_who_and_when() -> None:
    no(actions.untold_actions(python()))


@pytest.mark.parametrize("head", ["def resolve(case, by, at)", "def resolve(*, case, at)", "async def resolve(*, by)"])
def test_an_action_that_is_not_told_is_found(head: str) -> None:
    assert list(actions.untold_actions(sample(f"{head}: ...", "akkoord/desk/actions/incidents.py")))


def test_private_steps_of_an_action_need_not_be_told() -> None:
    no(actions.untold_actions(sample("def _step(case): ...\ndef resolve(*, case, by, at): ...", "akkoord/desk/actions.py")))


def test_rules_and_actions_read_no_clock() -> None:
    no(actions.clock_readings(python()))


@pytest.mark.parametrize("bad", ["timezone.now()", "datetime.now(UTC)", "now()", "date.today()", "time.time()", "F(x) + Now()"])
@pytest.mark.parametrize("room", ["akkoord/desk/rules.py", "akkoord/desk/actions.py", "akkoord/timing/deadlines.py"])
def test_a_rule_that_reads_a_clock_is_found(bad: str, room: str) -> None:
    assert list(actions.clock_readings(sample(bad, room)))


# Tables


def test_keys_written_as_text_point_down() -> None:
    no(tables.keys_upward(python()))


def test_a_key_that_points_up_is_found() -> None:
    assert list(tables.keys_upward(sample('models.ForeignKey("desk.Incident")', "akkoord/people/models.py")))
    no(tables.keys_upward(sample('models.ForeignKey("people.Person")', "akkoord/desk/models.py")))


def test_every_model_says_which_columns_are_personal() -> None:
    no(tables.silent_about_persons(m for m in apps.get_models() if m.__module__.startswith("akkoord.")))


def test_a_model_that_says_nothing_of_persons_is_found() -> None:
    class Meta:
        label = "desk.Silent"

        @staticmethod
        def get_fields() -> list[SimpleNamespace]:
            return [SimpleNamespace(name="person", attname="person_id")]

    class Silent:
        _meta = Meta

    class Mistaken:
        _meta = Meta
        personal: ClassVar = ("name",)

    class Honest:
        _meta = Meta
        personal: ClassVar = ("person_id",)

    for model, count in ((Silent, 1), (Mistaken, 1), (Honest, 0)):
        assert len(list(tables.silent_about_persons([model]))) == count  # type: ignore[list-item]  # looks like a model


@pytest.mark.django_db(databases=["default", "owner"])
def test_tables_with_an_organisation_guard_their_rows() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(tables.GUARDED)
        assert cursor.fetchall(), "no table has an organisation: this test looks at the wrong database"
        no(tables.unguarded(cursor))


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("half", ["", "ENABLE", "FORCE"])
def test_a_table_without_a_guard_is_found(half: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE unguarded (organisation_id bigint)")
        if half:
            cursor.execute(f"ALTER TABLE unguarded {half} ROW LEVEL SECURITY")
        assert any("table unguarded " in found for found in tables.unguarded(cursor))


# Doors


def test_every_address_says_who_may_stand_before_it() -> None:
    no(doors.open_doors(get_resolver().url_patterns))


def test_an_address_that_demands_nobody_is_found() -> None:
    def view(request: object) -> None: ...

    def staff(request: object) -> None: ...

    def public(request: object) -> None: ...

    patterns = [path("a", view), path("b", staff_door()(staff)), path("c", public_door(public))]  # type: ignore[arg-type]
    assert len(list(doors.open_doors(patterns, frozenset({"c"})))) == 1  # the one without a door
    assert len(list(doors.open_doors(patterns[1:], frozenset()))) == 1  # public, and not on the list
    assert len(list(doors.open_doors(patterns[1:2], frozenset({"c"})))) == 1  # on the list, and not there
    no(doors.open_doors(patterns[1:], frozenset({"c"})))


# Events


def test_every_event_is_wired_or_listed_as_unheard() -> None:
    lines = {fact.name() for kind in all_kinds() for fact in kind.lines}  # each says whether a mail goes out
    reacting = {fact.name() for fact in wiring.REACTIONS}
    no(events.unwired(python(), lines | reacting | {fact.name() for fact in wiring.UNHEARD}))


def test_nothing_is_both_wired_and_unheard() -> None:
    no(fact.name() for fact in wiring.UNHEARD if is_heard(fact.name()))


def test_a_forgotten_event_is_found() -> None:
    code = sample("class Fact: ...\nclass CaseClosed(Fact): ...", "akkoord/cases/events.py")
    assert list(events.unwired(code, {"CaseOpened"}))
    no(events.unwired(code, {"CaseClosed"}))


def test_events_carry_no_personal_text() -> None:
    no(events.badly_made(python()))
    assert list(events.badly_made(sample("class Said(Fact):\n    text: str", "akkoord/cases/events.py")))


# Promises


@pytest.mark.parametrize("file", sorted((ROOT / "akkoord" / "agreements" / "shipped").glob("*.yaml")), ids=lambda file: file.name)
def test_every_shipped_promise_is_judged_or_says_that_it_is_not(file: Path) -> None:
    no(evaluators.misjudged(read_agreement(file).document.clauses, evaluators.running(all_kinds()), EVALUATORS))


def test_a_promise_that_nothing_judges_is_found() -> None:
    clauses = read_agreement(ROOT / "akkoord" / "agreements" / "shipped" / "reference.yaml").document.clauses
    assert any("2.2.3/reaction-p2 has no evaluator" in found for found in evaluators.misjudged(clauses, set(), EVALUATORS))
    assert any("2.3.1/availability has no evaluator" in found for found in evaluators.misjudged(clauses, set(), {}))
    everything = {(p.deadline.on, p.deadline.clock) for c in clauses for p in c.promises if p.deadline}
    assert any("its clock runs" in found for found in evaluators.misjudged(clauses, everything, EVALUATORS))
    silent = [c.model_copy(update={"promises": [p.model_copy(update={"evaluated": False}) for p in c.promises]}) for c in clauses]
    assert any("but it is judged" in found for found in evaluators.misjudged(silent, set(), EVALUATORS))


def test_what_pages_call_judged_is_what_has_an_evaluator() -> None:
    no(evaluators.unlike(EVALUATED, EVALUATORS))
    assert list(evaluators.unlike({**EVALUATED, "quota": {"wishes"}}, EVALUATORS))
    assert list(evaluators.unlike(EVALUATED, {}))


# Files


def test_no_file_is_too_long() -> None:
    pages = tuple(Source(p, (ROOT / p).read_text()) for p in files() if p.endswith((".html", ".js")))
    no(sizes.too_long((*python(), *pages)))


def test_a_file_that_is_too_long_is_found() -> None:
    assert list(sizes.too_long(sample("\n" * 401)))
    assert list(sizes.too_long(sample("\n" * 501, "akkoord/desk/tests/test_pages.py")))
    no(sizes.too_long(sample("\n" * 400)))


def test_every_file_says_its_licence() -> None:
    no(sizes.unlicensed(python()))
    assert list(sizes.unlicensed(sample("import os\n")))


def test_no_file_names_a_registry_or_one_machine() -> None:
    texts = [p for p in files() if Path(p).suffix not in {".png", ".woff2", ".gz", ".ico"}]
    no(sizes.machine_bound(Source(p, (ROOT / p).read_text(errors="replace")) for p in texts))
    assert list(sizes.machine_bound(sample("see /ro" + "ot/notes")))


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    no(sizes.unlocked(project["project"]["dependencies"], (ROOT / "requirements" / "run.txt").read_text()))
    no(sizes.unlocked(project["dependency-groups"]["dev"], (ROOT / "requirements" / "dev.txt").read_text()))


def test_a_dependency_that_is_not_locked_is_found() -> None:
    lock = "django-allauth==65.0 \\\n    --hash=sha256:0\n"
    assert list(sizes.unlocked(["XlsxWriter>=3", "django_allauth[mfa]~=65.0"], lock)) == [
        "xlsxwriter is not locked: run bin/lock"
    ]


# Processes


def test_web_process_carries_nothing_heavy() -> None:
    assert not web_process.heavy_imports()


def test_a_heavy_import_is_found() -> None:
    assert web_process.heavy_imports("json, akkoord.site.wsgi", ("json",)) == ["json"]
