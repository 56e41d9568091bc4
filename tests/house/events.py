# SPDX-License-Identifier: EUPL-1.2
"""Every event is wired to its reactions, or listed as unheard."""

import ast
from collections.abc import Iterable, Iterator

from .sources import Source

KIND = "Fact"  # what every event is made of; it is no event itself


def events(sources: Iterable[Source]) -> Iterator[tuple[Source, ast.ClassDef]]:
    """The event classes: every public class in an `events` room that has a base."""
    for source in sources:
        if source.floor and not source.is_test and source.is_room("events"):
            for node in source.tree.body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.bases and node.name != KIND:
                    yield source, node


def unwired(sources: Iterable[Source], wiring: Source) -> Iterator[str]:
    """Events that the wiring does not name outside its imports."""
    named = {n.id for n in ast.walk(wiring.tree) if isinstance(n, ast.Name)}
    named |= {n.attr for n in ast.walk(wiring.tree) if isinstance(n, ast.Attribute)}
    for source, node in events(sources):
        if node.name not in named:
            yield f"{source.at(node)} {node.name} is neither wired nor listed as unheard in {wiring.path}"


def badly_made(sources: Iterable[Source]) -> Iterator[str]:
    """Events that carry text about persons, going by the names of their fields."""
    telling = {"text", "name", "email", "phone", "body", "message", "subject_line", "description"}
    for source, node in events(sources):
        for line in node.body:
            if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and line.target.id in telling:
                yield f"{source.at(line)} {node.name}.{line.target.id}: an event carries ids, no personal text"
