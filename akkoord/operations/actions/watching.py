# SPDX-License-Identifier: EUPL-1.2
"""Open and close outages from what probes measured. sla:2.3.1

First everything is gone through without holding anything, for mostly nothing happened. Where something did, the instance is held
and it is decided anew, so that two processes, or two probes of one instance, never open two outages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Max, Min, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ..models import Bounds, Instance, Maintenance, Outage, Probe
from ..refusals import BadBounds, OutageOver
from ..rules.opening import Closed, Heard, Opened, Rule, Stretch, decide
from ..rules.sampling import patience
from ..rules.words import Impact
from .outages import close_outage, open_outage

TITLE = _("%(component)s does not work")
OPENED = _("Our measurements get no good answer. We are finding out what is wrong.")
CLOSED = _("Our measurements get good answers again.")
FURTHER = 12  # times that one looks twice as far back for where a row of failures began
HEARD = """
SELECT s.probe_id, s.at, s.place_id, s.ok FROM unnest(%s::bigint[], %s::timestamptz[]) AS c (probe, low)
JOIN operations_sample s ON s.probe_id = c.probe AND s.at >= c.low ORDER BY s.probe_id, s.at
"""


@transaction.atomic
def watch(*, since: Mapping[int, datetime], by: None, at: datetime) -> list[Outage]:
    """Look at these probes, each from the first sample that is new; returns the outages that opened or closed."""
    probes = Probe.objects.filter(pk__in=list(since), opens_outages=True).select_related("instance__component")
    running = _running(since)
    heard = _heard({probe.pk: since[probe.pk] - _reach(probe) for probe in probes})
    changed: list[Outage] = []
    for probe in sorted(probes, key=lambda each: (each.instance_id, each.pk)):
        told = {sample.ok for sample in heard[probe.pk]}
        if (probe.pk in running) in told and _decide(probe, heard[probe.pk], running.get(probe.pk)):
            changed += _act(probe, since[probe.pk], at)
    return changed


def _reach(probe: Probe) -> timedelta:
    """How far before a new sample one looks: a row that is just too short to decide anything fits within."""
    return (max(probe.failures_to_open, probe.goods_to_close) + 1) * patience(probe.every, probe.timeout)


def _act(probe: Probe, since: datetime, at: datetime) -> list[Outage]:
    """Hold the instance, decide again, and do it."""
    Instance.objects.select_for_update(no_key=True).get(pk=probe.instance_id)
    outage = _running([probe.pk]).get(probe.pk)
    changed = []
    for fact in _decide(probe, _heard({probe.pk: since - _reach(probe)})[probe.pk], outage):
        outage = _open(probe, fact, at) if isinstance(fact, Opened) else _close(outage, fact, at)
        if outage is None:
            break  # a person was first
        changed.append(outage)
    return changed


def _decide(probe: Probe, heard: list[Heard], outage: Outage | None) -> list[Opened | Closed]:
    rule = Rule(probe.failures_to_open, probe.places_to_open, probe.goods_to_close, patience(probe.every, probe.timeout))
    if outage is None and not decide(heard, rule):
        return []  # what is quiet can only take failures away
    quiet = _work(probe) + ([] if outage else _known_outages(probe))
    for turn in range(1, FURTHER):
        if outage is not None or not _begins_failing(heard, quiet):
            break
        heard = _heard({probe.pk: heard[-1].at - _reach(probe) * 2**turn})[probe.pk]
    return decide(heard, rule, running=outage.began_at if outage else None, quiet=quiet)


def _begins_failing(heard: list[Heard], quiet: list[Stretch]) -> bool:
    """Whether some place's samples begin in the midst of failing: then its first failure is further back."""
    firsts: dict[int, Heard] = {}
    for sample in heard:
        firsts.setdefault(sample.place, sample)
    return any(not first.ok and not any(stretch.holds(first.at) for stretch in quiet) for first in firsts.values())


def _running(probes: Iterable[int]) -> dict[int, Outage]:
    return {outage.probe_id or 0: outage for outage in Outage.objects.running().filter(probe__in=list(probes))}


def _heard(lows: Mapping[int, datetime]) -> dict[int, list[Heard]]:
    found: dict[int, list[Heard]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(HEARD, [list(lows), list(lows.values())])
        for probe, moment, place, ok in cursor.fetchall():
            found[probe].append(Heard(moment, place, ok))
    return found


def _work(probe: Probe) -> list[Stretch]:
    """Maintenance that was really done, as long as it was planned: failures after that are an outage."""
    done = Maintenance.objects.filter(instances=probe.instance_id, begun_at__isnull=False, begun_at__lt=F("planned_until"))
    rows = done.values_list("begun_at", "ended_at", "planned_until")
    return [Stretch(begun, min(ended or planned, planned)) for begun, ended, planned in rows if begun is not None]


def _known_outages(probe: Probe) -> list[Stretch]:
    """When it was down by what is written down, under every bounds that ever held: what was corrected is not found anew."""
    held = Bounds.objects.filter(
        Q(is_correction=False) | Q(is_confirmed=True), struck__contains={probe.instance.code: Impact.DOWN}
    )
    lasted = held.values_list("outage").annotate(began=Min("began_at"), ended=Max("ended_at"), runs=Q(outage__ended_at=None))
    return [Stretch(began, None if runs else ended) for _outage, began, ended, runs in lasted.order_by("outage")]


def _open(probe: Probe, fact: Opened, at: datetime) -> Outage:
    instance = probe.instance
    names = {"nl": instance.component.name_nl, "en": instance.component.name_en}
    titles = {code: _in(code, TITLE) % {"component": f"{name} {instance.name}".strip()} for code, name in names.items()}
    return open_outage(
        title_nl=titles["nl"], title_en=titles["en"], text_nl=_in("nl", OPENED), text_en=_in("en", OPENED),
        instances={instance: Impact.DOWN}, severity=probe.severity, began_at=fact.at, probe=probe, origin="probe", by=None, at=at,
    )  # fmt: skip


def _close(outage: Outage | None, fact: Closed, at: datetime) -> Outage | None:
    if outage is None:
        return None
    try:
        close_outage(outage, ended_at=fact.at, text_nl=_in("nl", CLOSED), text_en=_in("en", CLOSED), by=None, at=at)
    except (OutageOver, BadBounds):
        return None
    return outage


def _in(language: str, text: Promise | str) -> str:
    with override(language):
        return str(text)
