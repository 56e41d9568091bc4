# SPDX-License-Identifier: EUPL-1.2
"""What the desk's events say on the timeline, and the subjects of the mails about them. `{who}` did it; `{fact}` gives its values."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.cases.kind import Line
from akkoord.cases.lines import EVERY_CASE
from akkoord.web.clock_view import ClockWords

from . import events as e

INCIDENT_LINES = EVERY_CASE | {
    e.IncidentReported: Line("inbox", _("Received as priority {priority}."), _("We received your report")),
    e.IncidentTaken: Line("hand-grab", _("{who} is working on this."), _("Somebody is working on your report")),
    e.IncidentAnswered: Line("message-reply", _("{who} answered."), _("There is an answer to your report")),
    e.CustomerAsked: Line(
        "message-question", _("{who} asked something and waits for an answer."), _("We have a question about your report")
    ),
    e.CustomerReplied: Line("message-reply", _("{who} replied."), _("There is a reply to your question")),
    e.CustomerReminded: Line(
        "bell",
        _("A reminder was sent of the question that waits for an answer."),
        _("Reminder: we have a question about your report"),
    ),
    e.WorkaroundOffered: Line(
        "route", _("{who} offered a workaround. The solution follows."), _("There is a workaround for your report")
    ),
    e.WorkaroundFailed: Line("route-off", _("{who} says that the workaround does not hold."), _("The workaround does not hold")),
    e.IncidentResolved: Line("check", _("{who} resolved this case."), _("Your report is resolved")),
    e.IncidentSettled: Line("check", _("{who} says that it is solved."), _("This report is solved")),
    e.IncidentWithdrawn: Line("x", _("{who} withdrew this report."), _("This report was withdrawn")),
    e.IncidentReopened: Line("refresh", _("{who} reopened this case."), _("This report was reopened")),
    e.IncidentLapsed: Line(
        "clock-off", _("No answer came, so this case lapsed. A reply reopens it."), _("Your report has lapsed")
    ),
    e.IncidentClassified: Line(
        "adjustments", _("{who} set priority {fact.priority}."), _("Your report has priority {fact.priority}")
    ),
    e.RaiseAsked: Line("arrow-big-up-line", _("{who} asked for priority {fact.priority}."), _("A higher priority was asked for")),
    e.RaiseAccepted: Line(
        "arrow-big-up-line",
        _("{who} raised this to priority {fact.priority}."),
        _("Your report now has priority {fact.priority}"),
    ),
    e.RaiseRejected: Line(
        "arrow-big-down-line", _("{who} kept the priority as it is."), _("The priority of your report stays as it is")
    ),
    e.PriorityLowered: Line(
        "arrow-big-down-line",
        _("{who} lowered this to priority {fact.priority}."),
        _("Your report now has priority {fact.priority}"),
    ),
    e.CaseRated: Line("star", _("{who} gave {fact.stars} of 5 stars.")),
}
CALAMITY_LINES = EVERY_CASE | {
    e.CalamityReported: Line("urgent", _("Received as a calamity."), _("We received your calamity")),
    e.CalamityPickedUp: Line("hand-grab", _("{who} picked this up."), _("Your calamity was picked up")),
    e.CalamityContacted: Line("phone-call", _("{who} had contact."), _("We were in contact about your calamity")),
    e.CalamityWorkedAround: Line(
        "route", _("{who} offered a workaround. The solution follows."), _("There is a workaround for your calamity")
    ),
    e.CalamityResolved: Line("check", _("{who} resolved this calamity."), _("Your calamity is resolved")),
    e.CalamityReviewed: Line("report-search", _("{who} wrote the review."), _("The review of your calamity is ready")),
}

ANSWERED = ClockWords(
    due=_("To be answered by {moment}"),
    done=_("Answered {moment}"),
    late=_("Should have been answered {moment}"),
    line=_("Answer by {moment}"),
    short=_("answer"),
)
READY = ClockWords(
    due=_("Ready by {moment}"),
    done=_("Ready {moment}"),
    late=_("Should have been ready {moment}"),
    line=_("Solution by {moment}"),
    short=_("solution"),
)
DECIDED = ClockWords(
    due=_("To be decided by {moment}"),
    done=_("Decided {moment}"),
    late=_("Should have been decided {moment}"),
    line=_("Decision by {moment}"),
    short=_("decision"),
)
CONTACTED = ClockWords(
    due=_("We call before {moment}"),
    done=_("Contact {moment}"),
    late=_("We should have called {moment}"),
    line=_("Contact by {moment}"),
    short=_("contact"),
)
TAKEN_UP = ClockWords(
    due=_("To be picked up by {moment}"),
    done=_("Picked up {moment}"),
    late=_("Should have been picked up {moment}"),
    line=_("Picked up by {moment}"),
    short=_("pick-up"),
)
