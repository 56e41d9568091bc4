# SPDX-License-Identifier: EUPL-1.2
"""What every kind's timeline says of what happens to any case. `{who}` did it; kinds add their own lines to these."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.clocks import events as clock

from . import events as case
from .kind import Line

EVERY_CASE = {
    case.CaseAdded: Line("message", _("{who} added something."), _("Something was added to your report")),
    case.VendorAdded: Line("message", _("{who} added something."), _("Something was added to your report")),
    case.NoteWritten: Line("note", _("{who} wrote an internal note.")),
    case.CaseAssigned: Line("user-check", _("{who} made {whom} responsible.")),
    case.CaseFollowed: Line("eye", _("{person} follows this case.")),
    case.CaseUnfollowed: Line("eye-off", _("{person} no longer follows this case.")),
    case.CaseLinked: Line("link", _("{who} linked {other}.")),
    case.CaseMerged: Line(
        "arrow-merge", _("{who} merged this case into {other}, which goes on for both."), _("Your report goes on in another case")
    ),
    case.CaseAccepted: Line("building", _("{who} accepted this case into {organisation}.")),
    case.FileAttached: Line("paperclip", _("{who} attached a file.")),
    clock.ClockAtRisk: Line("alert-triangle", _("{clock}: three quarters of the time has passed.")),
    clock.PromiseBroken: Line(
        "circle-x",
        _("{clock}: the deadline has passed. This promise is broken."),
        _("We are late, and the team lead has been told"),
    ),
    clock.DeadlineMoved: Line("clock-edit", _("{clock}: the deadline was calculated again.")),
}
