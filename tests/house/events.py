# SPDX-License-Identifier: EUPL-1.2
"""Every event is wired to its reactions, or listed as unheard."""

import ast
from collections.abc import Container, Iterable, Iterator

from .sources import Source

KIND = "Fact"  # what every event is made of; it is no event itself


def events(sources: Iterable[Source]) -> Iterator[tuple[Source, ast.ClassDef]]:
    """The event classes: every class in an `events` room that has a base, and is none itself."""
    rooms = [s for s in sources if s.floor and not s.is_test and s.is_room("events")]
    classes = [(s, node) for s in rooms for node in s.tree.body if isinstance(node, ast.ClassDef)]
    bases = {KIND} | {b.id for _, node in classes for b in node.bases if isinstance(b, ast.Name)}
    return ((s, node) for s, node in classes if node.bases and node.name not in bases)


def unwired(sources: Iterable[Source], listed: Container[str]) -> Iterator[str]:
    """Events whose names are not among those that are heard or listed as unheard."""
    for source, node in events(sources):
        if node.name not in listed:
            yield f"{source.at(node)} {node.name} is neither wired nor listed as unheard in akkoord/site/wiring.py"


def badly_made(sources: Iterable[Source]) -> Iterator[str]:
    """Events that carry text about persons, going by the names of their fields."""
    telling = {"text", "name", "email", "phone", "body", "message", "subject_line", "description"}
    for source, node in events(sources):
        for line in node.body:
            if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.target.id in telling:
                yield f"{source.at(line)} {node.name}.{line.target.id}: an event carries ids, no personal text"
