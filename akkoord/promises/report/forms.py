# SPDX-License-Identifier: EUPL-1.2
"""What the pages of reports are asked: a month, an organisation."""

from __future__ import annotations

import re
from datetime import date

from django.http import Http404, QueryDict

from akkoord.people.models import Organisation, Person

from .rights import READERS, may_read

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


def month_asked(text: str) -> date:
    """The first day of the month written as 2026-10. Raises Http404."""
    found = _MONTH.fullmatch(text)
    if found is None:
        raise Http404
    return date(int(found[1]), int(found[2]), 1)


def organisation_asked(asked: QueryDict, person: Person) -> Organisation | None:
    """The organisation that `organisation` names by customer number or key, if the person may read its reports.

    Without one a customer's own, the first by name; None for staff. Raises Http404.
    """
    wanted = asked.get("organisation", "")
    if not wanted:
        own = person.organisations_with(*READERS)
        return None if person.is_staff else Organisation.objects.filter(pk__in=own).order_by("name").first()
    number = wanted.removeprefix("o")
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404
    found = Organisation.objects.filter(**({"pk": int(number)} if wanted.startswith("o") else {"customer_number": int(number)}))
    organisation = found.first()
    if organisation is None or not may_read(person, organisation.pk):
        raise Http404
    return organisation
