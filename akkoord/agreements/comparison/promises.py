# SPDX-License-Identifier: EUPL-1.2
"""What changed in the clauses and their promises."""

from collections.abc import Iterator
from datetime import date

from akkoord.agreements.comparison.changes import Change, Detail, Topic, Way
from akkoord.agreements.comparison.ways import way_of_conditions, way_of_deadline, way_of_figure, way_of_less
from akkoord.agreements.document import Agreement, Clause, Promise
from akkoord.agreements.terms import Terms

OWN_WORDS = frozenset({"id", "text", "replaces", "evaluated", "source", "by", "deadline", "notice", "measure", "window",
                       "cadence", "retention", "quota", "always", "intent"})  # fmt: skip
FEWER_IS_BETTER = frozenset({"pauses_in", "leaves_out"})
Named = dict[str, tuple[Clause, Promise]]


def clause_changes(old: Terms, new: Terms, since: date) -> list[Change]:
    """Every change of a clause or promise, in the order of the new version; what is gone stands in its old place."""
    before, after = old.document, new.document
    first, second = named(before), named(after)
    succeeded = {name for _, promise in second.values() for name in promise.replaces if name in first}
    found = [
        *_clauses(before, after),
        *(change for name in second if (change := _promise(name, first, second, old, new, since))),
        *(_gone(name, first[name]) for name in first if name not in second and name not in succeeded),
    ]
    place = {clause.clause: index for index, clause in enumerate([*before.clauses, *after.clauses])}
    return sorted(found, key=lambda change: place[change.clause])


def named(document: Agreement) -> Named:
    """Every promise by its full id."""
    return {f"{clause.clause}/{promise.id}": (clause, promise) for clause, promise in document.promises()}


def _clauses(before: Agreement, after: Agreement) -> Iterator[Change]:
    old = {clause.clause: clause for clause in before.clauses}
    for clause in after.clauses:
        known = old.pop(clause.clause, None)
        if known is None:
            yield Change(Topic.CLAUSE_NEW, clause.clause, clause.clause, None, clause.text or clause.title)
        elif known.title != clause.title:
            yield Change(Topic.CLAUSE_CHANGED, clause.clause, clause.clause, known.title, clause.title)
        if known is not None and known.text != clause.text:
            yield Change(Topic.CLAUSE_CHANGED, clause.clause, clause.clause, known.text, clause.text)
    for clause in old.values():
        yield Change(Topic.CLAUSE_GONE, clause.clause, clause.clause, clause.text or clause.title, None)


def _gone(name: str, was: tuple[Clause, Promise]) -> Change:
    clause, promise = was
    return Change(Topic.PROMISE_GONE, name, clause.clause, promise.text, None, by=promise.by)


def _promise(name: str, first: Named, second: Named, old: Terms, new: Terms, since: date) -> Change | None:
    clause, promise = second[name]
    ancestors = [other for other in promise.replaces if other in first]
    if name not in first and not ancestors:
        return Change(Topic.PROMISE_NEW, name, clause.clause, None, promise.text, by=promise.by)
    was = first[name if name in first else ancestors[0]][1]
    details = promise_details(was, promise, old, new, since)
    replaces = tuple(other for other in ancestors if other != name)
    if not replaces and not details and was.text == promise.text:
        return None
    topic = Topic.PROMISE_REPLACED if replaces else Topic.PROMISE_CHANGED
    return Change(topic, name, clause.clause, was.text, promise.text, details, replaces, by=promise.by)


def promise_details(was: Promise, now: Promise, old: Terms, new: Terms, since: date) -> tuple[Detail, ...]:
    """What a promise says differently; nothing where only its words changed."""
    found = [Detail("by", was.by, now.by)] if was.by != now.by else []
    found += [
        Detail(name, getattr(was, name), getattr(now, name), _way_of_own(name, was, now))
        for name in Promise.model_fields
        if name not in OWN_WORDS and getattr(was, name) != getattr(now, name)
    ]
    if was.kind != now.kind:
        return (*found, Detail("kind", was.kind, now.kind))
    says = list(_says(was, now, old, new, since))
    if now.by == "customer":  # what the customer promises is the other way round
        turned = {Way.BETTER: Way.WORSE, Way.WORSE: Way.BETTER, Way.OTHER: Way.OTHER}
        says = [Detail(each.name, each.before, each.after, turned[each.way]) for each in says]
    return (*found, *says)


def _way_of_own(name: str, was: Promise, now: Promise) -> Way:
    if name == "aim":  # what was a promise is no more than an aim
        return Way.WORSE if now.aim else Way.BETTER
    if name == "holds_from":
        first, second = was.holds_from or date.min, now.holds_from or date.min
        return Way.BETTER if second < first else Way.WORSE
    return Way.OTHER


def _says(was: Promise, now: Promise, old: Terms, new: Terms, since: date) -> Iterator[Detail]:
    changed = [name for name in type(now.says).model_fields if getattr(was.says, name) != getattr(now.says, name)]
    when = (was.deadline, now.deadline)
    for name in changed:
        before, after = getattr(was.says, name), getattr(now.says, name)
        if name == "when":
            yield Detail(name, before, after, way_of_conditions(before, after))
        elif name in FEWER_IS_BETTER:
            yield Detail(name, before, after, way_of_less(set(before), set(after)))
        elif name in ("within", "calendar") and when[0] is not None and when[1] is not None:
            yield Detail(name, before, after, way_of_deadline(when[0], when[1], old, new, since))
        else:
            yield Detail(name, before, after, way_of_figure(now.kind, name, before, after))
