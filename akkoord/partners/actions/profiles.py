# SPDX-License-Identifier: EUPL-1.2
"""Propose a page of the directory, and agree to it or send it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from akkoord.audit.actions import announce
from akkoord.people.models import Person
from akkoord.scope.rules import Audience, Circle

from ..events.profiles import ProfileAgreed, ProfileFact, ProfileProposed, ProfileSentBack
from ..models.partners import Partner
from ..models.profiles import Profile
from ..refusals.profiles import ProfileDecided, ProfileIncomplete, ReasonMissing
from ..rights import check_actor, check_manager
from ..rules.directory import FIELDS, INDUSTRIES, REGIONS


@transaction.atomic
def propose_profile(
    *,
    partner: Partner,
    name: str,
    summary_nl: str,
    about_nl: str,
    email: str,
    by: Person | None,
    at: datetime,
    summary_en: str = "",
    about_en: str = "",
    industries: Iterable[str] = (),
    fields: Iterable[str] = (),
    regions: Iterable[str] = (),
    website: str = "",
    phone: str = "",
) -> Profile:
    """Write the page anew; the vendor looks at it before it stands in the directory. One that waited is replaced.

    Raises NotAllowed, ProfileIncomplete.
    """
    check_actor(by, partner.organisation_id)
    lists = {"industries": (industries, INDUSTRIES), "fields": (fields, FIELDS), "regions": (regions, REGIONS)}
    chosen = {key: sorted(set(values)) for key, (values, _offered) in lists.items()}
    texts = {"name": name, "summary_nl": summary_nl, "about_nl": about_nl, "email": email}
    if not all(text.strip() for text in texts.values()) or any(set(chosen[k]) - set(lists[k][1]) for k in lists):
        raise ProfileIncomplete
    held = Partner.objects.select_for_update().get(pk=partner.pk)
    Profile.objects.waiting().filter(partner=held).update(replaced_at=at)
    profile = Profile.objects.create(
        partner=held, organisation_id=held.organisation_id, written_at=at, written_by=by, summary_en=summary_en.strip(),
        about_en=about_en.strip(), website=website.strip(), phone=phone.strip(), **{k: v.strip() for k, v in texts.items()}, **chosen,
    )  # fmt: skip
    _tell(ProfileProposed(profile.pk), profile, by=by, at=at)
    return profile


@transaction.atomic
def decide_profile(*, profile: Profile, is_agreed: bool, by: Person | None, at: datetime, why: str = "") -> None:
    """Let it stand in the directory, or send it back with the reason. Raises NotAllowed, ProfileDecided, ReasonMissing."""
    check_manager(by)
    held = Profile.objects.select_for_update().get(pk=profile.pk)
    if held.decided_at is not None or held.replaced_at is not None:
        raise ProfileDecided
    if not is_agreed and not why.strip():
        raise ReasonMissing
    held.decided_at, held.decided_by, held.is_agreed, held.why = at, by, is_agreed, why.strip()
    held.save(update_fields=["decided_at", "decided_by", "is_agreed", "why"])
    _tell(ProfileAgreed(held.pk) if is_agreed else ProfileSentBack(held.pk), held, by=by, at=at)
    profile.refresh_from_db()


def _tell(fact: ProfileFact, profile: Profile, *, by: Person | None, at: datetime) -> None:
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(profile.organisation_id, Audience.SHARED))
