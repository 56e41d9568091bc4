# SPDX-License-Identifier: EUPL-1.2
"""The tables, by subject."""

from .persons import Membership, Organisation, Person
from .tokens import ApiToken

__all__ = ["ApiToken", "Membership", "Organisation", "Person"]
