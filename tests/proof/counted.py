# SPDX-License-Identifier: EUPL-1.2
"""What each of the three kinds took, in lines of code: `python -m tests.proof.counted`. Blank lines count, comments too."""

from __future__ import annotations

import ast
from pathlib import Path

HERE = Path(__file__).parent


def statements(file: str) -> dict[str, ast.stmt]:
    """The classes and assignments of a file, by name."""
    found: dict[str, ast.stmt] = {}
    for node in ast.parse((HERE / file).read_text()).body:
        if isinstance(node, ast.ClassDef):
            found[node.name] = node
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node
    return found


def lines(node: ast.stmt) -> int:
    """From the first decorator to the last line."""
    decorators = node.decorator_list if isinstance(node, ast.ClassDef) else []
    first = min([node.lineno, *(d.lineno for d in decorators)])
    return (node.end_lineno or first) - first + 1


def counted() -> dict[str, dict[str, int]]:
    """For each kind the lines of its declaration, its facts and its detail model."""
    kinds, facts, models = statements("kinds.py"), statements("events.py"), statements("models.py")
    table = {}
    for name in ("ERRAND", "PROBLEM", "APPLICATION"):
        used = {n.attr for n in ast.walk(kinds[name]) if isinstance(n, ast.Attribute)}
        said = {n.id for n in ast.walk(kinds[name]) if isinstance(n, ast.Name)}
        table[name.lower()] = {
            "kinds.py": lines(kinds[name]),
            "events.py": sum(lines(facts[f]) for f in used & facts.keys()),
            "models.py": sum(lines(models[m]) for m in said & models.keys()),
        }
    return table


if __name__ == "__main__":
    for kind, files in counted().items():
        print(f"{kind:12}", *(f"{file} {number:3}" for file, number in files.items()), f"together {sum(files.values())}")
