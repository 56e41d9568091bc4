# SPDX-License-Identifier: EUPL-1.2
"""The tables, by subject."""

from .feeds import FeedKey
from .persons import Membership, Organisation, Person
from .tokens import ApiToken

__all__ = ["ApiToken", "FeedKey", "Membership", "Organisation", "Person"]
