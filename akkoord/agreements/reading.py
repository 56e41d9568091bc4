# SPDX-License-Identifier: EUPL-1.2
"""Reads agreement files. The only module that knows YAML; the web process only carries it once a draft is put in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from io import StringIO
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode

from akkoord.agreements.checking import faults_in
from akkoord.agreements.document import Agreement
from akkoord.agreements.faults import BadAgreement, Fault, FaultAt, Place


class _Constructor(RoundTripConstructor):
    """Keeps the digits of a number with a point: clause 2.10 is not 2.1."""


def _as_written(_: RoundTripConstructor, node: ScalarNode) -> Decimal | str:
    try:
        return Decimal(node.value)
    except InvalidOperation:
        return str(node.value)  # .inf, .nan and the like: the model refuses them by name


_Constructor.add_constructor("tag:yaml.org,2002:float", _as_written)


@dataclass(frozen=True)
class AgreementFile:
    """A file that was read and checked: the document, its exact text, and what to be warned of."""

    path: Path
    text: str
    document: Agreement
    warnings: tuple[FaultAt, ...]

    @property
    def sha256(self) -> str:
        """The fingerprint of the text, in hexadecimal."""
        return sha256(self.text.encode()).hexdigest()


def read_agreement(path: Path) -> AgreementFile:
    """The agreement in the YAML file at `path`.

    Raises BadAgreement, which names every fault with file, line and what is allowed; OSError when it cannot be read.
    """
    return agreement_in(_text(path), path)


def agreement_in(text: str, path: Path) -> AgreementFile:
    """The agreement that a text says; faults name `path` as its file. Raises BadAgreement."""
    try:
        tree = _tree(path, text)
        _refuse_aliases(path, tree)
    except RecursionError as error:
        raise BadAgreement([FaultAt(path, 1, "is nested too deeply to be an agreement")]) from error
    try:
        document = Agreement.model_validate(_plain(tree))
    except ValidationError as error:
        faults = [_fault(details) for details in error.errors(include_url=False)]
        raise BadAgreement(_located(path, tree, _without_repeats(faults))) from error
    found = _located(path, tree, faults_in(document))
    errors = [fault for fault in found if not fault.warning]
    if errors:
        raise BadAgreement(errors)
    return AgreementFile(path, text, document, tuple(found))


def overrides_in(text: str) -> dict[str, Any]:
    """Individual terms as they are entered: a promise for each id, such as 2.2.3/reaction-p2. Raises BadAgreement."""
    path = Path("individual terms")
    if not text.strip():
        return {}
    try:
        tree = _tree(path, text)
        _refuse_aliases(path, tree)
        given = _plain(tree)
    except RecursionError as error:
        raise BadAgreement([FaultAt(path, 1, "is nested too deeply")]) from error
    assert isinstance(given, dict)
    wrong = [name for name, promise in given.items() if not isinstance(name, str) or not isinstance(promise, dict)]
    if wrong:
        faults = [
            FaultAt(path, _line(tree, (name,)), f"{name} is followed by no promise; give by, text and one kind") for name in wrong
        ]
        raise BadAgreement(faults)
    return given


def overrides_written(overrides: Mapping[str, Any]) -> str:
    """Individual terms as they are entered."""
    if not overrides:
        return ""
    out = StringIO()
    YAML(typ="safe", pure=True).dump(dict(overrides), out)
    return out.getvalue()


def _refuse_aliases(path: Path, tree: CommentedMap) -> None:
    """A part that is told once and pointed to often can grow without bound when it is written out."""
    seen: set[int] = set()
    waiting: list[Any] = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, CommentedMap | CommentedSeq):
            if id(part) in seen:
                raise BadAgreement([FaultAt(path, part.lc.line + 1, "is pointed to with `*`; write it out where it is needed")])
            seen.add(id(part))
            waiting += part.values() if isinstance(part, CommentedMap) else part


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadAgreement([FaultAt(path, line, "is not UTF-8; save the file as UTF-8")]) from error


def _tree(path: Path, text: str) -> CommentedMap:
    yaml = YAML(typ="rt", pure=True)
    yaml.Constructor = _Constructor
    try:
        tree = yaml.load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = re.sub(r"\s+", " ", error.problem or error.context or "cannot be read")
        raise BadAgreement([FaultAt(path, mark.line + 1 if mark else 1, f"is not YAML: {problem}")]) from error
    except YAMLError as error:
        raise BadAgreement([FaultAt(path, 1, f"is not YAML: {error}")]) from error
    if not isinstance(tree, CommentedMap):
        raise BadAgreement([FaultAt(path, 1, "has no named parts; an agreement begins with code, version, effective_from")])
    return tree


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, str):
        return str(value)
    return value


def _fault(details: ErrorDetails) -> Fault:
    place = tuple(details["loc"])
    if details["type"] == "extra_forbidden":
        allowed = ", ".join(_names_allowed(Agreement, place[:-1]))
        hint = (
            "; words with a comma between braces need quotes"
            if details["input"] is None and not str(place[-1]).isidentifier()
            else ""
        )
        return Fault(place, f"{place[-1]!r} is not known here; allowed: {allowed}{hint}")
    if details["type"] == "missing":
        return Fault(place[:-1], f"{place[-1]!r} is missing")
    message = details["msg"].removeprefix("Value error, ").removeprefix("Input ")
    given = details["input"]
    shown = f"{given!r} " if isinstance(given, str | int) and repr(given) not in message else ""
    name = next((part for part in reversed(place) if isinstance(part, str)), "file")
    return Fault(place, f"{name}: {shown}{message[:1].lower()}{message[1:]}{_pattern_hint(details)}")


def _pattern_hint(details: ErrorDetails) -> str:
    if details["type"] != "string_pattern_mismatch":
        return ""
    hints = {r"^[a-z][a-z0-9_]*$": "small letters, digits and _", r"^[a-z][a-z0-9-]*$": "small letters, digits and -"}
    hint = hints.get(details["ctx"]["pattern"])
    return f"; allowed: {hint}, beginning with a letter" if hint else ""


def _names_allowed(model: Any, place: Place) -> list[str]:
    """The fields of the model at `place`; parts of the place that only name a branch of a union are passed over."""
    for part in place:
        model = _inside(model, part)
    found = [candidate for candidate in _candidates(model) if isinstance(candidate, type) and issubclass(candidate, BaseModel)]
    return [name for candidate in found for name in candidate.model_fields]


def _inside(model: Any, part: str | int) -> Any:
    for candidate in _candidates(model):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel) and part in candidate.model_fields:
            return candidate.model_fields[str(part)].annotation
        if get_origin(candidate) is tuple and isinstance(part, int):
            return get_args(candidate)[0]
        if get_origin(candidate) is dict:
            return get_args(candidate)[1]
    return model


def _candidates(model: Any) -> list[Any]:
    if get_origin(model) is Annotated:
        return _candidates(get_args(model)[0])
    if get_origin(model) in (Union, UnionType):
        return [found for branch in get_args(model) for found in _candidates(branch)]
    return [model]


def _without_repeats(faults: list[Fault]) -> list[Fault]:
    return list(dict.fromkeys(faults))


def _located(path: Path, tree: CommentedMap, faults: list[Fault]) -> list[FaultAt]:
    found = [FaultAt(path, _line(tree, fault.place), fault.message, fault.warning, fault.note) for fault in faults]
    return sorted(dict.fromkeys(found), key=lambda fault: fault.line)


def _line(tree: Any, place: Place) -> int:
    """The line of the deepest part of `place` that the file has."""
    line = 0
    for part in place:
        if isinstance(tree, CommentedMap) and part in tree:
            line = tree.lc.key(part)[0]
        elif isinstance(tree, CommentedSeq) and isinstance(part, int) and part < len(tree):
            line = tree.lc.item(part)[0]
        else:
            continue
        tree = tree[part]
    return int(line) + 1
