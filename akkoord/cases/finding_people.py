# SPDX-License-Identifier: EUPL-1.2
"""Find somebody by what was typed: an e-mail address or a name, among those who may be meant here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Membership, Person
from akkoord.people.rules import OrganisationKind
from akkoord.web.refusals import Refusal

from .models import Case
from .rights import DESK, may_see

AT_MOST = 30


class NobodyFound(Refusal):
    """Nobody who may be chosen has this name or address."""

    code = "nobody_found"
    message = _("Nobody with this name or e-mail address may see this case. Check how it is written.")


class SeveralFound(Refusal):
    """More than one person has this name."""

    code = "several_found"
    message = _("Several people have this name. Use the e-mail address.")


def desk_people(case: Case, typed: str = "") -> Sequence[Person]:
    """Those who work on such cases, of the vendor or of the organisation, and whose name or address has what was typed."""
    if case.kind.worked_by is not None:
        word = typed.replace("\x00", "").strip().casefold()
        return [p for p in case.kind.worked_by.many(case) if word in p.name.casefold() or word == p.email.casefold()][:AT_MOST]
    staff = Membership.objects.in_force().filter(organisation__kind=OrganisationKind.VENDOR)
    return _people(staff.filter(roles__overlap=[str(r) for r in case.kind.handled_by or DESK]), typed)


def who_may_follow(case: Case, typed: str = "") -> Sequence[Person]:
    """Colleagues in the case's organisation, and of the desk, who may see it already: following opens nothing."""
    members = Membership.objects.in_force().filter(organisation=case.organisation_id)
    people = [*_people(members, typed), *desk_people(case, typed)]
    return [p for p in people if may_see(p, case)]


def chosen(typed: str, people: Iterable[Person]) -> Person:
    """The one that was meant. Raises NobodyFound, SeveralFound."""
    wanted = typed.strip().casefold()
    found = {p.pk: p for p in people if wanted in (p.email.casefold(), p.name.casefold())}
    if not found:
        raise NobodyFound
    if len(found) > 1:
        exact = [p for p in found.values() if p.email.casefold() == wanted]
        if len(exact) != 1:
            raise SeveralFound
        return exact[0]
    return next(iter(found.values()))


def _people(memberships: object, typed: str) -> list[Person]:
    rows = memberships.select_related("person").order_by("person__name")  # type: ignore[attr-defined]  # a query of memberships
    if word := typed.replace("\x00", "").strip():
        rows = rows.filter(person__name__icontains=word) | rows.filter(person__email__iexact=word)
    seen: dict[int, Person] = {}
    for membership in rows[:AT_MOST]:
        seen.setdefault(membership.person_id, membership.person)
    return list(seen.values())
