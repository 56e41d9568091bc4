# SPDX-License-Identifier: EUPL-1.2
"""The words of every floor: collected from Python and templates, kept in one Dutch catalogue per floor, compiled.

`python -m akkoord.web.catalogues [--check | --compile] [floor ...]`; used through `bin/messages`. Needs no system package.
"""

import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
METHODS = [("**/tests/**", "ignore"), ("**/migrations/**", "ignore"), ("**.py", "python"), ("**/templates/**.*", "jinja2")]
OPTIONS = {"**/templates/**.*": {"trimmed": "true", "silent": "false", "encoding": "utf-8", "extensions": "jinja2.ext.do"}}
PLURALS = {"nl": "nplurals=2; plural=(n != 1);"}
LANGUAGES = ("nl",)


def floors() -> list[Path]:
    """Every folder of the package that is a floor."""
    return sorted(folder for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists())


def collected(floor: Path) -> Catalog:
    """The words that this floor says, in English."""
    catalogue = Catalog(project="Akkoord", fuzzy=False)
    for path, line, words, comments, context in extract_from_dir(
        floor, METHODS, OPTIONS, keywords=KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
    ):
        catalogue.add(words, None, [(path, line)], auto_comments=comments, context=context)
    return catalogue


def brought_up_to_date(floor: Path, language: str, said: Catalog) -> Catalog:
    """The catalogue on disk with new words added, and those no longer said taken out."""
    path = po_path(floor, language)
    known, elsewhere = _kept_at(path, language), _elsewhere(language)
    fresh = Catalog(
        locale=language,
        project="Akkoord",
        fuzzy=False,
        header_comment=f"# SPDX-License-Identifier: EUPL-1.2\n# {floor.name}, {language}",
    )
    for message in said:
        if message.id:
            old = known.get(_key(message), message.context)
            if old is None or not _filled(old.string):
                old = elsewhere.get((_key(message), message.context))
            fresh.add(message.id, _kept(message, old), auto_comments=message.auto_comments, context=message.context)
    return fresh


def _kept_at(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, list | tuple) else message.id


def _kept(message: Message, old: Message | None) -> str | tuple[str, ...]:
    plural = isinstance(message.id, list | tuple)
    if old is None or isinstance(old.string, list | tuple) is not plural:
        return ("", "") if plural else ""
    return tuple(old.string) if isinstance(old.string, list | tuple) else old.string or ""


def missing(catalogue: Catalog) -> Iterator[str]:
    """The words without a translation, or with a doubtful one, or that lose a placeholder."""
    for message in catalogue:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
        if not all(strings) or message.fuzzy:
            yield f"no translation: {_key(message)!r}"
        elif _names(_key(message)) - _names(str(strings[-1])):
            yield f"placeholder lost: {_key(message)!r}"


def _names(text: str) -> set[str]:
    return {part.split(")")[0] for part in text.split("%(")[1:]} | {part.split("}")[0] for part in text.split("{")[1:]}


def unheard(floor: Path) -> Iterator[str]:
    """Words said inside an f-string, which no collector hears before Python 3.12."""
    for path in sorted(floor.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                for call in ast.walk(node):
                    if isinstance(call, ast.Call) and getattr(call.func, "id", "") in KEYWORDS:
                        yield f"{path.relative_to(floor)}:{node.lineno}: a word inside an f-string is not collected"


def po_path(floor: Path, language: str) -> Path:
    """Where the catalogue of a floor is kept."""
    return floor / "locale" / language / "LC_MESSAGES" / "django.po"


def written(catalogue: Catalog) -> bytes:
    """The catalogue as it is kept: in order, without line numbers or dates, so that a change shows only what changed."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=120, sort_output=True, omit_header=True, no_location=True)
    head = f'{catalogue.header_comment}\nmsgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    head += f'"Language: {catalogue.locale}\\n"\n"Plural-Forms: {PLURALS[str(catalogue.locale)]}\\n"\n\n'
    return head.encode() + buffer.getvalue()


def compiled(floor: Path, language: str) -> None:
    """Write the .mo beside the .po."""
    path = po_path(floor, language)
    with path.with_suffix(".mo").open("wb") as target:
        write_mo(target, _kept_at(path, language))


def _filled(string: object) -> bool:
    return all(string) if isinstance(string, list | tuple) else bool(string)


def _elsewhere(language: str) -> dict[tuple[str, str | None], Message]:
    """What other floors already call it, so that one word gets one translation."""
    found: dict[tuple[str, str | None], Message] = {}
    for floor in floors():
        for message in _kept_at(po_path(floor, language), language):
            if message.id and _filled(message.string):
                found.setdefault((_key(message), message.context), message)
    return found


def _conflicts() -> int:
    """Django joins the catalogues, so one word must have one translation; otherwise give it a context (pgettext)."""
    seen: dict[tuple[str, str, str | None], tuple[str, object]] = {}
    found = 0
    for floor in floors():
        for language in LANGUAGES:
            path = po_path(floor, language)
            for message in _kept_at(path, language):
                key = (language, _key(message), message.context)
                other, string = seen.setdefault(key, (floor.name, message.string))
                if message.id and _filled(string) and _filled(message.string) and string != message.string:
                    print(f"{floor.name} and {other}/{language}: {_key(message)!r} is translated in two ways")
                    found += 1
    return found


def main(arguments: list[str]) -> int:
    """1 when something is untranslated or, with --check, not up to date."""
    wrong = _conflicts() if "--check" in arguments else 0
    wanted = {argument for argument in arguments if not argument.startswith("-")}
    for floor in floors():
        if not wanted or floor.name in wanted:
            wrong += _one(floor, arguments)
    return 1 if wrong else 0


def _one(floor: Path, arguments: list[str]) -> int:
    wrong = 0
    for language in LANGUAGES:
        path = po_path(floor, language)
        if "--compile" not in arguments:
            said = collected(floor)
            if not any(message.id for message in said):
                continue
            wrong += _brought(floor, language, said, check="--check" in arguments)
        if "--check" not in arguments and path.exists():
            compiled(floor, language)
    return wrong


def _brought(floor: Path, language: str, said: Catalog, *, check: bool) -> int:
    path = po_path(floor, language)
    catalogue = brought_up_to_date(floor, language, said)
    complaints = [*missing(catalogue), *unheard(floor)]
    if not check:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalogue))
    elif not path.exists() or path.read_bytes() != written(catalogue):
        complaints.append("not up to date: run bin/messages")
    for complaint in complaints:
        print(f"{floor.name}/{language}: {complaint}")
    return len(complaints)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
