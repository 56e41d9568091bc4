# SPDX-License-Identifier: EUPL-1.2
"""What stored versions change, in the reader's words. Comparing costs a while, so it is kept: versions never change."""

from __future__ import annotations

from functools import lru_cache

from django.utils.translation import get_language

from .comparison import compare
from .comparison.wording import Group, groups
from .in_force import terms_of_version
from .models import AgreementVersion


def difference(version: AgreementVersion, before: AgreementVersion) -> list[Group]:
    """What `version` changes against `before`, clause by clause, in the running language."""
    return list(_kept(version.pk, before.pk, get_language() or "en"))


@lru_cache(maxsize=64)
def _kept(version_id: int, before_id: int, language: str) -> tuple[Group, ...]:
    found = AgreementVersion.objects.in_bulk([version_id, before_id])
    version, before = found[version_id], found[before_id]
    changes = compare(terms_of_version(before), terms_of_version(version))
    return tuple(groups(changes, before.text, version.text))
