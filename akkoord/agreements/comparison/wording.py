# SPDX-License-Identifier: EUPL-1.2
"""Changes in the reader's words: what it was, what it becomes, and whether that is better or worse for a customer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from akkoord.agreements.comparison.changes import Change, Detail, Topic, Way
from akkoord.agreements.document import Agreement, Conditions, Text
from akkoord.agreements.wording import duration_words, week_words
from akkoord.timing.durations import BadDuration

LABELS = {
    Topic.PROMISE_NEW: _("New promise"),
    Topic.PROMISE_GONE: _("Promise gone"),
    Topic.PROMISE_REPLACED: _("Promise replaced"),
    Topic.PROMISE_CHANGED: _("Promise changed"),
    Topic.CLAUSE_NEW: _("New clause"),
    Topic.CLAUSE_GONE: _("Clause gone"),
    Topic.CLAUSE_CHANGED: _("Other words"),
    Topic.CALENDAR_NEW: _("New hours"),
    Topic.CALENDAR_GONE: _("Hours gone"),
    Topic.CALENDAR_CHANGED: _("Hours changed"),
    Topic.CHANNEL_NEW: _("New way to reach us"),
    Topic.CHANNEL_GONE: _("Way to reach us gone"),
    Topic.CHANNEL_CHANGED: _("Other hours to reach us"),
    Topic.HOLIDAYS: _("Holidays changed"),
    Topic.PRIORITY_NEW: _("New priority"),
    Topic.PRIORITY_GONE: _("Priority gone"),
    Topic.PRIORITY_CHANGED: _("Priority changed"),
    Topic.FIGURE: _("Figure changed"),
    Topic.OPTION_NEW: _("New option"),
    Topic.OPTION_GONE: _("Option gone"),
    Topic.OPTION_CHANGED: _("Option renamed"),
    Topic.READING: _("Read differently"),
    Topic.TITLE: _("Other title"),
}
PARTS = {
    "within": _("within"), "calendar": _("in the hours of"), "at_least": _("at least"), "at_most": _("at most"),
    "share_of_cases": _("share of cases, in percent"), "kept_for": _("kept for"), "gone_after": _("gone after"),
    "when": _("holds"), "pauses_in": _("pauses in"), "leaves_out": _("not counted"), "holds_from": _("holds from"),
    "hours": _("hours"), "zone": _("time zone"), "value": _("figure"), "aim": _("only an aim"), "per": _("per"),
    "by": _("promised by"), "kind": _("kind of promise"), "inside": _("only in"), "outside": _("only outside"),
    "closed": _("closed on"), "told_by": _("told by"), "average": _("on average"), "by_licence": _("by licence"),
    "in_months": _("in the months"), "of": _("about"), "at_places": _("at"),
    "norm": _("norm"), "consequences": _("what follows when it is broken"),
}  # fmt: skip
CONDITIONS = {
    "priority": _("priority %(what)s"), "category": _("category %(what)s"), "kind": _("for %(what)s"),
    "channel": _("reported by %(what)s"), "licence": _("licence %(what)s"), "option": _("with %(what)s"),
    "without_option": _("without %(what)s"), "reported_outside": _("reported outside %(what)s"),
    "reported_inside": _("reported inside %(what)s"),
}  # fmt: skip
WAYS = {Way.BETTER: _("better for you"), Way.WORSE: _("worse for you")}
CALENDAR_FIELDS = ("calendar", "inside", "outside")


@dataclass(frozen=True)
class Point:
    """A part that changed: "within: 1 working day, becomes 4 hours"."""

    part: str
    before: str
    after: str
    way: Way


@dataclass(frozen=True)
class Line:
    """One change in words."""

    label: str
    name: str
    before: str
    after: str
    points: tuple[Point, ...]
    way: Way
    succeeds: str

    @property
    def says(self) -> str:
        """ "better for you", "worse for you", or nothing."""
        return str(WAYS.get(self.way, ""))


@dataclass(frozen=True)
class Group:
    """The changes of one clause, or of the hours and figures around the clauses (`clause` is empty)."""

    clause: str
    title: str
    lines: tuple[Line, ...]


def groups(changes: Iterable[Change], before: Agreement, after: Agreement) -> list[Group]:
    """The changes clause by clause, in words of the reader's language; what stands outside the clauses comes last."""
    found: dict[str, list[Line]] = {}
    for change in changes:
        found.setdefault(change.clause, []).append(_line(change, before, after))
    titles = {clause.clause: clause.title for clause in (*before.clauses, *after.clauses)}
    named = [Group(clause, _said(titles[clause]), tuple(lines)) for clause, lines in found.items() if clause]
    around = [Group("", gettext("Hours, ways to reach us and figures"), tuple(found[""]))] if "" in found else []
    return named + around


def as_text(found: Sequence[Group]) -> str:
    """The same on a terminal."""
    out: list[str] = []
    for group in found:
        out.append(f"{group.clause} {group.title}".strip())
        for line in group.lines:
            says = f" ({line.says})" if line.says else ""
            out.append(f"  {line.label}: {line.name}{says}")
            out += [f"    {line.succeeds}"] if line.succeeds else []
            out += [f"    - {line.before}"] if line.before else []
            out += [f"    {'+' if line.before or not line.points else ' '} {line.after}"] if line.after else []
            out += [f"    {point.part}: {point.before} -> {point.after}" for point in line.points]
    return "\n".join(out)


def _line(change: Change, before: Agreement, after: Agreement) -> Line:
    label = gettext("Other words, the same promise") if _is_reworded(change) else str(LABELS[change.topic])
    same = change.before == change.after
    return Line(
        label=label,
        name=change.name,
        before="" if same else _said(change.before),
        after=_said(change.after),
        points=tuple(_point(each, before, after) for each in change.details if each.before is not None or each.after is not None),
        way=change.way,
        succeeds=gettext("Takes the place of %(names)s.") % {"names": ", ".join(change.replaces)} if change.replaces else "",
    )


def _is_reworded(change: Change) -> bool:
    return change.is_only_words and change.topic is Topic.PROMISE_CHANGED


def _point(detail: Detail, before: Agreement, after: Agreement) -> Point:
    part = str(PARTS[detail.name]) if detail.name in PARTS else gettext("what the file calls %(name)s") % {"name": detail.name}
    return Point(part, _value(detail, detail.before, before), _value(detail, detail.after, after), detail.way)


def _value(detail: Detail, value: object, document: Agreement) -> str:
    """A value of the file as a reader says it."""
    if detail.name == "hours" and isinstance(value, tuple):
        return "; ".join(f"{days} {hours}" for days, hours, _closes in week_words(*value)) or pgettext("opening hours", "closed")
    if detail.name in CALENDAR_FIELDS and isinstance(value, str | dict):
        return _calendars(value, document)
    if isinstance(value, Conditions):
        return condition_words(value, document)
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, BaseModel) and not isinstance(value, Text):
        return _plain(value.model_dump(mode="json", exclude_defaults=True))
    if value is None or value in ((), [], {}):
        return pgettext("value", "nothing")
    if isinstance(value, tuple | list):
        return ", ".join(_plain(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{str(key).replace('_', ' ')} {_plain(each)}" for key, each in value.items())
    return _one(value)


def _one(value: object) -> str:
    if isinstance(value, bool):
        return pgettext("value", "yes") if value else pgettext("value", "no")
    if isinstance(value, Text):
        return _said(value)
    if isinstance(value, Decimal | int):
        return number_format(value)
    try:
        return duration_words(str(value))
    except BadDuration:
        return str(value).replace("_", " ")


def condition_words(when: Conditions, document: Agreement) -> str:
    """When a promise holds: "priority 1, with First Class"; "always" without conditions."""
    said = []
    for name, words in CONDITIONS.items():
        value = getattr(when, name)
        if not value:
            continue
        if name in ("option", "without_option"):
            known = document.options.get(value)
            what = _said(known.title) if known else value
        elif name.startswith("reported_"):
            what = _calendars(value, document)
        else:
            what = ", ".join(str(each) for each in value)
        said.append(str(words) % {"what": what})
    return ", ".join(said) or gettext("always")


def _calendars(choice: str | dict[str, str], document: Agreement) -> str:
    names = [choice] if isinstance(choice, str) else list(dict.fromkeys(choice.values()))
    return ", ".join(_said(document.calendars[name].title) if name in document.calendars else name for name in names)


def _said(text: Text | None) -> str:
    return text.in_language(get_language() or "en") if text is not None else ""
