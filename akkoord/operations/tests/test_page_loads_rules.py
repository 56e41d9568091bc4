# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.operations.rules.page_loads import (
    AHEAD,
    LONGEST,
    MOST_FAULTS,
    MOST_ITEMS,
    OLDEST,
    BadBatch,
    Batch,
    parse_batch,
)

AT = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
ID = "5f0c0a52-9d0e-4c0e-9b69-0f9d6d7a1111"
WINDOWS = frozenset({"first_window", "self_service_home"})
LOAD = {"window": "first_window", "at": "2026-11-19T11:59:00.5Z", "ms": 412.5}


def parsed(items: Any, **head: Any) -> Batch:
    return parse_batch(json.dumps({"id": ID, "items": items, **head}).encode(), windows=WINDOWS, at=AT)


def wrong(items: Any, **head: Any) -> list[tuple[str, str]]:
    with pytest.raises(BadBatch) as bad:
        parsed(items, **head)
    return [(fault.where, fault.allowed) for fault in bad.value.faults]


def test_a_sound_batch_is_read_into_columns() -> None:
    batch = parsed([LOAD, {"window": "self_service_home", "at": "2026-11-19T13:00:00+02:00", "failed": True}, {**LOAD, "ms": 0}])
    assert batch.id == UUID(ID) and batch.count == 3
    assert batch.windows == ["first_window", "self_service_home", "first_window"]
    assert batch.moments[:2] == [AT - timedelta(seconds=59.5), AT - timedelta(hours=1)]
    assert batch.times == [412.5, None, 0.0]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b"[]", b"7", b'"x"', b"null", b"[" * 100_000], ids=range(8))
def test_what_is_no_batch_at_all_is_answered_with_the_form_of_one(body: bytes) -> None:
    with pytest.raises(BadBatch) as bad:
        parse_batch(body, windows=WINDOWS, at=AT)
    assert '"items": [{"window"' in bad.value.faults[0].allowed


def test_the_head_says_what_is_missing_or_strange() -> None:
    assert [where for where, _ in wrong([LOAD], extra=1)] == ["extra"]
    assert [where for where, _ in wrong([LOAD], id="x")] == ["id"]
    assert [where for where, _ in wrong([LOAD], id=7)] == ["id"]
    assert [where for where, _ in wrong([])] == ["items"]
    assert [where for where, _ in wrong("x")] == ["items"]
    assert wrong([LOAD] * (MOST_ITEMS + 1)) == [("items", f"a list of 1 to {MOST_ITEMS} loads")]
    assert parsed([LOAD] * MOST_ITEMS).count == MOST_ITEMS


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"window": "payslip"}, "window"),
        ({"window": None}, "window"),
        ({"window": ["first_window"]}, "window"),
        ({"at": "2026-11-19T11:59:00"}, "at"),
        ({"at": "yesterday"}, "at"),
        ({"at": 1763553540}, "at"),
        ({"at": (AT - OLDEST - timedelta(seconds=1)).isoformat()}, "at"),
        ({"at": (AT + AHEAD + timedelta(seconds=1)).isoformat()}, "at"),
        ({"at": "0001-01-01T00:00:00+23:59"}, "at"),
        ({"ms": -1}, "ms"),
        ({"ms": LONGEST + 1}, "ms"),
        ({"ms": "412"}, "ms"),
        ({"ms": True}, "ms"),
        ({"ms": None}, "ms"),
        ({"ms": float("nan")}, "ms"),
        ({"ms": float("inf")}, "ms"),
        ({"ms": 10**400}, "ms"),
        ({"failed": True}, "failed"),
        ({"failed": False}, "failed"),
        ({"user": "jan"}, "user"),
    ],
    ids=str,
)
def test_every_fault_names_its_place_and_what_is_allowed(change: dict[str, Any], where: str) -> None:
    faults = wrong([LOAD, {**LOAD, **change}])
    assert [place for place, _ in faults] == [f"items[1].{where}"] and all(allowed for _, allowed in faults)


def test_allowed_windows_are_listed() -> None:
    assert wrong([{**LOAD, "window": "x"}])[0][1] == "first_window, self_service_home"


def test_a_batch_full_of_faults_names_the_first_and_counts_all() -> None:
    with pytest.raises(BadBatch) as bad:
        parsed([7] * 500)
    assert len(bad.value.faults) == MOST_FAULTS and bad.value.count == 500


def test_the_limits_of_time_are_inside() -> None:
    edges = [AT - OLDEST, AT + AHEAD]
    assert parsed([{**LOAD, "at": edge.isoformat()} for edge in edges]).moments == edges


def test_the_digest_is_of_the_loads_and_not_of_how_they_were_written() -> None:
    first = parsed([LOAD])
    assert parsed([{"ms": 412.5, "at": "2026-11-19T12:59:00.500+01:00", "window": "first_window"}]).digest == first.digest
    assert parsed([{**LOAD, "ms": 412}]).digest != first.digest
    assert parsed([LOAD, LOAD]).digest != first.digest


VALUES: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8) | st.just([]) | st.just({"a": [1]})
)
KNOWN = st.sampled_from(["first_window", "2026-11-19T11:59:00Z"])
ITEMS = st.lists(st.dictionaries(st.sampled_from(["window", "at", "ms", "failed", "x"]), VALUES | KNOWN), max_size=4)


@given(ITEMS)
def test_nothing_that_anybody_sends_breaks_the_reader(items: list[Any]) -> None:
    try:
        batch = parsed(items)
    except BadBatch as bad:
        assert bad.faults and bad.count >= len(bad.faults)
    else:
        assert batch.count == len(items) and set(batch.windows) <= WINDOWS
