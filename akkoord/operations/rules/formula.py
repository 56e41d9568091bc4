# SPDX-License-Identifier: EUPL-1.2
"""What an agreement says about counting a month: which causes it leaves out, and how it reads what can be read in two ways.

Everything here is data of the agreement; there is no figure in it. sla:2.3.1
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Cause(StrEnum):
    """Why an interval is no ordinary time."""

    OUTAGE = "outage"  # down, and the vendor's to mend
    CALAMITY = "calamity"  # the same, reported as a calamity
    CUSTOMER = "customer"  # down by what the customer is responsible for
    FORCE_MAJEURE = "force_majeure"
    DEGRADED = "degraded"  # slow or partly broken, but usable
    PLANNED = "planned"  # maintenance whose announcement and window are proved
    PLANNED_UNPROVED = "planned_unproved"  # announced too late, or outside its window
    EMERGENCY = "emergency"  # for an urgent security patch
    EMERGENCY_OTHER = "emergency_other"  # for anything else: nothing leaves that out
    VERSION = "version"  # installing a new version
    PATCH = "patch"  # inside the patch window
    PATCH_UNPROVED = "patch_unproved"  # outside it
    OVERRUN = "overrun"  # work before or after what was announced
    UNMEASURED = "unmeasured"  # nobody knows


class CountsAs(StrEnum):
    """What a second is in the formula."""

    UP = "up"
    UNKNOWN = "unknown"
    DOWN = "down"
    LEFT_OUT = "left_out"


NAMES = {
    Cause.PLANNED: "planned_maintenance",
    Cause.EMERGENCY: "emergency_maintenance",
    Cause.VERSION: "new_version",
    Cause.CUSTOMER: "customer_outages",
    Cause.FORCE_MAJEURE: "force_majeure",
}
"""What an agreement calls the causes that it may leave out (`leaves_out`)."""

_ALWAYS = {
    Cause.OUTAGE: CountsAs.DOWN,
    Cause.EMERGENCY_OTHER: CountsAs.DOWN,
    Cause.OVERRUN: CountsAs.DOWN,
    Cause.DEGRADED: CountsAs.UP,
    Cause.UNMEASURED: CountsAs.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Formula:
    """How one agreement counts. `leaves_out` has its own names (`planned_maintenance`)."""

    leaves_out: frozenset[str]
    unproved_left_out: bool = False  # maintenance that broke its own notice or window
    calamities_left_out: bool = False
    patches_left_out: bool = True
    together: str = "mean"  # or `any_down`

    def counts_as(self, cause: Cause) -> CountsAs:
        """What time with this cause is."""
        if cause in _ALWAYS:
            return _ALWAYS[cause]
        return CountsAs.LEFT_OUT if self._leaves_out(cause) else CountsAs.DOWN

    def _leaves_out(self, cause: Cause) -> bool:
        if cause is Cause.CALAMITY:
            return self.calamities_left_out
        if cause is Cause.PATCH:
            return self.patches_left_out
        if cause is Cause.PATCH_UNPROVED:
            return self.patches_left_out and self.unproved_left_out
        if cause is Cause.PLANNED_UNPROVED:
            return self.unproved_left_out and NAMES[Cause.PLANNED] in self.leaves_out
        return NAMES[cause] in self.leaves_out

    def other_maintenance(self) -> Formula:
        """The other reading of maintenance that broke its own promise."""
        return replace(self, unproved_left_out=not self.unproved_left_out)

    def other_calamities(self) -> Formula:
        """The other reading of calamities."""
        return replace(self, calamities_left_out=not self.calamities_left_out)
