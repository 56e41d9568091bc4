# SPDX-License-Identifier: EUPL-1.2
"""Which questions are to be asked from a place. Read often, so first the database says whether anything changed at all."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from akkoord.scope.database import scoped
from akkoord.scope.rules import SYSTEM

from ..rules.probing import BadSettings, Settings, parse_settings

logger = logging.getLogger(__name__)
OF_PLACE = """
FROM operations_probe p JOIN operations_probe_places l ON l.probe_id = p.id
WHERE l.place_id = %(place)s AND p.since <= %(at)s AND (p.until IS NULL OR p.until > %(at)s)
"""
MARK = f"SELECT md5(coalesce(string_agg(p.id || ' ' || p.xmin, ',' ORDER BY p.id), '')) {OF_PLACE}"
READ = f"SELECT p.id, p.code, p.kind, p.settings, p.every, p.timeout {OF_PLACE} ORDER BY p.id"
LAST = """
SELECT p.probe, s.at FROM unnest(%s::bigint[]) AS p (probe) CROSS JOIN LATERAL (
    SELECT at FROM operations_sample WHERE probe_id = p.probe AND place_id = %s ORDER BY at DESC LIMIT 1) s
"""


@dataclass(frozen=True)
class Question:
    """A probe as far as asking needs it. Seconds."""

    probe: int
    code: str
    settings: Settings
    every: int
    timeout: int


@dataclass(frozen=True)
class Asked:
    """All questions of a place; `mark` changes when any of them does."""

    mark: str
    questions: dict[int, Question]


def read_questions(place: int, at: datetime, known: str = "") -> Asked | None:
    """The questions of now; None when nothing changed since `known`. What cannot be asked is said and left out: time unknown."""
    with scoped(SYSTEM), connection.cursor() as cursor:
        given: dict[str, int | datetime] = {"place": place, "at": at}
        cursor.execute(MARK, given)
        mark = str(cursor.fetchone()[0])
        if mark == known:
            return None
        cursor.execute(READ, given)
        rows = cursor.fetchall()
    questions = {}
    for probe, code, kind, settings, every, timeout in rows:
        try:
            parsed = parse_settings(kind, json.loads(settings) if isinstance(settings, str) else settings)
            questions[probe] = Question(probe, code, parsed, every, timeout)
        except BadSettings as bad:
            logger.error("probe %s is not asked: %s", code, bad)
    return Asked(mark, questions)


def last_heard(probes: list[int], place: int) -> dict[int, datetime]:
    """The newest sample of each probe from a place."""
    with scoped(SYSTEM), connection.cursor() as cursor:
        cursor.execute(LAST, [probes, place])
        return dict(cursor.fetchall())
