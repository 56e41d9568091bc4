# SPDX-License-Identifier: EUPL-1.2
"""The criteria of an application: what the programme will expect of a partner of that kind, as far as it is that kind's own."""

from __future__ import annotations

from akkoord.cases.models import Case

from .models.applications import Criterion
from .programme import Said, requirements_of, terms_for_kinds


def criteria_of(case: Case) -> list[Said]:
    """In the order of the programme, as it stood when they applied."""
    kind = case.partner_application.kind
    said = requirements_of(terms_for_kinds([kind], case.opened_at), case.opened_at)
    return [each for each in said if each.promise.says.when.option == kind]


def found_of(case: Case) -> dict[str, Criterion]:
    """What was found last of each criterion."""
    return {row.requirement: row for row in Criterion.objects.filter(case=case).select_related("by").order_by("at", "pk")}
