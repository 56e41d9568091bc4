# SPDX-License-Identifier: EUPL-1.2
"""Reads a delimited file row by row, packed or not, and says on which line each row begins."""

import csv
import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from .faults import BadFile, Fault, FaultList
from .parts import FileForm

Row = tuple[int, dict[str, str]]
_GZIP = b"\x1f\x8b"
_LONGEST_CELL = 10_000_000


class Mapping(Protocol):
    """As much of a mapping as it takes to read the file."""

    @property
    def file(self) -> FileForm:
        """How the file is written."""

    @property
    def columns(self) -> dict[str, str]:
        """Every column that must be in the file, with the part of the mapping that asks for it."""


def rows_of(path: Path, mapping: Mapping, faults: FaultList) -> Iterator[Row]:
    """Each row with the line on which it begins; rows without any value are passed over, broken ones reported.

    Raises BadFile when the heading lacks a column or the file cannot be read on; OSError.
    """
    csv.field_size_limit(_LONGEST_CELL)
    line = 1
    with _opened(path, mapping.file) as text:
        reader = csv.reader(text, delimiter=mapping.file.delimiter, quotechar=mapping.file.quote, strict=True)
        try:
            head = [name.strip() for name in next(reader, [])]
            _check_head(path, mapping, head)
            line = reader.line_num + 1
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    if len(cells) == len(head):
                        yield line, dict(zip(head, cells, strict=True))
                    else:
                        faults.add(line, "", f"has {len(cells)} cells; the heading has {len(head)}")
                line = reader.line_num + 1
        except csv.Error as error:
            raise BadFile(str(path), [Fault(line, "", f"cannot be read on: {error}")]) from error
        except UnicodeError as error:
            raise BadFile(str(path), [Fault(line, "", f"is not {mapping.file.encoding}, on this line or soon after")]) from error
        except EOFError as error:
            raise BadFile(str(path), [Fault(line, "", "the packed file ends too early")]) from error


@contextmanager
def _opened(path: Path, form: FileForm) -> Iterator[io.TextIOWrapper]:
    """The text of the file. Bytes that are no text stand out as such, so that their cell can be named."""
    encoding = "utf-8-sig" if form.encoding.lower().replace("_", "-") in ("utf-8", "utf8") else form.encoding
    with path.open("rb") as plain:
        packed = plain.peek(2)[:2] == _GZIP
        raw = gzip.GzipFile(fileobj=plain) if packed else plain
        with io.TextIOWrapper(raw, encoding=encoding, errors="surrogateescape", newline="") as text:
            yield text


def _check_head(path: Path, mapping: Mapping, head: list[str]) -> None:
    if not any(head):
        raise BadFile(str(path), [Fault(1, "", "is empty; the first line names the columns")])
    faults = []
    for column, asked_by in mapping.columns.items():
        if column not in head:
            asked = f"is missing ({asked_by} of the mapping asks for it)"
            faults.append(Fault(1, column, f"{asked}; the file has: {', '.join(head)}"))
        elif head.count(column) > 1:
            faults.append(Fault(1, column, "stands twice in the heading; the mapping cannot tell which is meant"))
    if faults:
        raise BadFile(str(path), faults)


def is_text(cell: str) -> bool:
    """Whether a cell is whole text: no bytes that its encoding does not know, and nothing that no database keeps."""
    return "\x00" not in cell and not any("\ud800" <= character <= "\udfff" for character in cell)
