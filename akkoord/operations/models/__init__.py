# SPDX-License-Identifier: EUPL-1.2
"""The tables, by subject."""

from .batches import TimingBatch
from .components import Component, Instance, Placement
from .disputes import DisputeDetail
from .duty import Duty
from .folds import DayFold, SlotFold, Unfolded
from .followers import Delivery, Subscription
from .maintenance import Maintenance, Plan
from .months import ImprovementPlan
from .outages import Affected, Bounds, Outage, OutageLink, Update
from .probes import Certificate, Gap, Place, Probe, Sample
from .timings import TimingHour, Window
from .watch import Crossing

__all__ = [
    "Affected",
    "Bounds",
    "Certificate",
    "Component",
    "Crossing",
    "DayFold",
    "Delivery",
    "DisputeDetail",
    "Duty",
    "Gap",
    "ImprovementPlan",
    "Instance",
    "Maintenance",
    "Outage",
    "OutageLink",
    "Place",
    "Placement",
    "Plan",
    "Probe",
    "Sample",
    "SlotFold",
    "Subscription",
    "TimingBatch",
    "TimingHour",
    "Unfolded",
    "Update",
    "Window",
]
