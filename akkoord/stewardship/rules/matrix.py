# SPDX-License-Identifier: EUPL-1.2
"""Role by process: who holds what, where nobody does, and what rests on one person. beheer:1-5"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .roles import StewardRole

# Columns of the matrix: everybody is a user, so that role has none.
COLUMNS = (
    StewardRole.KEY_USER,
    StewardRole.FUNCTIONAL_ADMINISTRATOR,
    StewardRole.TECHNICAL_ADMINISTRATOR,
    StewardRole.MANAGEMENT,
)
ADMINISTRATORS = (StewardRole.FUNCTIONAL_ADMINISTRATOR, StewardRole.TECHNICAL_ADMINISTRATOR)


class What(StrEnum):
    """What stands out."""

    NOBODY = "nobody"  # a gap
    ONE = "one"  # a single point: nobody takes over
    SAME = "same"  # owner and only administrator: nobody looks along


@dataclass(frozen=True)
class Held:
    """Somebody's role for a process, or (None) for all."""

    person_id: int
    role: StewardRole
    process_id: int | None


@dataclass(frozen=True)
class Finding:
    """What stands out about a role: for one process, or (None) for all."""

    what: What
    role: StewardRole
    process_id: int | None = None
    person_id: int | None = None


def holders(held: Iterable[Held], role: StewardRole, process_id: int | None) -> frozenset[int]:
    """Who holds a role for a process: for it, or for all."""
    return frozenset(h.person_id for h in held if h.role == role and h.process_id in (None, process_id))


def findings(processes: Sequence[int], held: Sequence[Held]) -> list[Finding]:
    """Gaps first, then what rests on one person. What holds for every process is said once."""
    found: list[Finding] = []
    if not any(h.role == StewardRole.MANAGEMENT for h in held):
        found.append(Finding(What.NOBODY, StewardRole.MANAGEMENT))
    for role in (StewardRole.KEY_USER, *ADMINISTRATORS):
        found += _of_role(role, processes, held)
    found += [f for p in processes if (f := _same(p, held)) is not None]
    return sorted(found, key=lambda f: list(What).index(f.what))


def _of_role(role: StewardRole, processes: Sequence[int], held: Sequence[Held]) -> list[Finding]:
    if not processes:
        return _one(role, None, holders(held, role, None))
    by_process = {p: holders(held, role, p) for p in processes}
    if len(set(by_process.values())) == 1:
        return _one(role, None, by_process[processes[0]])
    return [finding for p, persons in by_process.items() for finding in _one(role, p, persons)]


def _one(role: StewardRole, process_id: int | None, persons: frozenset[int]) -> list[Finding]:
    if not persons:
        return [Finding(What.NOBODY, role, process_id)]
    if len(persons) == 1 and role in ADMINISTRATORS:  # one owner of a process is as it should be
        return [Finding(What.ONE, role, process_id, next(iter(persons)))]
    return []


def _same(process_id: int, held: Sequence[Held]) -> Finding | None:
    owners = holders(held, StewardRole.KEY_USER, process_id)
    administrators = holders(held, StewardRole.FUNCTIONAL_ADMINISTRATOR, process_id)
    if len(owners) == 1 and owners == administrators:
        return Finding(What.SAME, StewardRole.KEY_USER, process_id, next(iter(owners)))
    return None


def has_single_points(found: Iterable[Finding]) -> bool:
    """Whether something rests on one person."""
    return any(finding.what == What.ONE for finding in found)
