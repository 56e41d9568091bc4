# SPDX-License-Identifier: EUPL-1.2
"""An agreement as OpenSLO v1: by the rules of its specification, and nothing in it that promises something else."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from ruamel.yaml import YAML

from akkoord.agreements.cli import add_commands
from akkoord.agreements.document import Agreement
from akkoord.agreements.openslo import as_text, left_out, name_of, objects_of

from .files import DAY_PARTS, ONE_PAGE, REFERENCE, REQUESTS, ROUND_THE_CLOCK, SERVICE_LOG, SEVERITIES, document

EVERY = [REFERENCE, ROUND_THE_CLOCK, ONE_PAGE, SERVICE_LOG, SEVERITIES, REQUESTS, DAY_PARTS]
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def read(text: str) -> list[dict[str, Any]]:
    return list(YAML(typ="safe").load_all(text))


def written(text: Agreement, language: str = "en") -> list[dict[str, Any]]:
    return read(as_text(objects_of(text, language), left_out(text)))


def with_promise(**says: Any) -> Agreement:
    """The one-page agreement with this single promise."""
    whole = document(ONE_PAGE).model_dump(mode="json")
    promise = {"id": "asked", "text": {"en": "As asked."}, "by": "vendor", **says}
    return Agreement.model_validate({**whole, "clauses": [{"clause": "1", "title": {"en": "One"}, "promises": [promise]}]})


def assert_metric(metric: dict[str, Any]) -> None:
    """A metric without a data source names its type; `spec` is required."""
    assert metric.keys() == {"metricSource"} and metric["metricSource"].keys() == {"type", "spec"}
    assert all(isinstance(value, str) for value in metric["metricSource"]["spec"].values())


def assert_slo(each: dict[str, Any], service: str) -> None:
    """What the specification of OpenSLO v1 asks of an SLO."""
    assert (each["apiVersion"], each["kind"]) == ("openslo/v1", "SLO") and LABEL.fullmatch(each["metadata"]["name"])
    assert all(isinstance(value, str) for value in each["metadata"]["annotations"].values())
    spec = each["spec"]
    assert spec.keys() == {"description", "service", "indicator", "timeWindow", "budgetingMethod", "objectives"}
    assert spec["service"] == service and len(spec["description"]) <= 1050 and spec["budgetingMethod"] == "Occurrences"
    [window], [objective] = spec["timeWindow"], spec["objectives"]
    assert re.fullmatch(r"[1-9]\d*[mhdwMQY]", window["duration"]) and window["isRolling"] is ("calendar" not in window)
    if "calendar" in window:
        datetime.strptime(window["calendar"]["startTime"], "%Y-%m-%d %H:%M:%S").replace(
            tzinfo=ZoneInfo(window["calendar"]["timeZone"])
        )
    assert 0 <= objective["target"] < 1
    [(kind, metric)] = spec["indicator"]["spec"].items()
    assert LABEL.fullmatch(spec["indicator"]["metadata"]["name"])
    if kind == "thresholdMetric":
        assert objective["op"] in ("lte", "gte", "lt", "gt") and objective["value"] > 0
        assert_metric(metric)
    else:
        assert kind == "ratioMetric" and not {"op", "value"} & objective.keys()
        assert metric.keys() in ({"counter", "good", "total"}, {"counter", "bad", "total"}, {"rawType", "raw"})
        assert metric.get("counter", True) is True and metric.get("rawType", "failure") == "failure"
        for part in metric.keys() - {"counter", "rawType"}:
            assert_metric(metric[part])


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_every_agreement_follows_the_rules_of_the_specification_and_no_promise_is_lost(path: Path) -> None:
    text = document(path)
    service, *objectives = written(text)
    assert (service["kind"], service["metadata"]["name"]) == ("Service", text.code)
    for each in objectives:
        assert_slo(each, text.code)
    names = [each["metadata"]["annotations"]["akkoord/promise"] for each in objectives]
    without = [name for names in left_out(text).values() for name in names]
    assert sorted(names + without) == sorted(f"{clause.clause}/{promise.id}" for clause, promise in text.promises())


def test_the_reference_agreement_has_its_three_shares_in_the_asked_language() -> None:
    found = {each["metadata"]["displayName"]: each["spec"] for each in written(document(), "nl")[1:]}
    targets = {name: spec["objectives"][0]["target"] for name, spec in found.items()}
    assert targets == {"2.3.1/availability": 0.995, "2.3.1/network": 0.9999, "2.3.2/windows": 0.95}
    windows = found["2.3.2/windows"]["objectives"][0]
    assert (windows["op"], windows["value"]) == ("lte", 2.5)
    assert found["2.3.1/availability"]["description"].startswith("De productie is minstens 99,5 %")
    assert found["2.3.1/network"]["timeWindow"][0]["calendar"]["timeZone"] == "Europe/Amsterdam"


def test_what_is_left_out_stands_above_it_with_the_reason() -> None:
    head = as_text(objects_of(document(), "en"), left_out(document())).partition("---")[0]
    assert "for they bound an average, not a share: 2.3.2/home-page\n" in head
    assert re.search(r"for every single one must be kept, .*2\.2\.3/reaction-p2", head)
    assert re.search(r"for they are aims: .*2\.3\.4/not-too-fast", head)


def test_a_norm_over_clocks_is_the_share_that_is_kept_of_what_is_counted() -> None:
    deadline = {"on": "incident", "clock": "reaction", "within": "1 hour"}
    [_service, each] = written(with_promise(deadline=deadline, norm={"share": 90, "at_least_counted": 20, "per": "quarter"}))
    assert_slo(each, document(ONE_PAGE).code)
    assert each["spec"]["objectives"][0]["target"] == 0.9
    assert each["spec"]["timeWindow"][0]["duration"] == "1Q"


@pytest.mark.parametrize(
    ("says", "why"),
    [
        ({"measure": {"figure": "availability", "at_least": 100}}, "every single one"),
        ({"measure": {"figure": "data_loss", "at_most": 5, "unit": "seconds"}}, "every single one"),
        (
            {"measure": {"figure": "response", "at_most": "2 working days", "unit": "duration", "share_of_cases": 90}},
            "in open time",
        ),
        ({"measure": {"figure": "availability", "at_least": 99, "per": "migration"}}, "another period"),
        ({"measure": {"figure": "availability", "at_least": 99, "zone": "customer"}}, "another period"),
        ({"measure": {"figure": "availability", "at_least": 99}, "aim": True}, "aims"),
        ({"measure": {"figure": "availability", "at_least": 99}, "by": "customer"}, "the customer keeps"),
        ({"quota": {"what": "environments", "at_most": 3}}, "no share"),
        ({"intent": {"because": {"en": "Vague."}}}, "nobody can judge"),
        ({"measure": {"figure": "availability", "at_least": 99}, "norm": {"share": 90, "missed_at_most": 1}}, "number of misses"),
    ],
)
def test_what_openslo_cannot_say_is_left_out_rather_than_bent(says: dict[str, Any], why: str) -> None:
    text = with_promise(**says)
    [reason] = left_out(text)
    assert why in reason and left_out(text)[reason] == ["1/asked"]
    assert [each["kind"] for each in objects_of(text, "en")] == ["Service"]


def test_a_mean_error_rate_is_a_ratio_as_it_is_and_a_rolling_period_rolls() -> None:
    measure = {"figure": "availability", "at_most": Decimal("0.1"), "basis": "error_rate", "per": "rolling 30 days"}
    [_service, each] = written(with_promise(measure=measure))
    assert each["spec"]["objectives"][0]["target"] == 0.999
    assert_slo(each, document(ONE_PAGE).code)
    assert each["spec"]["indicator"]["spec"]["ratioMetric"]["rawType"] == "failure"
    assert each["spec"]["timeWindow"] == [{"duration": "30d", "isRolling": True}]


@pytest.mark.parametrize(
    ("per", "begins"),
    [("day", "2026-11-18"), ("week", "2026-11-16"), ("month", "2026-11-01"), ("quarter", "2026-10-01"), ("year", "2026-01-01"),
     ("fiscal quarter", "2026-11-01"), ("fiscal year", "2026-05-01")],
)  # fmt: skip
def test_a_period_begins_where_the_calendar_or_the_fiscal_year_has_it(per: str, begins: str) -> None:
    text = with_promise(measure={"figure": "availability", "at_least": 99, "per": per})
    text = text.model_copy(update={"effective_from": date(2026, 11, 18), "fiscal_year_begins": 5})
    assert written(text)[1]["spec"]["timeWindow"][0]["calendar"]["startTime"] == f"{begins} 00:00:00"


def test_words_with_quotes_and_line_ends_come_back_as_they_were() -> None:
    says = 'He said: "yes" # no\nand: - more — é'
    text = with_promise(measure={"figure": "availability", "at_least": 99}, text={"en": says})
    assert written(text)[1]["spec"]["description"] == says


def test_a_long_name_stays_a_name_and_stays_its_own() -> None:
    one, other = name_of("2.3/" + "a" * 80), name_of("2.3/" + "a" * 81)
    assert LABEL.fullmatch(one) and LABEL.fullmatch(other) and one != other


@pytest.mark.django_db
def test_anybody_downloads_it_beside_the_file_of_the_version(client: Client, settings: Any) -> None:
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    assert 'href="/agreement/versions/2026-2/openslo"' in client.get("/agreement/versions/2026-2").content.decode()
    answer = client.get("/agreement/versions/2026-2/openslo", headers={"accept-language": "nl"})
    assert answer["Content-Type"].startswith("application/yaml")
    assert answer["Content-Disposition"] == 'attachment; filename="reference-2026-2.openslo.yaml"'
    assert read(answer.content.decode())[1]["spec"]["description"].startswith("De productie")
    assert client.get("/agreement/versions/1999-1/openslo").status_code == 404


@pytest.mark.django_db
def test_the_command_prints_it_and_names_a_version_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    parser = ArgumentParser()
    add_commands(parser.add_subparsers())

    def run(*words: str) -> int:
        arguments = parser.parse_args(["agreement", "openslo", *words])
        status: int = arguments.run(arguments)
        return status

    assert run("reference", "--version", "2026-2") == 0
    assert len(read(capsys.readouterr().out)) == 4
    assert run("reference", "--version", "1999-1") == 1 and run("nothing") == 1
    assert capsys.readouterr().out == ""
