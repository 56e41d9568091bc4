# SPDX-License-Identifier: EUPL-1.2
"""Marks that keep the demonstration to its own database, and its start short."""

import hashlib
from collections.abc import Iterator

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

MADE = "made by the demonstration of Akkoord"
_MARK = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"


def is_marked() -> bool:
    """Whether the demonstration made this database."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK)
        return bool(cursor.fetchone() == (MADE,))


def claim() -> Iterator[str]:
    """Mark an empty database as the demonstration's; yields why not where somebody else uses it."""
    if is_marked():
        return
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('people_person') IS NOT NULL")
        if cursor.fetchone() == (True,):
            yield "this database was not made by the demonstration, which signs anybody in: give it another"
            return
        cursor.execute(
            f"COMMENT ON DATABASE {connections['owner'].ops.quote_name(connections['owner'].settings_dict['NAME'])} IS '{MADE}'"
        )


def is_behind() -> bool:
    """Whether a migration has yet to run."""
    executor = MigrationExecutor(connections["owner"])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def static_changed() -> bool:
    """Whether the collected static files are of an earlier state of the sources."""
    mark = settings.STATIC_ROOT / ".made-from"
    return not mark.exists() or mark.read_text() != _static_state()


def note_static() -> None:
    """Remember the state that was collected."""
    (settings.STATIC_ROOT / ".made-from").write_text(_static_state())


def _static_state() -> str:
    state = hashlib.sha256()
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            state.update(f"{path} {storage.size(path)} {storage.get_modified_time(path)}\n".encode())
    return state.hexdigest()
