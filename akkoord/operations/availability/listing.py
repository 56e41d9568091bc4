# SPDX-License-Identifier: EUPL-1.2
"""A month of every organisation as lines of CSV. It counts them all at once, so it is no work for the web process."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TextIO

from akkoord.people.models import Organisation

from ..evidence.many import OrganisationMonth, every_organisation
from ..rules.availability import Share, cut

HEAD = (
    "customer_number",
    "month",
    "promise",
    "at_least",
    "worst",
    "best",
    "every_component_worst",
    "every_component_best",
    "stand",
)
DECIMALS = 4


def write_month(month: date, *, at: datetime, file: TextIO) -> int:
    """Write the month of each organisation with a contract, percentages cut after four decimals; returns how many.

    The running scope must see every organisation.
    """
    rows = every_organisation(month, at=at)
    numbers = dict(Organisation.objects.exclude(customer_number=None).values_list("pk", "customer_number"))
    writer = csv.writer(file)
    writer.writerow(HEAD)
    writer.writerows(_lines(rows, numbers, month))
    return len(rows)


def _lines(rows: Iterable[OrganisationMonth], numbers: Mapping[int, int | None], month: date) -> Iterable[tuple[object, ...]]:
    for row in rows:
        bound = Share(row.agreed.bound, row.agreed.bound)
        yield (
            numbers.get(row.organisation, ""),
            f"{month:%Y-%m}",
            row.agreed.promise or "",
            _percent(bound)[0],
            *_percent(row.share),
            *_percent(row.strict),
            row.stand,
        )


def _percent(share: Share) -> tuple[str, str]:
    worst, best = (
        "" if case is None else f"{float(cut(case, DECIMALS) * 100):.{DECIMALS}f}" for case in (share.worst, share.best)
    )
    return worst, best
