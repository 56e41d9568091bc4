# SPDX-License-Identifier: EUPL-1.2
"""For whom a page of availability counts: who sits somewhere sees their own figures first."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from akkoord.people.models import Organisation, Person


@dataclass(frozen=True)
class Chosen:
    """The reader and the organisation whose figures they see; None: everybody together."""

    person: Person | None
    organisation: Organisation | None
    choices: tuple[Organisation, ...]  # of the reader
    is_asked: bool  # by the address

    @property
    def pk(self) -> int | None:
        """The organisation's key."""
        return self.organisation.pk if self.organisation else None

    @property
    def query(self) -> str:
        """What links to further pages carry, so that they stay with the same organisation."""
        if self.is_asked:
            return f"?for={self.organisation.customer_number}" if self.organisation else "?for=all"
        return ""


def chosen_by(request: HttpRequest) -> Chosen:
    """`?for=10023` is that customer, for themselves and the vendor; `?for=all` everybody; nothing: the reader's own, if any.

    Raises Http404 for an organisation that is not the reader's, whether or not it exists.
    """
    person = request.user if isinstance(request.user, Person) else None
    own = _own(person)
    asked = request.GET.get("for", "")
    if not asked:
        return Chosen(person, own[0] if own else None, own, is_asked=False)
    if asked == "all":
        return Chosen(person, None, own, is_asked=True)
    if person is not None and person.is_staff and asked.isascii() and asked.isdigit() and len(asked) < 10:
        found = Organisation.objects.filter(customer_number=int(asked)).first()
    else:
        found = next((each for each in own if str(each.customer_number) == asked), None)
    if found is None:
        raise Http404
    return Chosen(person, found, own, is_asked=True)


def _own(person: Person | None) -> tuple[Organisation, ...]:
    if person is None or person.is_staff or not person.scope.organisations:
        return ()
    return tuple(Organisation.objects.filter(pk__in=person.scope.organisations).exclude(customer_number=None).order_by("name"))
