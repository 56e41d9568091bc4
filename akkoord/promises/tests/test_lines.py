# SPDX-License-Identifier: EUPL-1.2
"""Verdicts for programs: by command and by address, each with the verdicts of its own organisation alone."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from akkoord.agreements.in_force import version_in_force
from akkoord.people.actions import create_token, revoke_token
from akkoord.people.models import ApiToken, Organisation
from akkoord.people.rules import TokenScope
from akkoord.promises import api
from akkoord.promises.cli import add_commands
from akkoord.promises.models import MonthVerdict
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World

ADDRESS = "/api/v1/verdicts"
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
JUDGED = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
MARK = "test-lines"


def verdict(organisation: Organisation | None, promise: str, *, month: date = OCTOBER, **more: Any) -> MonthVerdict:
    """A verdict of the ledger; without other words a kept one that something else than clocks gave."""
    version = version_in_force("reference", JUDGED)
    until = NOVEMBER if month == OCTOBER else date(2026, 12, 1)
    says = {"verdict": "kept", "evaluator": "availability", "why": MARK, "judged_at": JUDGED, **more}
    return MonthVerdict.objects.create(
        agreement=version.agreement, version=version, promise=promise, organisation=organisation, month=month, until=until, **says
    )


@pytest.fixture
def ledger(world: World) -> dict[str, MonthVerdict]:
    """Verdicts of Elzenhorst, of another organisation, of everybody, and the vendor's of all clocks together."""
    set_scope(SYSTEM)
    first = verdict(world.customer, "2.2.3/reaction-p2", evaluator="clocks", verdict="broken", kept=1, broken=1)
    return {
        "own": first,
        "corrected": verdict(
            world.customer, "2.2.3/reaction-p2", evaluator="clocks", kept=2, supersedes=first, reason="Geheim", by=world.operator
        ),
        "other": verdict(world.first_class, "2.2.3/reaction-p2", evaluator="clocks"),
        "all": verdict(
            None, "2.3.1/availability", worst="99.8125", best="99.9", bound="99.5", unit="percent",
            excluded={"planned": {"seconds": 7200, "proof": ["maintenance:7"]}},
            evidence=[{"path": "/availability/2026-10", "keys": ["outage:3"]}],
        ),
        "vendor": verdict(None, "2.2.3/reaction-p2", evaluator="clocks"),
        "november": verdict(world.customer, "2.2.3/reaction-p3", month=NOVEMBER, evaluator="clocks"),
    }  # fmt: skip


def token_of(organisation: Organisation, scope: TokenScope = TokenScope.VERDICTS_READ) -> tuple[ApiToken, str]:
    at = datetime.now(UTC)
    return create_token(organisation=organisation, name="x", scopes=[scope], expires_at=at + timedelta(days=1), by=None, at=at)


def asked(secret: str | None, query: str = "", method: str = "get") -> HttpResponse:
    headers = {} if secret is None else {"authorization": f"Bearer {secret}"}
    with transaction.atomic():
        answer: HttpResponse = getattr(Client(), method)(ADDRESS + query, headers=headers)
        set_scope(SYSTEM)
    return answer


def lines(answer: HttpResponse) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"].startswith("application/x-ndjson") and answer["Cache-Control"] == "no-store"
    return [each for each in map(json.loads, answer.content.decode().splitlines()) if each["why"] == MARK]


def ids(answer: HttpResponse) -> list[int]:
    return [each["id"] for each in lines(answer)]


def test_a_customer_reads_its_own_verdicts_and_those_of_everybody_and_nobody_elses(
    world: World, ledger: dict[str, MonthVerdict]
) -> None:
    _token, secret = token_of(world.customer)
    expected = [ledger[name].pk for name in ("own", "corrected", "all", "november")]
    assert ids(asked(secret)) == expected
    _token, other = token_of(world.first_class)
    assert ids(asked(other)) == [ledger["other"].pk, ledger["all"].pk]


def test_a_token_of_the_vendor_reads_those_of_every_organisation(world: World, ledger: dict[str, MonthVerdict]) -> None:
    _token, secret = token_of(world.vendor)
    assert ids(asked(secret)) == [each.pk for each in ledger.values()]


def test_a_line_says_the_figure_its_bound_and_what_was_left_out_but_no_person_no_reason_no_key(
    world: World, ledger: dict[str, MonthVerdict]
) -> None:
    _token, secret = token_of(world.customer)
    answer = asked(secret)
    found = {each["id"]: each for each in lines(answer)}
    of_all = found[ledger["all"].pk]
    assert (of_all["worst"], of_all["best"], of_all["bound"], of_all["unit"]) == (99.8125, 99.9, 99.5, "percent")
    assert of_all["left_out"] == {"planned": {"seconds": 7200}} and of_all["pages"] == ["/availability/2026-10"]
    assert (of_all["from"], of_all["until"], of_all["customer"]) == ("2026-10-01", "2026-11-01", None)
    corrected = found[ledger["corrected"].pk]
    assert (corrected["supersedes"], corrected["customer"]) == (ledger["own"].pk, world.customer.customer_number)
    text = answer.content.decode()
    assert "Geheim" not in text and world.operator.name not in text and "outage:3" not in text and "maintenance:7" not in text


def test_strangers_the_revoked_the_expired_and_those_with_another_scope_read_nothing(
    world: World, ledger: dict[str, MonthVerdict]
) -> None:
    token, secret = token_of(world.customer)
    _timings, of_timings = token_of(world.vendor, TokenScope.TIMINGS_WRITE)
    assert asked(None).status_code == asked("akkoord_invented").status_code == 401
    assert asked(of_timings).status_code == 403
    revoke_token(token=token, by=None, at=datetime.now(UTC))
    refused = asked(secret)
    assert refused.status_code == 401 and MARK not in refused.content.decode()
    late, secret = token_of(world.customer)
    ApiToken.objects.filter(pk=late.pk).update(
        created_at=datetime(2026, 1, 1, tzinfo=UTC), expires_at=datetime(2026, 1, 2, tzinfo=UTC)
    )
    assert asked(secret).status_code == 401


def test_a_month_and_what_is_new_since_the_last_one(world: World, ledger: dict[str, MonthVerdict]) -> None:
    _token, secret = token_of(world.customer)
    assert ids(asked(secret, "?month=2026-11")) == [ledger["november"].pk]
    assert ids(asked(secret, f"?after={ledger['all'].pk}")) == [ledger["november"].pk]
    assert lines(asked(secret, f"?after={ledger['november'].pk}")) == []


def test_a_long_answer_comes_in_pages_that_miss_and_repeat_nothing(
    world: World, ledger: dict[str, MonthVerdict], monkeypatch: pytest.MonkeyPatch
) -> None:
    _token, secret = token_of(world.customer)
    whole, found, query, pages = ids(asked(secret, "?month=2026-10")), list[int](), "?month=2026-10", 0
    monkeypatch.setattr(api, "AT_A_TIME", 2)
    while query:
        answer = asked(secret, query)
        assert len(answer.content.splitlines()) <= 2
        found += ids(answer)
        link = answer.headers.get("Link", "")
        query, pages = link.partition(ADDRESS)[2].partition(">")[0], pages + 1
    assert found == whole and pages > 1


@pytest.mark.parametrize(
    "query",
    ["?after=x", "?after=-1", "?after=" + "9" * 19, "?month=2026", "?month=2026-13", "?month=%00", "?organisation=1", "?after="],
)
def test_what_it_does_not_know_is_refused_by_name(world: World, ledger: dict[str, MonthVerdict], query: str) -> None:
    _token, secret = token_of(world.customer)
    answer = asked(secret, query)
    assert answer.status_code == 422 and json.loads(answer.content)["error"] == "bad_query"


def test_it_is_read_and_not_written(world: World) -> None:
    _token, secret = token_of(world.customer)
    assert asked(secret, method="post").status_code == 405
    assert asked(secret, method="head").status_code == 200


def test_the_command_prints_the_ledger_of_all_or_of_one_customer(
    world: World, ledger: dict[str, MonthVerdict], capsys: pytest.CaptureFixture[str]
) -> None:
    parser = ArgumentParser()
    add_commands(parser.add_subparsers())

    def run(*words: str) -> int:
        arguments = parser.parse_args(["verdicts", "--format", "jsonl", *words])
        status: int = arguments.run(arguments)
        return status

    def printed() -> list[int]:
        return [each["id"] for each in map(json.loads, capsys.readouterr().out.splitlines()) if each["why"] == MARK]

    assert run() == 0 and printed() == [each.pk for each in ledger.values()]
    assert run("--customer", str(world.customer.customer_number)) == 0
    assert printed() == [ledger[name].pk for name in ("own", "corrected", "all", "vendor", "november")]
    assert run("--customer", "0") == run("--customer", "x") == 1 and printed() == []
