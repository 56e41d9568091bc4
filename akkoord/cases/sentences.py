# SPDX-License-Identifier: EUPL-1.2
"""What an event says in a sentence, on the timeline and in mail. Names come from rows, never from the event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import SimpleNamespace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from akkoord.audit.models import Event
from akkoord.people.models import Organisation, Person

from .kind import Kind, Line, kind_named
from .models import Case


class Names:
    """The names that a set of events needs, in at most three queries."""

    def __init__(self, events: Iterable[Event], *, people: Iterable[int | None] = (), reader: Person | None = None) -> None:
        events = list(events)
        wanted = {e.by_id for e in events} | {e.data.get("person_id") for e in events} | set(people)
        known = Person.objects.filter(pk__in=[p for p in wanted if p]).values_list("pk", "name")
        self.people: Mapping[int, str] = dict(known)
        others = {e.data.get("other_id") or e.data.get("into_id") for e in events} - {None}
        self.cases: Mapping[int, Case] = _cases(list(others), reader) if others else {}
        organisations = {e.data.get("organisation_id") for e in events} - {None}
        self.organisations: Mapping[int, Organisation] = (
            Organisation.objects.in_bulk(list(organisations)) if organisations else {}
        )

    def person(self, pk: int | None, reader: Person | None) -> str:
        """A name as the reader knows it: *you*, somebody's name, or the program itself."""
        if pk is None:
            return "Akkoord"
        if reader is not None and pk == reader.pk:
            return _("You")
        return self.people.get(pk) or _("somebody")

    def whom(self, pk: int | None, by: int | None, reader: Person | None) -> str:
        """A name as what somebody did something to: *yourself*, *you*, the name again, or nobody."""
        if pk is None:
            return _("nobody")
        if reader is not None and pk == reader.pk:
            return _("yourself") if pk == by else pgettext("object", "you")
        return self.people.get(pk) or _("somebody")


def _cases(keys: list[int], reader: Person | None) -> dict[int, Case]:
    """On a page only the cases that the reader may see have a number."""
    return (Case.objects.visible_to(reader) if reader else Case.objects.all()).in_bulk(keys)


def line_of(kind: Kind, event: Event) -> Line | None:
    """What the kind says about the event; None when it says nothing."""
    return next((line for fact, line in kind.lines.items() if fact.name() == event.name), None)


def sentence(template: object, case: Case, event: Event, names: Names, reader: Person | None) -> str:
    """The sentence in the active language."""
    other = names.cases.get(event.data.get("other_id") or event.data.get("into_id") or 0)
    organisation = names.organisations.get(event.data.get("organisation_id") or 0)
    clock = event.data.get("clock")
    return str(template).format(
        who=names.person(event.by_id, reader),
        person=names.person(event.data["person_id"], reader) if event.data.get("person_id") else _("nobody"),
        whom=names.whom(event.data.get("person_id"), event.by_id, reader),
        other=other.number if other else _("another case"),
        organisation=organisation.name if organisation else "",
        clock=str(case.kind.clock(clock).label) if clock else "",
        priority=case.priority or "",
        standing=_standing(event),
        fact=SimpleNamespace(**event.data),
    )


def _standing(event: Event) -> str:
    """The word for the state that another case came into, where the event says so."""
    kind, state = event.data.get("other_kind"), event.data.get("other_state")
    return str(kind_named(kind).state(state).label) if kind and state else ""
