# SPDX-License-Identifier: EUPL-1.2
"""What can be written down about a requirement."""

from __future__ import annotations

from enum import StrEnum


class RecordSort(StrEnum):
    """What somebody writes down."""

    MET = "met"  # it holds; of something that happens, it happened on that date; of a figure, that is the figure
    NOT_MET = "not_met"
    WAIVED = "waived"  # it need not be met until a date
