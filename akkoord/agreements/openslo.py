# SPDX-License-Identifier: EUPL-1.2
"""What can be counted of an agreement, as OpenSLO v1 for programs that watch service levels. https://openslo.com

    print(as_text(objects_of(document, "en"), left_out(document)))

OpenSLO knows a share below 100 % over a period. What an agreement promises otherwise is not bent to fit: it is left out, and
the file names it with the reason.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

from akkoord.agreements.document import Agreement, Promise
from akkoord.agreements.document.calendars import CUSTOMERS_ZONE
from akkoord.agreements.document.norms import Norm
from akkoord.agreements.document.periods import ROLLING
from akkoord.agreements.document.promise_kinds import Measure

VERSION = "openslo/v1"
SOURCE = "akkoord"  # the type of every metric source: where the figures are
LONGEST_NAME, LONGEST_DESCRIPTION = 63, 1050
WINDOWS = {"day": "1d", "week": "1w", "month": "1M", "quarter": "1Q", "year": "1Y", "fiscal quarter": "1Q", "fiscal year": "1Y"}
ROLLING_UNITS = {"day": "d", "week": "w", "month": "M", "year": "Y"}
IN_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
EVERY_ONE = "for every single one must be kept, and a target has to stay below 100 %"
Object = dict[str, Any]


class LeftOut(Exception):
    """OpenSLO cannot say this promise; the message says why."""


def objects_of(document: Agreement, language: str) -> list[Object]:
    """The service, then an objective for each promise that OpenSLO can say, in the order of the file."""
    about: Object = {"description": document.summary.in_language(language)[:LONGEST_DESCRIPTION]} if document.summary else {}
    meta = {"name": name_of(document.code), "displayName": document.title.in_language(language)}
    found: list[Object] = [{"apiVersion": VERSION, "kind": "Service", "metadata": meta, "spec": about}]
    for clause, promise in document.promises():
        try:
            found.append(_objective(document, f"{clause.clause}/{promise.id}", promise, language))
        except LeftOut:
            continue  # `left_out` names it
    return found


def left_out(document: Agreement) -> dict[str, list[str]]:
    """The promises that are not in it, by the reason."""
    found: dict[str, list[str]] = defaultdict(list)
    for clause, promise in document.promises():
        try:
            _objective(document, f"{clause.clause}/{promise.id}", promise, "en")
        except LeftOut as why:
            found[str(why)].append(f"{clause.clause}/{promise.id}")
    return dict(found)


def as_text(objects: Sequence[Object], without: Mapping[str, Sequence[str]]) -> str:
    """A YAML stream, one document for each object; what is left out stands above it as remarks."""
    remarks = [f"# Not in this file, {why}: {', '.join(names)}" for why, names in without.items()]
    documents = ["\n".join(["---", *_yaml(each)]) for each in objects]
    return "\n".join([*remarks, *documents]) + "\n"


def name_of(words: str) -> str:
    """A name as OpenSLO has them: small letters, digits and `-`, at most 63; a longer one ends in its fingerprint."""
    name = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
    return name if len(name) <= LONGEST_NAME else f"{name[:54].rstrip('-')}-{sha256(name.encode()).hexdigest()[:8]}"


def _objective(document: Agreement, full: str, promise: Promise, language: str) -> Object:
    if promise.by == "customer":
        raise LeftOut("for the customer keeps them")
    if promise.aim:
        raise LeftOut("for they are aims")
    if promise.norm is not None:
        metric, objective, per, zone = *_of_norm(full, promise.norm), promise.norm.per, promise.norm.zone
    elif promise.measure is not None:
        metric, objective = _of_measure(full, promise.measure)
        per, zone = promise.measure.per, promise.measure.zone
    else:
        raise LeftOut(
            "for nobody can judge them" if promise.intent else EVERY_ONE if promise.deadline else "for they bound no share"
        )
    words = promise.text.in_language(language)
    notes = {"akkoord/promise": full, "akkoord/version": document.version, "akkoord/judged": str(promise.is_evaluated).lower()}
    return {
        "apiVersion": VERSION,
        "kind": "SLO",
        "metadata": {"name": name_of(full), "displayName": full, "annotations": notes},
        "spec": {
            "description": words[:LONGEST_DESCRIPTION],
            "service": name_of(document.code),
            "indicator": {"metadata": {"name": name_of(full)}, "spec": metric},
            "timeWindow": [_window(per, zone or document.zone, document)],
            "budgetingMethod": "Occurrences",
            "objectives": [{"displayName": full, **objective}],
        },
    }


def _of_norm(full: str, norm: Norm) -> tuple[Object, Object]:
    if norm.share is None or norm.missed_at_most is not None:
        raise LeftOut("for a number of misses bounds them, not a share")
    asked = {"promise": full, "at_least_counted": str(norm.at_least_counted)}
    good, total = _source(asked | {"figure": "kept"}), _source(asked | {"figure": "counted"})
    return {"ratioMetric": {"counter": True, "good": good, "total": total}}, _target(norm.share)


def _of_measure(full: str, measure: Measure) -> tuple[Object, Object]:
    asked = {"promise": full, "figure": measure.figure, "basis": measure.basis}
    asked |= {name: ",".join(said) for name in ("of", "leaves_out", "counts_as_up") if (said := getattr(measure, name))}
    low, high = measure.at_least, measure.at_most
    if (low is None) == (high is None):
        raise LeftOut("for they have not exactly one bound")
    bound = low if low is not None else high
    if measure.share_of_cases is not None:
        unit, value = _in_unit(bound, measure.unit)
        metric: Object = {"thresholdMetric": _source(asked | {"unit": unit})}
        return metric, {"op": "gte" if low is not None else "lte", "value": value, **_target(measure.share_of_cases)}
    if measure.average:
        raise LeftOut("for they bound an average, not a share")
    if measure.unit != "percent" or not isinstance(bound, Decimal):
        raise LeftOut(EVERY_ONE)
    if measure.basis == "error_rate" and high is not None:  # a mean of rates, which no division of two counts gives
        return {"ratioMetric": {"rawType": "failure", "raw": _source(asked)}}, _target(100 - bound)
    part, share = ("good", bound) if low is not None else ("bad", 100 - bound)
    ratio: Object = {"counter": True, part: _source(asked | {"part": part}), "total": _source(asked | {"part": "total"})}
    return {"ratioMetric": ratio}, _target(share)


def _target(percent: Decimal) -> Object:
    if not 0 <= percent < 100:
        raise LeftOut(EVERY_ONE)
    return {"target": percent / 100}


def _in_unit(bound: Decimal | str | None, unit: str) -> tuple[str, Decimal]:
    if isinstance(bound, Decimal):
        return unit, bound
    found = re.fullmatch(r"(\d+) (second|minute|hour)s?", bound or "")
    if found is None:
        raise LeftOut("for their bound counts in days or in open time")
    return "seconds", Decimal(found[1]) * IN_SECONDS[found[2]]


def _source(asked: Mapping[str, str]) -> Object:
    return {"metricSource": {"type": SOURCE, "spec": dict(asked)}}


def _window(per: str, zone: str, document: Agreement) -> Object:
    if (rolling := ROLLING.fullmatch(per)) is not None:
        return {"duration": f"{rolling[1]}{ROLLING_UNITS[rolling[2]]}", "isRolling": True}
    if per not in WINDOWS or zone == CUSTOMERS_ZONE:
        raise LeftOut("for they count over another period than the calendar's")
    begins = f"{_period_start(per, document):%Y-%m-%d} 00:00:00"
    return {"duration": WINDOWS[per], "isRolling": False, "calendar": {"startTime": begins, "timeZone": zone}}


def _period_start(per: str, document: Agreement) -> date:
    """The first day of the period in which the version begins to hold."""
    day = document.effective_from
    if per == "day":
        return day
    if per == "week":
        return day - timedelta(days=day.weekday())
    length = {"month": 1, "quarter": 3, "fiscal quarter": 3}.get(per, 12)
    first = document.fiscal_year_begins if per.startswith("fiscal") else 1
    months = day.year * 12 + day.month - 1 - (day.month - first) % length
    return date(months // 12, months % 12 + 1, 1)


def _yaml(value: Any, depth: int = 0) -> Iterator[str]:
    """Block style. A text stands in quotes as JSON writes it, which YAML reads alike."""
    pad = "  " * depth
    if isinstance(value, list):
        for item in value:
            first, *more = _yaml(item, depth + 1)
            yield f"{pad}- {first.lstrip()}"
            yield from more
        return
    for key, held in value.items():
        if isinstance(held, dict | list) and held:
            yield f"{pad}{key}:"
            yield from _yaml(held, depth + 1)
        else:
            yield f"{pad}{key}: {f'{held.normalize():f}' if isinstance(held, Decimal) else json.dumps(held, ensure_ascii=False)}"
