# SPDX-License-Identifier: EUPL-1.2
"""Own cases that fit what is being typed."""

from __future__ import annotations

from django.db import connection

from akkoord.cases.models import Case
from akkoord.people.models import Person

LONGER_THAN, MOST = 3, 4


def similar_cases(person: Person, words: str) -> list[Case]:
    """The last cases that hold most of these words, among those that the person may see anyway."""
    asked = [word for word in words.replace("\x00", "").replace('"', " ").lower().split()[:12] if len(word) > LONGER_THAN]
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM akkoord_search(%s, %s)", [" or ".join(asked), 60])
        ids = [row[0] for row in cursor.fetchall()]
    found = Case.objects.visible_to(person).filter(pk__in=ids)
    cases = found.only("pk", "number", "kind_name", "subject", "state", "changed_at", "closed_at").order_by("-pk")
    # The index answers any word; most words in common comes first, and then what is newest.
    return sorted(cases, key=lambda case: -sum(word in case.subject.lower() for word in asked))[:MOST]
