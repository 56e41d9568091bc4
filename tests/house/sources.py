# SPDX-License-Identifier: EUPL-1.2
"""The code as text and trees."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[2]
# Top to bottom, as in .importlinter, which import-linter holds against the folders that are there.
FLOORS = (
    "site", "promises", "objections", "stewardship", "partners", "desk", "operations", "cases", "clocks", "agreements", "notifications", "people", "importing", "audit", "scope", "web", "timing",
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """One file: its path within the checkout, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text, self.path)

    @property
    def parts(self) -> tuple[str, ...]:
        """The path's names."""
        return PurePosixPath(self.path).parts

    @property
    def floor(self) -> str | None:
        """The floor it stands on."""
        return self.parts[1] if len(self.parts) > 2 and self.parts[0] == "akkoord" else None

    @property
    def is_test(self) -> bool:
        """Whether it is a test or stands among them."""
        return "tests" in self.parts or self.parts[-1] == "conftest.py"

    @property
    def is_migration(self) -> bool:
        """Whether it is a migration."""
        return "migrations" in self.parts

    def is_room(self, name: str) -> bool:
        """Whether it is `name.py`, or in a folder `name/`."""
        return self.parts[-1] == f"{name}.py" or name in self.parts[2:-1]

    def at(self, node: ast.AST) -> str:
        """Where a node stands, to click on."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}"


def called(node: ast.Call) -> str:
    """The last name of what is called: `save` in `case.save()`."""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def of_floors(sources: "tuple[Source, ...]") -> Iterator[Source]:
    """Code of the floors, without tests and migrations."""
    return (s for s in sources if s.floor and not s.is_test and not s.is_migration)


@cache
def files() -> tuple[str, ...]:
    """Every file of the checkout that is committed or would be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    return tuple(sorted(path for path in listed if (ROOT / path).is_file()))


@cache
def python() -> tuple[Source, ...]:
    """Every Python file of the checkout."""
    return tuple(Source(path, (ROOT / path).read_text()) for path in files() if path.endswith(".py"))
