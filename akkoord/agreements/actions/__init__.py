# SPDX-License-Identifier: EUPL-1.2
"""Publish agreements and deviating days, keep drafts, sign and end contracts. The only writers of these tables."""

from ..refusals import CannotEnd, CannotPublish, CannotSign, CannotWithdraw
from .contracts import change_individual_terms, end_contract, end_over_change, sign_contract
from .days import publish_exception, withdraw_exception
from .drafts import announce_draft, announce_version, note_told, put_in_draft, withdraw_draft
from .versions import publish_agreement

__all__ = [
    "CannotEnd",
    "CannotPublish",
    "CannotSign",
    "CannotWithdraw",
    "announce_draft",
    "announce_version",
    "change_individual_terms",
    "end_contract",
    "end_over_change",
    "note_told",
    "publish_agreement",
    "publish_exception",
    "put_in_draft",
    "sign_contract",
    "withdraw_draft",
    "withdraw_exception",
]
