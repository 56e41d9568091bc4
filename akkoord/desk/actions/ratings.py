# SPDX-License-Identifier: EUPL-1.2
"""Rate a case after it is closed. sla:2.2.1"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from akkoord.cases.actions import lock, tell
from akkoord.cases.models import Case
from akkoord.people.models import Person

from ..events import CaseRated
from ..models import Rating
from ..refusals import CannotRate


@transaction.atomic
def rate_case(*, case: Case, by: Person, at: datetime, stars: int, remark: str = "") -> Rating:
    """Give 1 to 5 stars and a remark; the last rating holds. Raises CannotRate."""
    held = lock(case, by=by, at=at)
    if held.reporter_id != by.pk or held.is_open or not 1 <= stars <= 5:
        raise CannotRate
    rating, new = Rating.objects.get_or_create(
        case=held, defaults={"by": by, "at": at, "stars": stars, "remark": remark.strip()[:2000]}
    )
    if not new:
        rating.stars, rating.at = stars, at
        rating.remark = remark.strip()[:2000] or rating.remark
        rating.save()
    tell(case=held, fact=CaseRated(case_id=held.pk, stars=stars), by=by, at=at)
    return rating
