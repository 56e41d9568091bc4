# SPDX-License-Identifier: EUPL-1.2
"""The softer norms, shown by `bin/check` to make one look. Nothing here fails."""

import ast
from statistics import median

from .sources import ROOT, Source, files, of_floors, python

UNCLEAR = ("utils", "helpers", "common", "manager", "services")


def report(sources: tuple[Source, ...]) -> list[str]:
    """One line for everything that deserves a second look."""
    code = tuple(of_floors(sources))
    lines = {s.path: s.text.count("\n") for s in code}
    found = [f"{path} has {n} lines" + (": split it" if n > 300 else "") for path, n in lines.items() if n > 200]
    for source in code:
        if source.parts[-1].removesuffix(".py") in UNCLEAR:
            found.append(f"{source.path}: name it for what it holds")
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found += _about(source, node)
    found += [f"{p} has {n} lines" for p in files() if p.endswith(".html") and (n := (ROOT / p).read_text().count("\n")) > 120]
    return [*found, f"{len(code)} files, median {median(lines.values()) if lines else 0:.0f} lines"]


def _about(source: Source, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> list[str]:
    found = []
    long = (node.end_lineno or 0) - node.lineno + 1
    if not isinstance(node, ast.ClassDef) and long > 30:
        found.append(f"{source.at(node)} {node.name}() has {long} lines")
    public = not node.name.startswith("_") and node.name != "Meta" and node in source.tree.body
    if public and not ast.get_docstring(node):
        found.append(f"{source.at(node)} {node.name} says nothing of itself")
    return found


if __name__ == "__main__":
    print("\n".join(f"  look: {line}" for line in report(python())))
