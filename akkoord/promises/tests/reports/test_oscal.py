# SPDX-License-Identifier: EUPL-1.2
"""A month as OSCAL assessment results: valid by the official schema, and saying what the report says."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from akkoord.cases.tests.reading import signed_in
from akkoord.people.models import Organisation
from akkoord.promises.cli import add_commands
from akkoord.promises.report.actions import ask_report, make_next_report
from akkoord.promises.report.models import MadeReport
from akkoord.promises.report.oscal import oscal_of
from akkoord.promises.report.reading import MonthOfMany
from akkoord.promises.report.value import MonthReport, PromiseFact, Words

from .conftest import AT

OCTOBER = date(2026, 10, 1)
SCHEMA = Draft7Validator(json.loads(Path(__file__).with_name("oscal_assessment_results_schema.json").read_text()))


def read(text: str) -> dict[str, Any]:
    """The document, which must be valid and refer to nothing that it does not have."""
    whole = json.loads(text)
    assert [f"{'/'.join(map(str, e.path))}: {e.message[:200]}" for e in SCHEMA.iter_errors(whole)] == []
    found: dict[str, Any] = whole["assessment-results"]
    result, resources = found["results"][0], found["back-matter"]["resources"]
    ids = [found["uuid"], result["uuid"], *(each["uuid"] for each in resources + found["metadata"]["parties"])]
    ids += [each["uuid"] for kind in ("observations", "findings") for each in result.get(kind, [])]
    assert len(set(ids)) == len(ids)
    assert found["import-ap"]["href"] in {f"#{each['uuid']}" for each in resources}
    known = {part["id"] for each in found["local-definitions"]["objectives-and-methods"] for part in each["parts"]}
    for finding in result.get("findings", []):
        assert finding["target"]["target-id"] in known
        assert all(each["observation-uuid"] in ids for each in finding["related-observations"])
    return found


@pytest.fixture
def report(october: Any) -> MonthReport:
    return MonthOfMany(OCTOBER, AT).report(october.customer)


def said(each: dict[str, Any]) -> dict[str, str]:
    return {prop["name"]: prop["value"] for prop in each["props"]}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_valid_by_the_official_schema_and_has_every_promise(report: MonthReport, language: str) -> None:
    result = read(oscal_of(report, language))["results"][0]
    assert [said(each)["promise"] for each in result["observations"]] == [promise.id for promise in report.promises]
    assert (result["start"], result["end"]) == ("2026-10-01T00:00:00+02:00", report.ends_at.isoformat())


def test_only_what_was_judged_is_a_finding_and_with_the_reports_verdict(report: MonthReport) -> None:
    result = read(oscal_of(report, "en"))["results"][0]
    names = {each["uuid"]: said(each)["promise"] for each in result["observations"]}
    states = {names[f["related-observations"][0]["observation-uuid"]]: f["target"]["status"]["state"] for f in result["findings"]}
    words = {"kept": "satisfied", "broken": "not-satisfied"}
    assert states == {p.id: words[p.verdict] for p in report.promises if p.verdict in words}
    assert states["2.2.3/reaction-p2"] == "not-satisfied" and "satisfied" in states.values()
    assert {p.verdict for p in report.promises} >= {"none", "kept", "broken"}


def test_the_evidence_is_one_tap_away_with_the_cases_and_no_word_of_what_they_are_about(report: MonthReport) -> None:
    text = oscal_of(report, "nl")
    found = {said(each)["promise"]: each for each in read(text)["results"][0]["observations"]}
    evidence = found["2.2.3/reaction-p2"]["relevant-evidence"]
    assert evidence[0]["href"].endswith("/promises/kept/2026-10/2.2.3/reaction-p2")
    assert len(evidence) == 1 + len(report.cases) == 4
    assert sum("geschonden" in each["description"] for each in evidence[1:]) == 2  # late, and never
    assert all(each["href"].endswith(f"/cases/{each['description'].partition(':')[0]}") for each in evidence[1:])
    assert "Geheime loonkwestie" not in text


def test_the_same_facts_give_the_same_bytes_and_other_facts_other_identifiers(report: MonthReport) -> None:
    assert oscal_of(report, "nl") == oscal_of(report, "nl")
    other = report.model_copy(update={"first_class": not report.first_class})
    assert read(oscal_of(report, "nl"))["uuid"] != read(oscal_of(other, "nl"))["uuid"]


def test_any_text_of_a_vendor_stays_text(report: MonthReport) -> None:
    odd = PromiseFact(
        id="9/a b&c", clause="9", text=Words(nl="Twee\nregels *vet* [x](y) <b>", en=""), kind="measure", verdict="broken",
        worst=Decimal("1.5"), best=Decimal("1.5"), bound=Decimal(2), unit="percent",
    )  # fmt: skip
    found = read(oscal_of(report.model_copy(update={"promises": (odd,), "agreement": "24x7"}), "en"))
    [observation] = found["results"][0]["observations"]
    assert observation["title"] == r"Twee regels \*vet\* \[x\](y) \<b\>"
    assert found["results"][0]["findings"][0]["target"]["target-id"] == "p-24x7-9-a-b-c"
    assert "1.5" in observation["description"] and said(observation)["bound"] == "2"


def test_it_can_be_downloaded_beside_the_report_by_who_reads_the_report(october: Any) -> None:
    ask_report(organisation=october.customer, month=OCTOBER, by=october.manager, at=AT)
    make_next_report(months={}, by=None, at=AT)
    answer = signed_in(october.manager).get("/reports/2026-10/report.oscal", at=AT)
    assert answer["Content-Disposition"].endswith('2026-10.oscal.json"') and answer["Content-Type"] == "application/json"
    assert read(answer.content.decode())["metadata"]["version"] == MadeReport.objects.get().sha256
    assert "/reports/2026-10/report.oscal" in signed_in(october.manager).get("/reports/2026-10", at=AT).content.decode()
    address = f"/reports/2026-10/report.oscal?organisation={october.customer.customer_number}"
    for who in (october.stranger, october.submitter, october.first_class_submitter):
        assert signed_in(who).get(address, at=AT).status_code == 404


def test_the_command_prints_it_and_says_what_there_is_not(
    october: Any, report: MonthReport, capsys: pytest.CaptureFixture[str]
) -> None:
    parser = ArgumentParser()
    add_commands(parser.add_subparsers())

    def run(*words: str) -> int:
        arguments = parser.parse_args(["promises", "oscal", *words])
        status: int = arguments.run(arguments)
        return status

    number = str(october.customer.customer_number)
    assert run("--customer", number, "--month", "2026-10") == 0
    assert read(capsys.readouterr().out) == read(oscal_of(report, "en"))
    assert Organisation.objects.filter(customer_number=1).first() is None
    assert run("--customer", "1", "--month", "2026-10") == 1 and "no customer 1" in capsys.readouterr().err
    assert run("--customer", number, "--month", "2001-01") == 1 and "no agreement" in capsys.readouterr().err
    assert run("--customer", number, "--month", "2099-12") == 1 and "not over yet" in capsys.readouterr().err
    for month in ("2026-13", "0001-01", "1999-12", "2100-01", "9999-12", "2026-1", "x"):
        with pytest.raises(SystemExit):
            run("--customer", number, "--month", month)
        assert f"'{month}': a month is a year from 2000 to 2099 and a month, such as 2026-10" in capsys.readouterr().err
