# SPDX-License-Identifier: EUPL-1.2
"""Every promise of a shipped agreement is judged by something, or says that it is not yet."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from akkoord.operations.rules.improving import CLOCKS

if TYPE_CHECKING:
    from akkoord.agreements.document.clauses import Clause
    from akkoord.cases.kind import Kind


def running(kinds: "Iterable[Kind]") -> set[tuple[str, str]]:
    """The clocks that the kinds of case run, and those on what is no case: (kind of case or subject, clock)."""
    return {(kind.name, rule.name) for kind in kinds for rule in kind.clocks} | CLOCKS


def misjudged(clauses: "Iterable[Clause]", clocks: set[tuple[str, str]]) -> Iterator[str]:
    """Promises that claim to be judged where nothing judges them, and that are judged while they say that they are not."""
    for clause in clauses:
        for promise in clause.promises:
            judged = promise.deadline is not None and (promise.deadline.on, promise.deadline.clock) in clocks
            if promise.is_evaluated and not judged:
                yield f"{clause.clause}/{promise.id} has no evaluator: run its clock, or say `evaluated: false`"
            if judged and not promise.evaluated:
                yield f"{clause.clause}/{promise.id} says `evaluated: false`, but its clock runs"
