# SPDX-License-Identifier: EUPL-1.2
"""Another desk's log comes in whole or not at all, and says no more than the log proves."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from akkoord.agreements.actions import publish_agreement
from akkoord.agreements.reading import read_agreement
from akkoord.audit.models import Event
from akkoord.cases.models import Case
from akkoord.cases.tests.reading import page_text, signed_in, words_of
from akkoord.clocks.models import Clock
from akkoord.desk import importing
from akkoord.desk.importing.mapping import Mapping
from akkoord.desk.importing.run import Summary, import_incidents
from akkoord.importing.faults import BadFile
from akkoord.importing.mapping_file import read_mapping
from akkoord.notifications.models import Mail
from akkoord.scope import statistics
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World

HERE = Path(__file__).parent / "data"
LOG, MAPPING = HERE / "sample_log.csv", HERE / "sample_mapping.yaml"
SHIPPED = Path(importing.__file__).parent / "mappings"
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _agreement(db: None) -> None:
    set_scope(SYSTEM)
    publish_agreement(document=read_agreement(SHIPPED / "bpi14-agreement.yaml").document, by=None, at=AT)


def imported(path: Path = LOG, mapping: Mapping | None = None, *, dry_run: bool = False) -> Summary:
    return import_incidents(path, mapping or read_mapping(MAPPING, Mapping), "service-log", at=AT, dry_run=dry_run)


def case(number: str) -> Case:
    return Case.objects.get(external_id=number)


def clocks(number: str) -> dict[tuple[str, int], Clock]:
    return {(clock.name, clock.round): clock for clock in Clock.objects.of(case(number).key)}


def written(folder: Path, change: str, to: str) -> Path:
    """The sample with one thing changed."""
    text = LOG.read_text("cp1252")
    assert change in text
    path = folder / "log.csv"
    path.write_text(text.replace(change, to, 1), "cp1252")
    return path


def test_every_row_becomes_a_case_with_its_words() -> None:
    assert imported().new == 7
    first, second = case("T-1"), case("T-2")
    assert (first.subject, first.priority, first.state, first.origin) == ("Kassa’s staan stil", 1, "resolved", "import")
    assert first.organisation is not None and first.organisation.name == "Bakkerij Zonnegloren"
    assert first.opened_at == datetime(2026, 11, 19, 15, 30, tzinfo=UTC)
    assert second.messages.get().text == 'Ik zoek "jaaropgave"\r\nen vind niets'
    assert second.incident.category == "knowledge_question"


def test_database_looks_at_what_an_import_wrote_before_anybody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "MANY", 7)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (before,) = cursor.fetchone()
        imported()
        for table in ("cases_case", "clocks_clock", "clocks_deadline", "promises_touched"):
            cursor.execute("SELECT pg_stat_get_last_analyze_time(%s::regclass)", [table])
            (looked_at,) = cursor.fetchone()
            assert looked_at is not None and looked_at >= before, table


def test_clocks_run_by_the_agreement_and_are_judged() -> None:
    imported()
    rounds = clocks("T-1")
    assert rounds["reaction", 1].due_at == datetime(2026, 11, 20, 7, 30, tzinfo=UTC)  # 1 hour, over a night
    assert rounds["reaction", 1].verdict == rounds["recovery", 1].verdict == "kept"
    assert clocks("T-2")["reaction", 1].verdict == "broken"  # a day was promised, two were taken


def test_open_case_stands_in_the_queue_by_its_next_deadline() -> None:
    imported()
    open_case = case("T-3")
    assert open_case.closed_at is None
    assert open_case.next_due_at == datetime(2026, 11, 23, 10, 30, tzinfo=UTC)  # 4 hours from Fri 15:30: Mon 11:30
    assert open_case.next_clock is not None and open_case.next_clock.name == "reaction"


def test_case_reopened_since_its_resolution_goes_on_in_a_second_round() -> None:
    imported()
    rounds = clocks("T-4")
    assert rounds["recovery", 1].verdict == "kept"
    assert rounds["recovery", 2].started_at == datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
    assert rounds["recovery", 2].due_at == datetime(2026, 11, 23, 14, 0, tzinfo=UTC)  # Mon 09:00 and 6 open hours
    assert case("T-4").next_clock == rounds["recovery", 2]


def test_lapsed_case_waives_what_was_not_yet_due() -> None:
    imported()
    recovery = clocks("T-5")["recovery", 1]
    assert (recovery.verdict, recovery.ended_because) == ("waived", "lapsed")


def test_late_case_with_an_unknown_earlier_resolution_is_broken_only_when_that_cannot_matter() -> None:
    """Late by 60 open hours and more, of which the unknown first resolution can explain ten."""
    imported()
    assert clocks("T-6")["recovery", 1].verdict == "broken"


def test_earlier_resolution_that_may_explain_the_delay_leaves_it_not_measurable(tmp_path: Path) -> None:
    imported(written(tmp_path, "03-11-2026 10:00", "12-11-2026 10:00"))
    recovery = clocks("T-6")["recovery", 1]
    assert (recovery.verdict, recovery.ended_because) == ("none", "reopened_before")


def test_hour_that_comes_twice_means_the_first_and_is_told() -> None:
    assert imported().doubled_hours == 1
    assert case("T-7").opened_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_log_without_first_answers_gives_no_verdict_on_reaction() -> None:
    mapping = read_mapping(MAPPING, Mapping).model_copy(update={"answered_at": None})
    summary = imported(mapping=mapping)
    reactions = Clock.objects.filter(name="reaction", imported=True)
    assert {(c.verdict, c.ended_because) for c in reactions} == {("none", "no_first_answer")}
    assert summary.reasons["reaction", "no_first_answer"] == 7


def test_second_time_changes_nothing() -> None:
    imported()
    before = (Case.objects.count(), Clock.objects.count(), Event.objects.count())
    again = imported()
    assert (again.new, again.known, again.changed) == (0, 7, [])
    assert (Case.objects.count(), Clock.objects.count(), Event.objects.count()) == before


def test_changed_row_is_told_and_not_taken_over(tmp_path: Path) -> None:
    imported()
    again = imported(written(tmp_path, "|laag|vraag|Waar", "|hoog|vraag|Waar"))
    assert again.changed == ["line 3, T-2: priority is 3 here and 1 in the log"]
    assert case("T-2").priority == 3


def test_dry_run_counts_and_writes_nothing() -> None:
    cases = Case.objects.count()
    summary = imported(dry_run=True)
    assert summary.new == 7 and summary.verdicts["recovery", "kept"] >= 3
    assert Case.objects.count() == cases


def test_nothing_is_mailed_and_nothing_reacts() -> None:
    before = (Mail.objects.count(), ProcrastinateJob.objects.count())
    imported()
    assert (Mail.objects.count(), ProcrastinateJob.objects.count()) == before


@pytest.mark.parametrize(
    ("change", "to", "line", "column", "said"),
    [
        ("19-11-2026 16:30", "31-02-2026 16:30", 2, "Gemeld", "is no moment; allowed: %d-%m-%Y %H:%M or ISO 8601"),
        ("|hoog|", "|spoed|", 2, "Urgentie", "'spoed' has no priority in the mapping; allowed: 'hoog', 'midden', 'laag'"),
        ("20-11-2026 15:00", "18-11-2026 15:00", 2, "Opgelost", "lies before Gemeld"),
        ("20-11-2026 15:30||||", "20-11-2027 15:30||||", 5, "Gemeld", "lies in the future"),
        ("T-3|", "T-1|", 5, "Nr", "'T-1' stands on line 2 too"),
        ("T-3|", "|", 5, "Nr", "is empty"),
        ("T-3|Café De Ruyter|open", "T-3|Café De Ruyter|gesloten", 5, "Status", "no moment at which that was so"),
        ("gesloten|hoog", "open|hoog", 2, "Status", "says when it was done"),
        ("T-3|Café", "T-3|extra|Café", 5, "", "has 14 cells; the heading has 13"),
        ("19-11-2026 16:30", "19-11-2009 16:30", 2, "Klant", "was not in force yet"),
    ],
)
def test_fault_is_named_with_line_and_column_and_nothing_stays(
    tmp_path: Path, change: str, to: str, line: int, column: str, said: str
) -> None:
    cases = Case.objects.count()
    with pytest.raises(BadFile) as bad:
        imported(written(tmp_path, change, to))
    assert any((f.line, f.column) == (line, column) and said in f.message for f in bad.value.faults), str(bad.value)
    assert Case.objects.count() == cases


def test_bytes_that_are_no_text_are_named_by_their_cell(tmp_path: Path) -> None:
    mapping = read_mapping(MAPPING, Mapping)
    utf8 = mapping.model_copy(update={"file": mapping.file.model_copy(update={"encoding": "utf-8"})})
    path = tmp_path / "log.csv"
    path.write_bytes(LOG.read_bytes())
    with pytest.raises(BadFile) as bad:
        imported(path, utf8)
    assert {(f.line, f.column) for f in bad.value.faults} >= {(2, "Onderwerp"), (5, "Klant")}


def test_missing_column_is_named_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="Urgentie: is missing"):
        imported(written(tmp_path, "Urgentie", "Prio"))


def test_organisation_that_is_not_known_is_refused_unless_it_may_be_made() -> None:
    mapping = read_mapping(MAPPING, Mapping)
    strict = mapping.model_copy(update={"organisation": mapping.organisation.model_copy(update={"create": False})})
    with pytest.raises(BadFile, match="no organisation is called 'Bakkerij Zonnegloren'"):
        imported(mapping=strict)


@pytest.mark.parametrize(
    ("change", "to", "line", "said"),
    [
        ("zone: Europe/Amsterdam", "zone: Europe/Mokum", 4, "is no time zone"),
        ("gesloten: resolved", "gesloten: done", 15, "allowed: new, in_progress"),
        ("opened_at: Gemeld", "openedat: Gemeld", 8, "is not known here"),
        ("encoding: cp1252", "encoding: cp9999", 3, "is no encoding"),
    ],
)
def test_fault_in_a_mapping_is_named_with_its_line(tmp_path: Path, change: str, to: str, line: int, said: str) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text(MAPPING.read_text().replace(change, to, 1))
    with pytest.raises(BadFile) as bad:
        read_mapping(path, Mapping)
    assert any(f.line == line and said in f.message for f in bad.value.faults), str(bad.value)


@pytest.mark.real_data
def test_real_log_comes_in_with_its_verdicts(shared_data: Path) -> None:
    mapping = read_mapping(SHIPPED / "bpi14.yaml", Mapping)
    summary = imported(shared_data / "bpi14-2013" / "incidents.csv.gz", mapping, dry_run=True)
    assert summary.rows == summary.new == 24_627
    assert summary.reasons["reaction", "no_first_answer"] == 24_627
    assert summary.reasons["recovery", "no_resolution"] == 977


def test_agent_finds_imported_cases_in_queue_list_search_and_on_their_page(world: World) -> None:
    imported()
    agent = signed_in(world.agent)
    assert "Bon toont verkeerd bedrag" in words_of(agent.get("/queue", at=AT).content.decode())
    assert "Koppeling valt uit" in words_of(agent.get("/cases", at=AT).content.decode())
    assert case("T-1").number in agent.get("/search?q=staan+stil", at=AT).content.decode()
    for number in ("T-1", "T-3", "T-4", "T-5"):
        found = case(number)
        assert found.subject in words_of(page_text(agent, found, at=AT))
