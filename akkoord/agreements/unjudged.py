# SPDX-License-Identifier: EUPL-1.2
"""What an agreement says that this release stores and does not judge: named by `check`, and never dressed up as a verdict. Pure."""

from collections.abc import Iterable, Iterator

from akkoord.agreements.document import Agreement, Conditions
from akkoord.agreements.faults import Fault, Place
from akkoord.agreements.schedule import unjudged_because

STORED = "this release stores it and does not judge it"


def unjudged_notes(document: Agreement) -> Iterator[Fault]:
    """A note for each such place; a fault where something that runs would need it."""
    idle = {name: why for name in document.calendars if (why := unjudged_because(document, name))}
    for name, why in idle.items():
        yield Fault(("calendars", name), f"calendar {name!r}: {STORED}: {why}", warning=True, note=True)
    for index, channel in enumerate(document.channels):
        yield from _needs(idle, [channel.calendar], ("channels", index, "calendar"), "a channel")
    for index, priority in enumerate(document.priorities):
        place: Place = ("priorities", index, "when")
        yield from _needs(idle, _calendars_of(priority.when), place, "a condition")
        if priority.when.channel:
            yield Fault((*place, "channel"), f"channel of a priority: {STORED}", warning=True, note=True)
    if document.matrix:
        yield Fault(("matrix",), f"matrix: {STORED}; the desk chooses the priority", warning=True, note=True)
    yield from _promises(document, idle)


def _promises(document: Agreement, idle: dict[str, str]) -> Iterator[Fault]:
    for index, clause in enumerate(document.clauses):
        for number, promise in enumerate(clause.promises):
            place: Place = ("clauses", index, "promises", number)
            block, says = (*place, promise.kind), promise.says
            yield from _needs(idle, _calendars_of(says.when), (*block, "when"), "a condition")
            if promise.is_evaluated:
                for field in ("calendar", "inside", "outside"):
                    yield from _needs(idle, _names(getattr(says, field, None)), (*block, field), "a promise that is judged")
            for name in promise.unjudged:
                at = (*place, "norm") if name == "norm" else (*block, name)
                yield Fault(at, f"{name} of {clause.clause}/{promise.id}: {STORED}", warning=True, note=True)
            if promise.consequences is not None and not promise.is_evaluated:
                at = (*place, "consequences")
                yield Fault(at, f"consequences of {clause.clause}/{promise.id}: {STORED}", warning=True, note=True)


def _needs(idle: dict[str, str], names: Iterable[str], place: Place, what: str) -> Iterator[Fault]:
    for name in names:
        if name in idle:
            yield Fault(place, f"{what} needs {name!r}, in which this release counts no time: {idle[name]}")


def _calendars_of(when: Conditions) -> list[str]:
    return [*_names(when.reported_outside), *_names(when.reported_inside)]


def _names(choice: str | dict[str, str] | None) -> list[str]:
    return [] if choice is None else [choice] if isinstance(choice, str) else [*choice.values()]
