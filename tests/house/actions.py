# SPDX-License-Identifier: EUPL-1.2
"""Actions are told who and when; neither they nor the rules look at a clock."""

import ast
from collections.abc import Iterable, Iterator

from .sources import Source, called

CLOCK_READINGS = frozenset({"now", "utcnow", "today", "localtime", "localdate", "gmtime", "monotonic"})
# Actions that are told otherwise, each with its reason.
TOLD_OTHERWISE: dict[str, str] = {}


def untold_actions(sources: Iterable[Source], told_otherwise: Iterable[str] = TOLD_OTHERWISE) -> Iterator[str]:
    """Public functions among the actions without keyword-only `by` and `at`."""
    for source in sources:
        if not source.floor or source.is_test or not source.is_room("actions"):
            continue
        for node in source.tree.body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
                continue
            missing = {"by", "at"} - {a.arg for a in node.args.kwonlyargs}
            if missing and f"{source.floor}.{node.name}" not in told_otherwise:
                yield f"{source.at(node)} {node.name}() has no keyword-only {' and '.join(sorted(missing))}"


def clock_readings(sources: Iterable[Source]) -> Iterator[str]:
    """Calls that read the time inside rules, actions or business time."""
    for source in sources:
        pure = source.is_room("rules") or source.is_room("actions") or source.floor == "timing"
        if not source.floor or source.is_test or not pure:
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and (called(node) in CLOCK_READINGS or _is_time_time(node)):
                yield f"{source.at(node)} reads the time with {called(node)}(): it is passed in as `at`"
            if isinstance(node, ast.Name | ast.Attribute) and (getattr(node, "id", None) or getattr(node, "attr", None)) == "Now":
                yield f"{source.at(node)} reads the database's time: it is passed in as `at`"


def _is_time_time(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name(id="time"), attr="time" | "time_ns"):
            return True
    return False
