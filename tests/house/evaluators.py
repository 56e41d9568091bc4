# SPDX-License-Identifier: EUPL-1.2
"""Every promise of a shipped agreement is judged by something, or says that it is not yet."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from akkoord.operations.rules.improving import CLOCKS

if TYPE_CHECKING:
    from akkoord.agreements.document.clauses import Clause
    from akkoord.cases.kind import Kind


def running(kinds: "Iterable[Kind]") -> set[tuple[str, str]]:
    """The clocks that the kinds of case run, and those on what is no case: (kind of case or subject, clock)."""
    return {(kind.name, rule.name) for kind in kinds for rule in kind.clocks} | CLOCKS


def misjudged(clauses: "Iterable[Clause]", clocks: set[tuple[str, str]], sorts: "Iterable[tuple[str, str]]") -> Iterator[str]:
    """Promises that claim to be judged where nothing judges them, and that are judged while they say that they are not.

    `clocks` run; `sorts` have an evaluator: (kind of promise, what it is about).
    """
    sorts = set(sorts)
    for clause in clauses:
        for promise in clause.promises:
            by_clock = promise.deadline is not None and (promise.deadline.on, promise.deadline.clock) in clocks
            judged = by_clock or (promise.kind, promise.about) in sorts
            if promise.is_evaluated and not judged:
                yield f"{clause.clause}/{promise.id} has no evaluator: run its clock, judge its sort, or say `evaluated: false`"
            if judged and not promise.evaluated:
                yield f"{clause.clause}/{promise.id} says `evaluated: false`, but {'its clock runs' if by_clock else 'it is judged'}"


def unlike(named: "Mapping[str, Collection[str]]", sorts: "Iterable[tuple[str, str]]") -> Iterator[str]:
    """Sorts that the agreement's pages call judged without an evaluator, and evaluators of sorts that they call not judged."""
    said = {(kind, about) for kind, abouts in named.items() for about in abouts}
    for kind, about in sorted(said ^ set(sorts)):
        yield f"{kind} {about}: EVALUATED of akkoord/agreements and EVALUATORS of akkoord/promises disagree"
