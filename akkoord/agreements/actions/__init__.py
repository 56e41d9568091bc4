# SPDX-License-Identifier: EUPL-1.2
"""Publish agreements and deviating days, keep drafts, sign and end contracts. The only writers of these tables."""

from ..refusals import CannotEnd, CannotPublish, CannotSign, CannotWithdraw
from .contracts import end_contract, sign_contract
from .days import publish_exception, withdraw_exception
from .versions import publish_agreement

__all__ = [
    "CannotEnd",
    "CannotPublish",
    "CannotSign",
    "CannotWithdraw",
    "end_contract",
    "publish_agreement",
    "publish_exception",
    "sign_contract",
    "withdraw_exception",
]
