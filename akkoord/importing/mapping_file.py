# SPDX-License-Identifier: EUPL-1.2
"""Reads a mapping file, and names every fault in it by line."""

from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from .faults import BadFile, Fault
from .parts import Part

Mapping = TypeVar("Mapping", bound=Part)


def read_mapping(path: Path, model: type[Mapping]) -> Mapping:
    """The mapping of that kind in the YAML file at `path`. Raises BadFile with line and what is allowed; OSError."""
    names = ", ".join(model.model_fields)
    tree = _tree(path, names)
    try:
        return model.model_validate(_plain(tree))
    except ValidationError as error:
        faults = {_fault(tree, details, names): None for details in error.errors(include_url=False)}
        raise BadFile(str(path), sorted(faults, key=lambda fault: fault.line)) from error


def _tree(path: Path, names: str) -> CommentedMap:
    try:
        tree = YAML(typ="rt", pure=True).load(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadFile(str(path), [Fault(1, "", "is not UTF-8; save the file as UTF-8")]) from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BadFile(str(path), [Fault(mark.line + 1 if mark else 1, "", f"is not YAML: {error.problem}")]) from error
    except YAMLError as error:
        raise BadFile(str(path), [Fault(1, "", f"is not YAML: {error}")]) from error
    if not isinstance(tree, CommentedMap):
        raise BadFile(str(path), [Fault(1, "", f"has no named parts; a mapping has {names}")])
    return tree


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, str) else value


def _fault(tree: CommentedMap, details: ErrorDetails, names: str) -> Fault:
    place = details["loc"]
    name = ".".join(str(part) for part in place)
    line = _line(tree, place)
    if details["type"] == "missing":
        return Fault(line, ".".join(map(str, place[:-1])), f"{place[-1]!r} is missing")
    if details["type"] == "extra_forbidden":
        known = f"; allowed: {names}" if len(place) == 1 else ""
        return Fault(line, name, f"is not known here{known}")
    message = details["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return Fault(line, name, message[:1].lower() + message[1:])


def _line(tree: Any, place: tuple[int | str, ...]) -> int:
    """The line of the deepest part of `place` that the file has."""
    line = 0
    for part in place:
        if isinstance(tree, CommentedMap) and part in tree:
            line = tree.lc.key(part)[0]
            tree = tree[part]
    return int(line) + 1
