# SPDX-License-Identifier: EUPL-1.2
"""What hangs on a case beside its conversation, fetched with the case itself: one query in place of five."""
from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Concat, JSONObject

from akkoord.people.models import Person
from akkoord.scope.rules import Audience

from .models import Attachment, Draft, Follower, Link, Presence

PRESENT_SECONDS = 50  # somebody who was not heard of for longer has left


def what_hangs_on_it(person: Person, at: datetime) -> dict[str, Any]:
    """For a query of cases: followers, whether there are links, files, the reader's drafts, and for staff who else is there."""
    case, key = OuterRef("pk"), Concat(Value("case:"), Cast(OuterRef("pk"), TextField()), output_field=TextField())
    followers = Follower.objects.filter(case=case).order_by("pk")
    files = Attachment.objects.filter(case=case).order_by("pk")
    if not person.is_staff:
        files = files.exclude(audience=Audience.VENDOR_ONLY)
    drafts = Draft.objects.filter(person=person, place__in=[Concat(key, Value("/reply")), Concat(key, Value("/note"))])
    found: dict[str, Any] = {
        "followers_beside": _rows(followers, id="person_id", name="person__name"),
        "files_beside": _rows(files, id="pk", message="message_id", name="name", size="size", type="media_type"),
        "drafts_beside": _rows(drafts.order_by("-at"), text="text", place="place", at="at"),
        "has_links": Exists(Link.objects.filter(Q(case=case) | Q(other=case))),
    }
    if person.is_staff:
        here = Presence.objects.filter(case=case, seen_at__gt=at - timedelta(seconds=PRESENT_SECONDS)).exclude(person=person)
        found["others_beside"] = _rows(here.order_by("since"), name="person__name", since="since", writing="is_writing")
    return found


def _rows(rows: Any, **columns: str) -> ArraySubquery:
    return ArraySubquery(rows.values(json=JSONObject(**{name: F(column) for name, column in columns.items()})))


def moment(text: str) -> datetime:
    """A moment as the database writes it in JSON."""
    return datetime.fromisoformat(text)
