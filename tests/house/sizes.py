# SPDX-License-Identifier: EUPL-1.2
"""Files that stay readable, say under which licence they are, and name no machine; packages that are pinned."""

import re
from collections.abc import Iterable, Iterator

from .sources import Source

LONGEST, LONGEST_TEST = 400, 500
LICENCE = "# SPDX-License-Identifier: EUPL-1.2"
# What no committed file may name, in halves, so that this file does not: registries, and machines of ours.
UNSPOKEN = ("py" "pi.org", "python" "hosted.org", "registry." "npmjs", "/wo" "rk/", "/ro" "ot/")  # fmt: skip


def too_long(sources: Iterable[Source]) -> Iterator[str]:
    """Files over the limit; migrations are written by a program."""
    for source in sources:
        limit = LONGEST_TEST if source.is_test else LONGEST
        lines = source.text.count("\n")
        if lines > limit and not source.is_migration:
            yield f"{source.path} has {lines} lines; split it (at most {limit})"


def unlicensed(sources: Iterable[Source]) -> Iterator[str]:
    """Files with content whose first line is not the licence; migrations are written by a program."""
    for source in sources:
        first = source.text.removeprefix("#!/usr/bin/env python3\n").split("\n", 1)[0]
        if source.text.strip() and first != LICENCE and not source.is_migration:
            yield f"{source.path} does not begin with the licence"


def machine_bound(sources: Iterable[Source]) -> Iterator[str]:
    """Files that name a package registry or a path of one machine."""
    for source in sources:
        yield from (f"{source.path} names {name}" for name in UNSPOKEN if name in source.text)


def unlocked(wanted: Iterable[str], lock: str) -> Iterator[str]:
    """Dependencies that the lock file does not pin."""
    pinned = {canonical(line.split("==")[0]) for line in lock.splitlines() if "==" in line and not line.startswith(" ")}
    for requirement in wanted:
        name = canonical(re.split(r"[\[<>=~!; ]", requirement, maxsplit=1)[0])
        if name not in pinned:
            yield f"{name} is not locked: run bin/lock"


def canonical(name: str) -> str:
    """A package's name as every index writes it."""
    return re.sub(r"[-_.]+", "-", name).lower()
