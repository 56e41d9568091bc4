# SPDX-License-Identifier: EUPL-1.2
"""The status in the shape of the Statuspage v2 API, so that programs that know that shape read ours.

The shape knows no word for *not measured*: such a component says `operational`, for no outage of it is known.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from ..models import Component, Instance, Maintenance, Outage
from ..rules.standing import OF_IMPACT, Standing, indicator, worst
from ..rules.words import Impact, OutageState
from .reading import Scene, Shown, read_scene, with_details
from .wording import STATES, headline

MOST = 50
Json = dict[str, Any]


def page(at: datetime) -> Json:
    """Which page this is."""
    return {
        "id": slugify(settings.VENDOR_NAME) or "akkoord", "name": settings.VENDOR_NAME, "url": f"{settings.BASE_URL}/status",
        "time_zone": settings.TIME_ZONE, "updated_at": _moment(at),
    }  # fmt: skip


def components(scene: Scene) -> list[Json]:
    """Every public component, each group before its members."""
    found: list[Json] = []
    for group, each in groupby(scene.components, lambda shown: shown.component.group):
        members = list(each)
        group_id = f"group-{slugify(members[0].component.group_en or group)}" if group else None
        if group_id:
            codes = [shown.component.code for shown in members]
            standing = worst(shown.standing for shown in members)
            since = min(shown.component.since for shown in members)
            own = _component(group_id, group, standing, since, position=members[0].component.position, group=True)
            found.append({**own, "components": codes})
        found += [_shown(shown, group_id) for shown in members]
    return found


def incident(outage: Outage, page_id: str) -> Json:
    """One outage with every update, the newest first."""
    updates = sorted(outage.updates.all(), key=lambda update: (update.at, update.pk))
    struck = [(affected.instance, OF_IMPACT[Impact(affected.impact)]) for affected in outage.affected.all()]
    last = updates[-1].at if updates else outage.opened_at
    monitored = next((update.at for update in updates if update.state == OutageState.MONITORING), None)
    said = [
        _update(f"{outage.number}-{n}", outage.number, update.state, update.text or str(STATES[update.state]), update.at,
                _changes(struck, is_first=n == 1, is_over=update.state in (OutageState.RESOLVED, OutageState.POSTMORTEM)))
        for n, update in enumerate(updates, 1)
    ]  # fmt: skip
    return {
        "id": outage.number, "name": outage.title, "status": outage.state, "created_at": _moment(outage.opened_at),
        "updated_at": _moment(last), "monitoring_at": _moment(monitored), "resolved_at": _moment(outage.ended_at),
        "impact": outage.severity, "shortlink": settings.BASE_URL + outage.get_absolute_url(), "started_at": _moment(outage.began_at),
        "page_id": page_id, "incident_updates": said[::-1], "components": _struck(struck, is_over=outage.ended_at is not None),
        "reminder_intervals": None,
    }  # fmt: skip


def maintenance(work: Maintenance, page_id: str) -> Json:
    """One maintenance; its updates are its announcements, its begin and its end."""
    struck = [(instance, Standing.WORK) for instance in work.instances.all()]
    told: list[tuple[str, datetime]] = [("scheduled", plan.announced_at) for plan in work.plans.all()]
    told += [("in_progress", work.begun_at)] if work.begun_at else []
    told += [("completed", work.ended_at)] if work.ended_at else []
    said = [
        _update(f"{work.number}-{n}", work.number, status, work.text or work.title, at, _changes(struck, is_first=n == 1, is_over=status == "completed"))
        for n, (status, at) in enumerate(told, 1)
    ]  # fmt: skip
    first, last = (told[0][1], told[-1][1]) if told else (work.announced_at, work.announced_at)
    return {
        "id": work.number, "name": work.title, "status": told[-1][0] if told else "scheduled", "created_at": _moment(first),
        "updated_at": _moment(last), "monitoring_at": None, "resolved_at": _moment(work.ended_at), "impact": "maintenance",
        "shortlink": settings.BASE_URL + work.get_absolute_url(), "started_at": _moment(work.begun_at or work.planned_from),
        "page_id": page_id, "incident_updates": said[::-1],
        "components": _struck(struck if work.begun_at and not work.ended_at else [(i, Standing.WORKS) for i, _s in struck], is_over=False),
        "scheduled_for": _moment(work.planned_from), "scheduled_until": _moment(work.planned_until),
    }  # fmt: skip


def status(scene: Scene) -> Json:
    """All of it in one word and one sentence."""
    return {"indicator": indicator([shown.standing for shown in scene.components]), "description": headline(scene).title}


def _summary(scene: Scene) -> Json:
    return {
        "components": components(scene), "incidents": _incidents(scene.outages, scene),
        "scheduled_maintenances": _maintenances([*scene.working, *scene.coming], scene), "status": status(scene),
    }  # fmt: skip


def _incidents(outages: Iterable[Outage], scene: Scene) -> list[Json]:
    own = page(scene.at)["id"]
    return [incident(outage, own) for outage in outages]


def _maintenances(works: Iterable[Maintenance], scene: Scene) -> list[Json]:
    own = page(scene.at)["id"]
    return [maintenance(work, own) for work in works]


def _all_outages(scene: Scene) -> Json:
    return {"incidents": _incidents(with_details(Outage.objects.visible_to(None).order_by("-began_at", "-id"))[:MOST], scene)}


def _all_maintenance(scene: Scene) -> Json:
    works = Maintenance.objects.visible_to(None).filter(cancelled_at=None, announced_at__lte=scene.at)
    found = works.prefetch_related("instances__component", "plans").order_by("-planned_from", "-id")[:MOST]
    return {"scheduled_maintenances": _maintenances(found, scene)}


ANSWERS: dict[str, Callable[[Scene], Json]] = {
    "summary": _summary,
    "status": lambda scene: {"status": status(scene)},
    "components": lambda scene: {"components": components(scene)},
    "incidents": _all_outages,
    "incidents/unresolved": lambda scene: {"incidents": _incidents(scene.outages, scene)},
    "scheduled-maintenances": _all_maintenance,
    "scheduled-maintenances/upcoming": lambda scene: {"scheduled_maintenances": _maintenances(scene.coming, scene)},
    "scheduled-maintenances/active": lambda scene: {"scheduled_maintenances": _maintenances(scene.working, scene)},
}


def answer(name: str, at: datetime, scene: Scene | None = None) -> bytes:
    """The JSON of an endpoint, as the public sees it. Raises KeyError for one that is not there."""
    make = ANSWERS[name]
    return json.dumps({"page": page(at), **make(scene or read_scene(at))}, ensure_ascii=False).encode()


def _shown(shown: Shown, group_id: str | None) -> Json:
    one: Component = shown.component
    return _component(one.code, one.name, shown.standing, one.since, position=one.position, about=one.about, group_id=group_id)


def _component(
    code: str, name: str, standing: Standing, since: datetime, *, position: int, about: str = "", group_id: str | None = None, group: bool = False
) -> Json:  # fmt: skip
    said = Standing.WORKS if standing == Standing.UNKNOWN else standing
    return {
        "id": code, "name": name, "status": str(said), "created_at": _moment(since), "updated_at": _moment(since), "position": position,
        "description": about or None, "showcase": False, "start_date": f"{since:%Y-%m-%d}", "group_id": group_id,
        "page_id": slugify(settings.VENDOR_NAME) or "akkoord", "group": group, "only_show_if_degraded": False,
    }  # fmt: skip


def _update(key: str, incident_id: str, state: str, body: str, at: datetime, changes: list[Json]) -> Json:
    when = _moment(at)
    return {
        "id": key, "status": state, "body": body, "incident_id": incident_id, "created_at": when, "updated_at": when, "display_at": when,
        "affected_components": changes or None, "deliver_notifications": True, "custom_tweet": None, "tweet_id": None,
    }  # fmt: skip


def _changes(struck: list[tuple[Instance, Standing]], *, is_first: bool, is_over: bool) -> list[Json]:
    """What an update changed: the first from working, the last to working."""
    return [
        {"code": instance.component.code, "name": instance.component.name,
         "old_status": str(Standing.WORKS if is_first else standing), "new_status": str(Standing.WORKS if is_over else standing)}
        for instance, standing in struck
    ]  # fmt: skip


def _struck(struck: list[tuple[Instance, Standing]], *, is_over: bool) -> list[Json]:
    """The components, each once, as they stand."""
    each = {instance.component.code: (instance.component, standing) for instance, standing in struck}
    return [
        _component(one.code, one.name, Standing.WORKS if is_over else standing, one.since, position=one.position, about=one.about)
        for one, standing in each.values()
    ]


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
