# SPDX-License-Identifier: EUPL-1.2
"""Which of our instances the words of a source mean; components that are not known yet are made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.text import slugify

from ..actions.components import register_component
from ..models import Component, Instance
from .mapping import Components

Span = tuple[datetime, datetime]


class UnknownComponent(LookupError):
    """A word that means none of our components; the message says what is allowed."""


class ComponentBook:
    """Codes for the words of a source, and the instances of each code."""

    def __init__(self, form: Components, source: str) -> None:
        self._form = form
        self._source = source
        self._known = set(Component.objects.values_list("code", flat=True))
        self._new: dict[str, str] = {}

    @property
    def new(self) -> list[str]:
        """The names of components that are not there yet."""
        return list(self._new.values())

    def code(self, word: str) -> str | None:
        """The code for a word; None for one that is no component. Raises UnknownComponent."""
        form = self._form
        if word in form.ignore:
            return None
        code = form.values.get(word) or (slugify(f"{self._source}-{word}")[:50] if form.create else word)
        if code in self._known:
            return code
        if word in form.values:
            raise UnknownComponent(
                f"{code!r}, which stands for {word!r}, is no component; there are: {', '.join(sorted(self._known))}"
            )
        if not form.create:
            allowed = ", ".join([*sorted(form.values), *sorted(self._known)])
            raise UnknownComponent(f"{word!r} is no component; allowed: {allowed}, or `create: true` in the mapping")
        self._new.setdefault(code, word)
        return code

    def codes(self, words: list[str]) -> list[str]:
        """The codes for several words, each once; those of the default where none is left. Raises UnknownComponent."""
        found = dict.fromkeys(code for word in words if (code := self.code(word)) is not None)
        if not found and self._form.default is not None and (code := self.code(self._form.default)) is not None:
            found[code] = None
        if not found:
            raise UnknownComponent("names no component, and the mapping has no default")
        return list(found)

    def make(self, *, spans: Mapping[str, Span], at: datetime) -> dict[str, list[Instance]]:
        """Make what is new; the instances of every component by its code. `spans`: from when to when the source knows each.

        One that an earlier import made runs on to the new end.
        """
        position = Component.objects.count()
        for code, (first, last) in spans.items():
            if code in self._new:
                position += 1
                name, since = self._new[code], self._form.since or first
                register_component(
                    code=code, name_nl=name, name_en=name, since=since, until=max(last, since + timedelta(seconds=1)),
                    is_production=True, position=position, by=None, at=at,
                )  # fmt: skip
            elif code.startswith(f"{self._source}-") and code not in self._form.values.values():
                Component.objects.filter(code=code, until__lt=last).update(until=last)
        self._known |= set(self._new)
        self._new = {}
        found: dict[str, list[Instance]] = defaultdict(list)
        for instance in Instance.objects.select_related("component").order_by("pk"):
            found[instance.component.code].append(instance)
        return dict(found)
