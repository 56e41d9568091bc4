# SPDX-License-Identifier: EUPL-1.2
"""What one version changes for a customer against another: each sort of change, its way, and its words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from akkoord.agreements.cli import add_commands
from akkoord.agreements.closed_dates import closed_dates
from akkoord.agreements.comparison import Change, Topic, Way, compare
from akkoord.agreements.comparison.wording import groups
from akkoord.agreements.document import Agreement, Promise
from akkoord.agreements.terms import Terms
from akkoord.agreements.tests.files import REFERENCE, ROUND_THE_CLOCK, document
from akkoord.cases.tests.reading import words_of


def terms(text: Agreement) -> Terms:
    return Terms(text, closed_dates(text.holidays))


def changes(after: Agreement, before: Agreement | None = None) -> list[Change]:
    return compare(terms(before or document()), terms(after))


def edited(name: str, edit: dict[str, Any], says: dict[str, Any] | None = None) -> Agreement:
    """The reference agreement with one promise changed."""
    clauses = []
    for clause in document().clauses:
        promises = tuple(_edited(p, edit, says or {}) if f"{clause.clause}/{p.id}" == name else p for p in clause.promises)
        clauses.append(clause.model_copy(update={"promises": promises}))
    return document().model_copy(update={"version": "2027-1", "effective_from": date(2027, 1, 1), "clauses": tuple(clauses)})


def _edited(promise: Promise, edit: dict[str, Any], says: dict[str, Any]) -> Promise:
    given = promise.model_dump(mode="json", exclude_defaults=True) | edit
    given[promise.kind] = given[promise.kind] | says
    return Promise.model_validate(given)


def only(after: Agreement) -> Change:
    found = changes(after)
    assert len(found) == 1, found
    return found[0]


def test_the_same_text_changes_nothing() -> None:
    assert changes(document()) == []


@pytest.mark.parametrize(
    ("name", "says", "way"),
    [
        ("2.2.3/reaction-p2", {"within": "4 hours"}, Way.BETTER),  # a working day of the desk is 8 or 9 hours
        ("2.2.3/reaction-p2", {"within": "2 working days"}, Way.WORSE),
        ("2.2.3/reaction-p2", {"within": "24 hours"}, Way.WORSE),  # of opening hours: nearly three days
        ("2.2.3/reaction-p2", {"within": "24 hours", "calendar": "always"}, Way.OTHER),  # see below
        ("2.2.3/reaction-p2", {"within": "15 hours", "calendar": "always"}, Way.BETTER),  # the next closing is later
        ("2.2.3/recovery-p2", {"within": "22 working days"}, Way.OTHER),  # some months are longer, some shorter
        ("2.3.1/availability", {"at_least": 99.9}, Way.BETTER),
        ("2.3.1/availability", {"at_least": 99}, Way.WORSE),
        ("2.3.1/maintenance-announced", {"at_least": "1 week"}, Way.BETTER),
        ("2.3.1/maintenance-announced", {"at_least": "2 days"}, Way.WORSE),
        ("1.2/revised", {"at_least": 1}, Way.WORSE),
        ("1.2/old-terms", {"kept_for": "1 year"}, Way.BETTER),
        ("2.2.3/reaction-p2", {"when": {"priority": 2, "option": "first_class"}}, Way.WORSE),
        ("2.2.3/reaction-p2", {"pauses_in": ["waiting_for_customer"]}, Way.WORSE),
    ],
)  # fmt: skip
def test_a_figure_says_whether_it_is_better_or_worse(name: str, says: dict[str, Any], way: Way) -> None:
    change = only(edited(name, {}, says))
    assert (change.topic, change.name, change.clause, change.way) == (
        Topic.PROMISE_CHANGED,
        name,
        name.split("/", maxsplit=1)[0],
        way,
    )


def test_24_hours_by_the_clock_are_sooner_over_a_weekend_and_later_on_a_thursday() -> None:
    """From Friday noon a working day ends on Monday and 24 hours on Saturday; from Thursday 16:30 on Friday at 16:00 and 16:30."""
    change = only(edited("2.2.3/reaction-p2", {}, {"within": "24 hours", "calendar": "always"}))
    assert {detail.name: detail.way for detail in change.details} == {"within": Way.OTHER, "calendar": Way.OTHER}


def test_what_the_customer_promises_is_the_other_way_round() -> None:
    name = next(f"{c.clause}/{p.id}" for c, p in document().promises() if p.by == "customer" and p.notice and p.notice.at_least)
    assert only(edited(name, {}, {"at_least": "3 years"})).way is Way.OTHER, "years and working days cannot be weighed"
    assert only(edited(name, {}, {"at_least": "20 working days"})).way is Way.WORSE


def test_other_words_for_the_same_promise_are_named_as_no_more() -> None:
    change = only(
        edited("1.2/revised", {"text": {"nl": "Twee keer per jaar herzien we haar.", "en": "We revise it twice a year."}})
    )
    assert change.is_only_words and change.way is Way.OTHER


def test_promises_that_come_and_go_and_take_the_place_of_others() -> None:
    base = document()
    clauses = []
    for clause in base.clauses:
        promises = [p for p in clause.promises if f"{clause.clause}/{p.id}" != "1.2/old-terms"]
        if clause.clause == "1.2":
            promises[0] = Promise.model_validate(
                promises[0].model_dump(exclude_defaults=True)
                | {
                    "id": "revised-often",
                    "replaces": ("1.2/revised",),
                    "cadence": {"what": "agreement_revised", "at_least": 4, "per": "year"},
                }
            )
            fresh = promises[0].model_dump(exclude_defaults=True) | {"id": "read-aloud", "replaces": ()}
            promises.append(Promise.model_validate(fresh))
        clauses.append(clause.model_copy(update={"promises": tuple(promises)}))
    found = {change.name: change for change in changes(base.model_copy(update={"clauses": tuple(clauses)}))}
    assert {name: (change.topic, change.way) for name, change in found.items()} == {
        "1.2/revised-often": (Topic.PROMISE_REPLACED, Way.BETTER),
        "1.2/read-aloud": (Topic.PROMISE_NEW, Way.BETTER),
        "1.2/old-terms": (Topic.PROMISE_GONE, Way.WORSE),
    }
    assert found["1.2/revised-often"].replaces == ("1.2/revised",)


def test_hours_of_the_desk_are_weighed_and_hours_of_work_are_only_named() -> None:
    base = document()

    def with_hours(name: str, *hours: str) -> Agreement:
        calendar = type(base.calendars[name]).model_validate(
            {**base.calendars[name].model_dump(exclude_defaults=True), "hours": hours}
        )
        return base.model_copy(update={"calendars": {**base.calendars, name: calendar}})

    def way(name: str, *hours: str) -> Way:
        return next(change.way for change in changes(with_hours(name, *hours)) if change.name == name)

    assert way("support", "Mon-Fri 08:00-17:00") is Way.BETTER
    assert way("support", "Mon-Thu 08:00-16:00", "Fri 08:00-16:00") is Way.WORSE
    assert way("support", "Mon-Thu 07:00-16:00", "Fri 08:00-16:00") is Way.OTHER
    assert way("patches", "Mon-Sun 00:00-24:00") is Way.OTHER


def test_holidays_channels_figures_and_priorities_are_named() -> None:
    base = document()
    assert base.holidays is not None
    fewer = base.holidays.model_copy(update={"names": base.holidays.names[1:]})
    figure = base.figures["reopen_within"].model_copy(update={"value": "7 days"})
    after = base.model_copy(
        update={
            "holidays": fewer,
            "channels": base.channels[1:],
            "priorities": base.priorities[:-1],
            "figures": {**base.figures, "reopen_within": figure},
        }
    )
    ways = {change.topic: change.way for change in changes(after)}
    assert ways == {
        Topic.CHANNEL_GONE: Way.WORSE,
        Topic.HOLIDAYS: Way.BETTER,
        Topic.PRIORITY_GONE: Way.OTHER,
        Topic.FIGURE: Way.OTHER,
    }


@pytest.mark.parametrize("language", ["nl", "en"])
def test_agreements_that_share_nothing_can_be_told_apart_in_both_languages(language: str) -> None:
    other = document(ROUND_THE_CLOCK)
    with translation.override(language):
        for before, after in ((document(), other), (other, document())):
            found = groups(changes(after, before), before, after)
            assert all(line.label and (line.before or line.after or line.points) for group in found for line in group.lines)
            named = {line.name for group in found for line in group.lines}
            assert {f"{c.clause}/{p.id}" for c, p in before.promises()} <= named


def test_words_say_what_it_was_what_it_becomes_and_for_whom_it_is_better() -> None:
    after = edited("2.2.3/reaction-p2", {}, {"within": "4 hours"})
    with translation.override("nl"):
        [group] = groups(changes(after), document(), after)
    [line] = group.lines
    assert (group.clause, line.label, line.says) == ("2.2.3", "Belofte gewijzigd", "beter voor jou")
    assert [(p.part, p.before, p.after) for p in line.points] == [("binnen", "1 werkdag", "4 uur")]


def test_the_command_compares_two_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from argparse import ArgumentParser

    sharper = tmp_path / "sharper.yaml"
    sharper.write_text(
        REFERENCE.read_text().replace("within: 1 working day, calendar: support", "within: 2 working days, calendar: support", 1)
    )
    parser = ArgumentParser()
    add_commands(parser.add_subparsers())

    def run(*words: str) -> tuple[int, str]:
        asked = parser.parse_args(["agreement", "diff", *words])
        return asked.run(asked), capsys.readouterr().out

    assert run(str(REFERENCE), str(REFERENCE)) == (0, "Nothing changes for a customer.\n")
    status, said = run(str(REFERENCE), str(sharper), "--language", "nl")
    assert status == 0 and "slechter voor jou" in said and "1 werkdag -> 2 werkdagen" in said
    status, said = run(str(REFERENCE), str(tmp_path / "none.yaml"))
    assert status == 1 and "none.yaml" in said


@pytest.mark.django_db
def test_everybody_reads_what_a_version_changed(client: Client) -> None:
    listed = client.get("/agreement", headers={"accept-language": "nl"}).content.decode()
    assert 'href="/agreement/versions/2026-2/against/2025-1"' in listed
    page = client.get("/agreement/versions/2026-2/against/2025-1", headers={"accept-language": "nl"})
    assert page.status_code == 200 and "Wat 2026-2 verandert ten opzichte van 2025-1" in page.content.decode()
    said = words_of(page.content.decode())
    assert "2 weken wordt 4 weken" in said and "beter voor jou" in said  # a sub-processor is announced sooner
    assert "20 dagen wordt 30 dagen" in said and "slechter voor jou" in said  # earlier deletion takes longer
    same = client.get("/agreement/versions/2026-2/against/2026-2", headers={"accept-language": "nl"}).content.decode()
    assert "Er verandert niets voor jou" in same
    for address in ("/agreement/versions/2026-2/against/1999-1", "/agreement/versions/x/against/2025-1"):
        assert client.get(address).status_code == 404
