# SPDX-License-Identifier: EUPL-1.2
"""Django's sessions in the database, read with one plain statement: every request does."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.utils import timezone


class SessionStore(DatabaseStore):
    """The same rows, expiry and signatures."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing for one that has expired, which then gets a new key."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s",
                [self.session_key, timezone.now()],
            )
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
