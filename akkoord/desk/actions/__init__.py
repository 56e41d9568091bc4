# SPDX-License-Identifier: EUPL-1.2
"""The desk's own verbs; every change of state is a move that the kind declares (`cases.actions.make_move`)."""

from .calamities import report_calamity, review_calamity
from .incidents import follow_up, note_call, report_incident
from .outages import link_outage, put_on_status_page
from .priorities import accept_raise, ask_raise, classify_incident, lower_priority, raise_unasked, reject_raise
from .queue import take_next
from .ratings import rate_case
from .replies import remove_saved_reply, write_saved_reply
from .waiting import remind_and_lapse

__all__ = [
    "accept_raise",
    "ask_raise",
    "classify_incident",
    "follow_up",
    "link_outage",
    "lower_priority",
    "note_call",
    "put_on_status_page",
    "raise_unasked",
    "rate_case",
    "reject_raise",
    "remind_and_lapse",
    "remove_saved_reply",
    "report_calamity",
    "report_incident",
    "review_calamity",
    "take_next",
    "write_saved_reply",
]
