# SPDX-License-Identifier: EUPL-1.2
"""Who stands before the pages of operations."""

from __future__ import annotations

from akkoord.people.doors import staff_door

from .rights import OPERATORS, READERS

operator_door = staff_door(*OPERATORS)
reader_door = staff_door(*READERS)
