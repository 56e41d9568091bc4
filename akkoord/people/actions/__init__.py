# SPDX-License-Identifier: EUPL-1.2
"""The verbs about organisations, persons and memberships, and the only writers of their rows."""

from .contacts import (
    add_membership,
    block_contact,
    change_roles,
    end_membership,
    invite_again,
    invite_contact,
    unblock_contact,
)
from .feeds import end_feed_key, make_feed_key
from .persons import (
    block_person,
    change_own_details,
    note_failed_sign_in,
    note_sign_in,
    register_organisation,
    register_person,
    register_staff,
    unblock_person,
)
from .tokens import create_token, note_token_use, revoke_token

__all__ = [
    "add_membership",
    "block_contact",
    "block_person",
    "change_own_details",
    "change_roles",
    "create_token",
    "end_feed_key",
    "end_membership",
    "invite_again",
    "invite_contact",
    "make_feed_key",
    "note_failed_sign_in",
    "note_sign_in",
    "note_token_use",
    "register_organisation",
    "register_person",
    "register_staff",
    "revoke_token",
    "unblock_contact",
    "unblock_person",
]
