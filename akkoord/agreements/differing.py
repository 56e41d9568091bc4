# SPDX-License-Identifier: EUPL-1.2
"""What stored versions change, in the reader's words. Comparing costs a while, so it is kept: versions never change."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.utils.translation import get_language

from .closed_dates import closed_dates
from .comparison import compare
from .comparison.wording import Group, groups
from .in_force import terms_of_version
from .models import HEAVY, AgreementDraft, AgreementVersion
from .terms import Terms


def difference(version: AgreementVersion, before: AgreementVersion) -> list[Group]:
    """What `version` changes against `before`, clause by clause, in the running language."""
    return list(_kept(version.pk, before.pk, get_language() or "en"))


@lru_cache(maxsize=64)
def _kept(version_id: int, before_id: int, language: str) -> tuple[Group, ...]:
    found = AgreementVersion.objects.in_bulk([version_id, before_id])
    version, before = found[version_id], found[before_id]
    changes = compare(terms_of_version(before), terms_of_version(version))
    return tuple(groups(changes, before.text, version.text))


def version_before(version: AgreementVersion) -> AgreementVersion | None:
    """The version that a version takes the place of."""
    earlier = AgreementVersion.objects.filter(agreement=version.agreement_id, effective_from__lt=version.effective_from)
    return earlier.defer(*HEAVY).order_by("-effective_from").first()


def coming_version(code: str, at: datetime) -> AgreementVersion | None:
    """The announced version of that code that takes effect next."""
    coming = AgreementVersion.objects.filter(agreement__code=code, agreement__owner=None, effective_from__gt=at)
    return coming.defer(*HEAVY).order_by("effective_from").first()


def changes_of_draft(draft: AgreementDraft, before: AgreementVersion) -> list[Group]:
    """What a sound draft would change against a version, in the running language."""
    document = draft.text
    changes = compare(terms_of_version(before), Terms(document, closed_dates(document.holidays)))
    return groups(changes, before.text, document)
