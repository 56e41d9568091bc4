# SPDX-License-Identifier: EUPL-1.2
"""Lists, exports and search: what each reader finds, and what it costs."""

from __future__ import annotations

import csv
import io
import re
from zipfile import ZipFile

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.audit.models import Reading
from akkoord.cases.actions import make_move, write_note
from akkoord.cases.exporting import harmless
from akkoord.cases.models import Case
from akkoord.cases.searching import possible_numbers
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

from .reading import Reader, signed_in, words_of

pytestmark = pytest.mark.django_db
NOW = "Thu 2026-11-19 10:00"
FRAME = 8  # session, person, scope and roles, and the transaction around them


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    """Counts are kept for a moment in the process."""
    caches["process"].clear()


@pytest.fixture
def cases(world: World) -> list[Case]:
    """Of Marieke (one of them closed), of Oliver, and of a stranger."""
    oliver = world.person("Oliver Brandt")
    made = [
        world.reports(f"Melding {n}", priority=3, area="Lonen" if n % 2 else "", at=f"Thu 2026-11-19 08:{n:02d}")
        for n in range(4)
    ]
    made.append(world.reports("Van Oliver", by=oliver, priority=2, at="Thu 2026-11-19 08:30"))
    letterhaven = world.stranger.memberships_in_force[0].organisation
    made.append(world.reports("Van de buren", by=world.stranger, organisation=letterhaven, priority=2, at="Thu 2026-11-19 08:40"))
    make_move(case=made[0], move="resolve", by=world.agent, at=amsterdam("Thu 2026-11-19 09:00"), text="Opgelost.")
    return made


def listed(reader: Reader, query: str = "") -> list[str]:
    """The subjects in a list, in order."""
    page = reader.get(f"/cases{query}", at=NOW)
    assert page.status_code == 200
    return re.findall(r'<td class="subject"><a href="/cases/[^"]+">([^<]+)</a>', page.content.decode())


def test_submitter_finds_own_cases_newest_change_first(world: World, cases: list[Case]) -> None:
    reader = signed_in(world.submitter)
    assert listed(reader) == ["Melding 3", "Melding 2", "Melding 1"]
    assert listed(reader, "?state=closed") == ["Melding 0"]
    assert listed(reader, "?whose=all") == ["Melding 3", "Melding 2", "Melding 1"]  # no role for those of colleagues


def test_manager_finds_all_of_the_organisation_and_nothing_else(world: World, cases: list[Case]) -> None:
    reader = signed_in(world.manager)
    assert listed(reader) == ["Van Oliver", "Melding 3", "Melding 2", "Melding 1"]
    other = cases[-1].organisation_id
    assert listed(reader, f"?whose=all&organisation={other}&state=both") == []


def test_member_without_a_role_finds_nothing(world: World, cases: list[Case]) -> None:
    assert listed(signed_in(world.member), "?whose=all&state=both") == []


def test_staff_find_everything_and_are_noted(world: World, cases: list[Case]) -> None:
    assert set(listed(signed_in(world.agent), "?state=both")) >= {c.subject for c in cases}
    assert Reading.objects.filter(person_id=world.agent.pk, subject__startswith="cases?").exists()


def test_facets_limit_and_count(world: World, cases: list[Case]) -> None:
    reader = signed_in(world.submitter)
    assert listed(reader, "?area=Lonen") == ["Melding 3", "Melding 1"]
    assert listed(reader, "?priority=2") == []
    assert listed(reader, "?word=ding+2") == ["Melding 2"]
    words = words_of(reader.get("/cases", at=NOW).content.decode())
    assert "open (3)" in words and "gesloten (1)" in words and "Lonen (2)" in words


def test_pages_follow_each_other_without_gap_or_double_both_ways(world: World) -> None:
    for number in range(60):
        world.reports(f"Zaak {number:02d}", priority=3, at="Thu 2026-11-19 08:00")  # all at one moment
    reader, query, seen, back = signed_in(world.submitter), "", [], ""
    while True:
        page = reader.get(f"/cases{query}", at=NOW).content.decode()
        seen += re.findall(r">(Zaak \d\d)</a>", page)
        match = re.search(r'rel="next" href="([^"]+)"', page)
        if match is None:
            back = page.partition('rel="prev" href="')[2].partition('"')[0]
            break
        query = match[1].replace("&amp;", "&")
    assert seen == [f"Zaak {n:02d}" for n in reversed(range(60))]
    assert listed(reader, back.replace("&amp;", "&")) == [f"Zaak {n:02d}" for n in reversed(range(10, 35))]


@pytest.mark.parametrize(
    "query", ["?before=x", "?before=9-9-9", "?after=99999999999999999-1", "?organisation=abc", "?priority=-1", "?state=zzz"]
)
def test_nonsense_in_the_address_is_no_error(world: World, cases: list[Case], query: str) -> None:
    listed(signed_in(world.submitter), query)


@pytest.mark.parametrize("who", ["submitter", "agent"])
def test_a_list_asks_few_queries_whatever_its_length(world: World, who: str) -> None:
    for number in range(30):
        world.reports(f"Zaak {number}", priority=3, at="Thu 2026-11-19 08:00")
    reader = signed_in(getattr(world, who))
    listed(reader)
    caches["process"].clear()
    for address in ("/cases", "/search?q=loonrun"):
        with CaptureQueriesContext(connection) as queries:
            reader.get(address, at=NOW)
        assert len(queries) <= 6 + FRAME, "\n".join(q["sql"][:150] for q in queries)


def test_export_is_just_what_the_list_shows(world: World, cases: list[Case]) -> None:
    write_note(case=cases[1], by=world.agent, at=amsterdam("Thu 2026-11-19 09:00"), text="Geheim van de balie.")
    reader = signed_in(world.submitter)
    answer = reader.get("/cases/export.csv?area=Lonen", at=NOW)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="zaken-2026-11-19.csv"'
    rows = list(csv.reader(io.StringIO(answer.whole.decode("utf-8-sig"))))
    assert rows[0][:4] == ["Nummer", "Soort", "Organisatie", "Onderwerp"]
    assert sorted(row[3] for row in rows[1:]) == ["Melding 1", "Melding 3"]
    assert b"Geheim" not in answer.whole


def test_export_as_workbook(world: World, cases: list[Case]) -> None:
    answer = signed_in(world.manager).get("/cases/export.xlsx?state=both", at=NOW)
    with ZipFile(io.BytesIO(answer.whole)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row ") == 6 and "Van Oliver" in sheet and "Van de buren" not in sheet


def test_export_by_staff_is_noted(world: World, cases: list[Case]) -> None:
    signed_in(world.agent).get("/cases/export.csv", at=NOW)
    assert Reading.objects.filter(person_id=world.agent.pk, subject__startswith="export?").exists()


@pytest.mark.parametrize("value", ["=1+1", "+x", "-x", "@x", "\tx"])
def test_a_cell_never_becomes_a_formula(value: str) -> None:
    assert harmless(value) == f"'{value}" and harmless("gewoon") == "gewoon" and harmless(3) == 3


def found(reader: Reader, words: str) -> list[str]:
    """The numbers that a search finds."""
    page = reader.get(f"/search?q={words}", at=NOW)
    assert page.status_code == 200
    return re.findall(r'<td class="subject"><a href="/cases/([^"]+)">', page.content.decode())


def test_search_finds_numbers_first_then_words(world: World, cases: list[Case]) -> None:
    reader = signed_in(world.submitter)
    number = cases[1].number
    assert found(reader, number) == [number]
    assert found(reader, number.lower()) == [number]
    short = str(int(number[-6:]))  # which a small one may also be as a word of another case
    assert found(reader, short) == [
        number,
        *(c.number for c in reversed(cases[1:4]) if short in c.subject.split() and c != cases[1]),
    ]
    assert cases[2].number in found(reader, "meldingen")  # by its stem
    assert found(reader, "") == [] and found(reader, "%00") == []


def test_search_stays_within_what_one_may_see(world: World, cases: list[Case]) -> None:
    mine, olivers, neighbours = cases[1].number, cases[4].number, cases[5].number
    assert found(signed_in(world.submitter), "Oliver") == []
    assert found(signed_in(world.submitter), olivers) == []
    assert found(signed_in(world.manager), "Oliver") == [olivers]
    assert found(signed_in(world.stranger), "loonrun") == [neighbours]
    assert found(signed_in(world.member), mine) == []


def test_search_finds_notes_for_the_desk_alone_and_is_noted(world: World, cases: list[Case]) -> None:
    write_note(case=cases[1], by=world.agent, at=amsterdam("Thu 2026-11-19 09:00"), text="Ruikt naar kwartelbouillon.")
    assert found(signed_in(world.agent), "kwartelbouillon") == [cases[1].number]
    for who in (world.submitter, world.manager):
        assert found(signed_in(who), "kwartelbouillon") == []
    assert Reading.objects.filter(person_id=world.agent.pk, subject="search:kwartelbouillon").exists()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("INC-2026-000123", ["INC-2026-000123"]),
        ("inc 2026-123", ["INC-2026-000123"]),
        ("2026-123", ["INC-2026-000123", "CAL-2026-000123"]),
        ("loonrun", []),
        ("12 345 678", []),
        ("½", []),
    ],
)
def test_what_somebody_may_mean_by_a_number(words: str, expected: list[str]) -> None:
    assert set(possible_numbers(words, 2026)) >= set(expected) and bool(possible_numbers(words, 2026)) == bool(expected)
