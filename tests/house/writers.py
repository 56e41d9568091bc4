# SPDX-License-Identifier: EUPL-1.2
"""Only actions write; importers may write in bulk."""

import ast
import re
from collections.abc import Iterable, Iterator

from .sources import Source, called

WRITES = frozenset({
    "save", "create", "update", "bulk_create", "bulk_update", "delete", "get_or_create", "update_or_create",
    "asave", "acreate", "aupdate", "abulk_create", "adelete", "aget_or_create", "aupdate_or_create",
})  # fmt: skip
NOT_ROWS = frozenset({"cache", "session", "store", "obstore", "environ", "globals"})  # what these receive is no row of ours
STATEMENT = re.compile(r"\s*(INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE)\b", re.IGNORECASE)


def may_write(source: Source) -> bool:
    """Actions, models, importers, migrations and tests."""
    importer = source.parts[-1].startswith(("import_", "importer", "importing")) or "importing" in source.parts
    return source.is_test or source.is_migration or importer or source.is_room("actions") or source.is_room("models")


def written_elsewhere(sources: Iterable[Source]) -> Iterator[str]:
    """Calls that write a row, and SQL that does, outside the rooms that may."""
    for source in sources:
        if not source.floor or may_write(source):
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and _writes(node):
                yield f"{source.at(node)} writes with .{called(node)}(): only actions do"
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and STATEMENT.match(node.value):
                yield f"{source.at(node)} writes with SQL: only actions do"


def _writes(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    if call.func.attr in {"update", "aupdate"} and (call.args or not call.keywords):
        return False  # of a dictionary, a set or a digest: takes something by position
    receiver = call.func.value
    name = receiver.attr if isinstance(receiver, ast.Attribute) else receiver.id if isinstance(receiver, ast.Name) else ""
    return name not in NOT_ROWS
