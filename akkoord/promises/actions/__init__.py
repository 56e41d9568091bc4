# SPDX-License-Identifier: EUPL-1.2
"""The verbs, by subject."""

from .counts import count_all_promises, count_promises, note_recheck
from .months import judge_missing_months, judge_month, judge_running_month

__all__ = ["count_all_promises", "count_promises", "judge_missing_months", "judge_month", "judge_running_month", "note_recheck"]
