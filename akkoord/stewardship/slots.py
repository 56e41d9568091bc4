# SPDX-License-Identifier: EUPL-1.2
"""What the management organisation shows on the pages of lower floors, and where its own subjects and higher floors show theirs."""

from __future__ import annotations

from akkoord.people.slots import COMING
from akkoord.web import frame
from akkoord.web.slots import Slot

STEWARD_WAITS = Slot("steward_waits")
"""`filling(request, here) -> list[Wait] | None`: what waits for the reader, for /stewardship (`waiting.py`)."""
STEWARD_HOME = Slot("steward_home")
"""`filling(request, here) -> Markup | None`: a panel in the wide column of /stewardship."""
STEWARD_SIDE = Slot("steward_side")
"""`filling(request, here) -> Markup | None`: a panel in the narrow column of /stewardship."""
STEWARD_WORK = Slot("steward_work")
"""`filling(here, today) -> list[Wait] | None`: what other subjects have for the reader's work list (`work_list.py`)."""
PLANNER_DATES = Slot("planner_dates")
"""`filling(organisation, days, at) -> list[VendorDate]`: dates of the vendor for that organisation in the planner (`vendor_dates.py`)."""
UPDATE_NOTES = Slot("update_notes")
"""`filling(request, plan) -> Markup | None`: release notes that concern the organisation, beside a test plan."""


def fill() -> None:
    """Take the places that lower floors offer; called by `site/wiring.py`."""
    from . import places, planner_coming, planner_waits, role_slots, ticket_slots, update_waits, vendor_dates

    frame.PLACES.fill(places.show_places)
    ticket_slots.fill()
    STEWARD_WAITS.fill(role_slots.work_waiting, order=20)
    STEWARD_WAITS.fill(role_slots.checks_waiting, order=40)
    STEWARD_SIDE.fill(role_slots.show_noticed)
    STEWARD_WAITS.fill(planner_waits.entries_waiting, order=30)
    STEWARD_WAITS.fill(update_waits.tests_waiting, order=35)
    STEWARD_WORK.fill(planner_waits.entries_for, order=30)
    STEWARD_WORK.fill(update_waits.tests_for, order=35)
    COMING.fill(planner_coming.coming_entries)
    PLANNER_DATES.fill(vendor_dates.maintenance)
    PLANNER_DATES.fill(vendor_dates.agreement_versions)
    PLANNER_DATES.fill(vendor_dates.opening_hours)
