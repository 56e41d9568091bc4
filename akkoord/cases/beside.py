# SPDX-License-Identifier: EUPL-1.2
"""What hangs on a case beside its conversation, in one query: built by hand, for the page of a case is asked most of all.

It runs under the reader's policies as every query does; what is for the vendor alone is left out for others here as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from akkoord.people.models import Person

from .models import Case

PRESENT_SECONDS = 50  # somebody who was not heard of for longer has left
_SQL = """
SELECT
  (SELECT json_agg(json_build_object('id', p.id, 'name', p.name) ORDER BY f.id)
     FROM cases_follower f JOIN people_person p ON p.id = f.person_id WHERE f.case_id = %(case)s),
  (SELECT json_agg(json_build_object('id', a.id, 'message', a.message_id, 'name', a.name, 'size', a.size, 'type', a.media_type)
                   ORDER BY a.id)
     FROM cases_attachment a WHERE a.case_id = %(case)s AND (%(staff)s OR a.audience <> 'vendor_only')),
  (SELECT json_agg(json_build_object('clock', d.clock_id, 'set', d.set_at, 'due', d.due_at, 'why', d.why) ORDER BY d.id)
     FROM clocks_deadline d JOIN clocks_clock c ON c.id = d.clock_id WHERE c.subject = %(key)s),
  (SELECT json_agg(json_build_object('text', t.text, 'place', t.place, 'at', t.at) ORDER BY t.at DESC)
     FROM cases_draft t WHERE t.person_id = %(person)s AND t.place IN (%(reply)s, %(note)s)),
  (SELECT json_agg(json_build_object('name', p.name, 'since', h.since, 'writing', h.is_writing) ORDER BY h.since)
     FROM cases_presence h JOIN people_person p ON p.id = h.person_id
    WHERE %(staff)s AND h.case_id = %(case)s AND h.person_id <> %(person)s AND h.seen_at > %(present)s),
  EXISTS (SELECT FROM cases_link l WHERE l.case_id = %(case)s OR l.other_id = %(case)s)
"""
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Beside:
    """Rows as they come from the database; moments in them are text (`moment`)."""

    followers: Rows
    files: Rows
    deadlines: Rows
    drafts: Rows
    others: Rows
    has_links: bool


def beside(case: Case, person: Person, at: datetime) -> Beside:
    """What hangs on the case, for this reader: `others` only for the vendor's people, `drafts` only their own."""
    values: dict[str, Any] = {
        "case": case.pk,
        "key": case.key,
        "person": person.pk,
        "staff": person.is_staff,
        "reply": f"{case.key}/reply",
        "note": f"{case.key}/note",
        "present": at - timedelta(seconds=PRESENT_SECONDS),
    }
    with connection.cursor() as cursor:
        cursor.execute(_SQL, values)
        followers, files, deadlines, drafts, others, has_links = cursor.fetchone()
    return Beside(_rows(followers), _rows(files), _rows(deadlines), _rows(drafts), _rows(others), has_links)


def _rows(found: Any) -> Rows:
    """Django leaves JSON as text; nothing is null."""
    rows: Rows = json.loads(found) if isinstance(found, str) else found or []
    return rows


def moment(text: str) -> datetime:
    """A moment as the database writes it in JSON."""
    return datetime.fromisoformat(text)
