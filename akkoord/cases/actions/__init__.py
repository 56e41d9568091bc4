# SPDX-License-Identifier: EUPL-1.2
"""The verbs of every kind of case, and the only writers of its rows."""

from .assigning import assign_case, follow_case, unfollow_case
from .erasing import erase_person
from .files import attach_file
from .joining import accept_case, hand_on_case, link_cases, merge_case
from .messages import add_to_case, keep_draft, say, write_note
from .moving import make_move
from .opening import open_case
from .presence import note_presence
from .telling import lock, refresh_next_deadline, tell

__all__ = [
    "accept_case",
    "add_to_case",
    "assign_case",
    "attach_file",
    "erase_person",
    "follow_case",
    "hand_on_case",
    "keep_draft",
    "link_cases",
    "lock",
    "make_move",
    "merge_case",
    "note_presence",
    "open_case",
    "refresh_next_deadline",
    "say",
    "tell",
    "unfollow_case",
    "write_note",
]
