# SPDX-License-Identifier: EUPL-1.2
"""Whether two promises can never hold together because their calendars are never open together. Pure."""

from akkoord.agreements.document import Agreement, Conditions
from akkoord.agreements.document.conditions import chosen_calendar
from akkoord.agreements.schedule import hours_in_force


def exclude_each_other(document: Agreement, first: Conditions, second: Conditions) -> bool:
    """Whether both ask for a report inside calendars that share no second of the week, such as the parts of a day.

    Calendars in different time zones are taken to overlap. Holidays only close, so they change nothing.
    """
    if first.reported_inside is None or second.reported_inside is None:
        return False
    contracts = [frozenset[str](), *(frozenset({option}) for option in document.options), frozenset(document.options)]
    return all(
        _apart(document, chosen_calendar(first.reported_inside, options), chosen_calendar(second.reported_inside, options))
        for options in contracts
    )


def _apart(document: Agreement, one: str, other: str) -> bool:
    zones = {document.calendars[name].zone or document.zone for name in (one, other)}
    if len(zones) > 1:
        return False
    mine, theirs = ([part for block, _ in hours_in_force(document, name) for part in block.parts] for name in (one, other))
    return not any(a.weekday == b.weekday and a.open < b.close and b.open < a.close for a in mine for b in theirs)
