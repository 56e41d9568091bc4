# SPDX-License-Identifier: EUPL-1.2
"""Tables: which floor they point to, which columns are personal, and who guards their rows."""

import ast
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .sources import FLOORS, Source

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper
    from django.db.models import Model

MODEL = re.compile(r"([a-z]+)\.[A-Z]\w+")
GUARDED = """
    SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND a.attname = 'organisation_id' AND NOT a.attisdropped
    ORDER BY c.relname
"""


def keys_upward(sources: Iterable[Source]) -> Iterator[str]:
    """Strings that name a model of a higher floor: foreign keys and look-ups that import-linter cannot see."""
    for source in sources:
        if source.floor not in FLOORS or source.is_test:
            continue
        for node in ast.walk(source.tree):
            if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
                continue
            found = MODEL.fullmatch(node.value)
            if found and found[1] in FLOORS and FLOORS.index(found[1]) < FLOORS.index(source.floor):
                yield f"{source.at(node)} names {node.value}, which stands above {source.floor}"


def silent_about_persons(models: "Iterable[type[Model]]") -> Iterator[str]:
    """Models that do not say themselves which columns are personal, or name a column that they do not have."""
    for model in models:
        name = model._meta.label
        if "personal" not in vars(model):
            yield f"{name} does not say which columns are personal: `personal: ClassVar = (...)`"
            continue
        columns = {n for f in model._meta.get_fields() for n in (f.name, getattr(f, "attname", f.name))}
        yield from (f"{name} calls {c!r} personal but has no such column" for c in vars(model)["personal"] if c not in columns)


def unguarded(cursor: "CursorWrapper") -> Iterator[str]:
    """Tables with an organisation whose rows are not guarded, from the database's own catalogue."""
    cursor.execute(GUARDED)
    for table, enabled, forced, has_policy in cursor.fetchall():
        if not (enabled and forced and has_policy):
            yield f"table {table} has an organisation_id: row-level security must be enabled, forced and have a policy"
