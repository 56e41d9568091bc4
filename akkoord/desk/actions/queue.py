# SPDX-License-Identifier: EUPL-1.2
"""Take work from the queue. sla:2.2.3"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from akkoord.cases.actions import assign_case, make_move
from akkoord.cases.models import Case
from akkoord.cases.refusals import NotAllowed
from akkoord.cases.rights import DESK
from akkoord.people.models import Person


@transaction.atomic
def take_next(*, by: Person, at: datetime) -> Case | None:
    """Make `by` responsible for the open case of nobody that is due first, and begin it; None when there is none.

    Two agents never take the same: a case that another is taking at this moment is passed over. Raises NotAllowed.
    """
    if not by.has_staff_role(*DESK):
        raise NotAllowed
    free = Case.objects.select_for_update(skip_locked=True, of=("self",)).visible_to(by).open().filter(assignee=None)
    case = free.order_by(F("next_due_at").asc(nulls_last=True), "pk").first()
    if case is None:
        return None
    assign_case(case=case, by=by, at=at, to=by)
    if case.state == case.kind.initial and any(move.name == "take" for move in case.kind.moves):
        make_move(case=case, move="take", by=by, at=at)
    return case
