# SPDX-License-Identifier: EUPL-1.2
"""Reads a file with a JSON object on each line, packed or not."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .faults import BadFile, Fault, FaultList

Entry = tuple[int, dict[str, Any]]
_GZIP = b"\x1f\x8b"


def objects_of(path: Path, faults: FaultList) -> Iterator[Entry]:
    """Each object with its line; empty lines are passed over, broken ones reported. Raises BadFile, OSError."""
    with path.open("rb") as plain:
        packed = plain.peek(2)[:2] == _GZIP
        lines = gzip.GzipFile(fileobj=plain) if packed else plain
        line = 0
        try:
            for line, raw in enumerate(lines, 1):
                if raw.strip():
                    try:
                        found = json.loads(raw)
                    except (ValueError, RecursionError) as error:
                        faults.add(line, "", f"is not JSON: {error}")
                        continue
                    if isinstance(found, dict):
                        yield line, found
                    else:
                        faults.add(line, "", "is no object; allowed: `{...}` on each line")
        except (EOFError, gzip.BadGzipFile) as error:
            raise BadFile(str(path), [Fault(line + 1, "", "the packed file ends too early or is broken")]) from error
