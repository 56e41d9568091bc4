# SPDX-License-Identifier: EUPL-1.2
"""What is refused about the work list, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class TaskIsOff(Refusal):
    """It was taken off the list."""

    code = "task_is_off"
    message = _("This task was taken off the list. Put it on again to use it.")


class NothingToDo(Refusal):
    """A day on which the task does not come by, or not yet."""

    code = "nothing_to_do"
    message = _("There is nothing to do for this task on that day. Open the work list again to see how it stands.")
