# SPDX-License-Identifier: EUPL-1.2
"""Which rows were imported before, and whether the log says something else about them now."""

from collections.abc import Iterable, Iterator, Sequence

from akkoord.cases.models import Case
from akkoord.desk.kinds import INCIDENT

from .clocks import moment
from .records import Record


def known_among(records: Sequence[Record]) -> dict[str, Case]:
    """The cases that were imported before under the numbers of these records."""
    numbers = [record.external_id for record in records]
    found = Case.objects.filter(kind_name=INCIDENT.name, external_id__in=numbers).select_related("organisation", "incident")
    return {str(case.external_id): case for case in found}


def differences(record: Record, case: Case) -> list[str]:
    """What the log says that the case does not; nothing of it is taken over. People may have worked on the case since."""
    return [f"{name} is {here} here and {there} in the log" for name, here, there in _compared(record, case) if here != there]


def _compared(record: Record, case: Case) -> Iterator[tuple[str, object, object]]:
    yield "organisation", case.organisation.name if case.organisation else None, record.organisation
    yield "opened", case.opened_at, moment(record.opened)
    yield "state", case.state, record.state
    yield "closed", case.closed_at, None if record.ended is None else moment(record.ended)
    yield "priority", case.priority, record.priority
    yield "category", case.incident.category, record.category
    yield "area", case.area, record.area
    yield "subject", case.subject, record.subject


def new_among(records: Iterable[Record], known: dict[str, Case]) -> list[Record]:
    """Those that were not imported before."""
    return [record for record in records if record.external_id not in known]
