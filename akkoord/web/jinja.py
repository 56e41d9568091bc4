# SPDX-License-Identifier: EUPL-1.2
"""The one template environment. What is hot (a row's badges, moments, clocks) is a Python function; the rest are macros."""

from collections.abc import MutableMapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined

from akkoord.web import badges, clock_parts, figures, forms, frame, moments
from akkoord.web.icons import icon
from akkoord.web.said import url, words
from akkoord.web.slots import shown


class OneSetOfNames(Environment):
    """Jinja2 whose templates share one dictionary of names: Jinja's own chain of two costs a page a tenth of its time."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names of the environment; a copy with more for a template that brings its own."""
        return {**self.globals, **d} if d else self.globals


def environment(**options: Any) -> Environment:
    """Jinja2 as our pages need it; Django's backend passes loader, autoescape and auto_reload."""
    options["undefined"] = StrictUndefined
    env = OneSetOfNames(
        autoescape=options.pop("autoescape", True),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_bytecode_cache(),
        cache_size=-1,
        **options,
    )
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]  # added by the i18n extension
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.globals.update(_names(), _=words, gettext=words)
    return env


FUNCTIONS: dict[ModuleType, str] = {
    frame: "side_of places reader search_url notices language vendor_name",
    badges: "state verdict verdict_text verdict_word priority clause first_class avatar look",
    moments: "moment written duration working_days thousands percent decimal filesize",
    clock_parts: "amount clock_sentence clock_bar clock_line clock_cell",
    figures: "tally strip",
    forms: "rendered shape summary_line",
}


def _names() -> dict[str, Any]:
    own = {"static": lru_cache(static), "url": url, "icon": icon, "slot": shown, "page_now": moments.now}
    for module, names in FUNCTIONS.items():
        own.update({name: getattr(module, name) for name in names.split()})
    return own


def _bytecode_cache() -> FileSystemBytecodeCache | None:
    home = getattr(settings, "HOME", None)
    if home is None:
        return None
    folder = Path(home) / "templates"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return FileSystemBytecodeCache(str(folder))
