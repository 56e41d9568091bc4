# SPDX-License-Identifier: EUPL-1.2
"""Write down how long windows took to load. sla:2.3.2"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from ..models import TimingHour, Window
from ..rules.histograms import merged, unpacked
from ..rules.responses import Response, Source, hour_of

EMPTY = merged(()).packed()


class NotAnHour(ValueError):
    """Loads are added by whole hours of UTC."""


@transaction.atomic
def add_loads(*, loads: Mapping[tuple[str, datetime], Response], by: int | None, at: datetime) -> None:
    """Add real page loads to what is known of their hours; the keys are the window and when the hour began.

    Every call adds: whoever calls sees to it that nothing is added twice, in the same transaction. Raises NotAnHour.
    """
    if odd := [hour for _window, hour in loads if hour != hour_of(hour)]:
        raise NotAnHour(odd[0])
    for window, hour in sorted(loads):  # in order, so that two who add wait for one another and not each for the other
        _add(window, hour, loads[window, hour])


def _add(window: str, hour: datetime, more: Response) -> None:
    key = {"window": window, "hour": hour, "source": Source.PEOPLE.value}
    row, _is_new = TimingHour.objects.select_for_update().get_or_create(
        **key, probe=None, place=None, defaults={"histogram": EMPTY}
    )
    row.count += more.count
    row.failed += more.failed
    row.total += more.total
    row.histogram = merged((unpacked(bytes(row.histogram)), more.histogram)).packed()
    row.save(update_fields=["count", "failed", "total", "histogram"])


@transaction.atomic
def name_window(*, code: str, name_nl: str, name_en: str, position: int = 0, by: int | None, at: datetime) -> Window:
    """Say what people call a window that the agreement names by its code; the same code again gives it another name."""
    names = {"name_nl": name_nl, "name_en": name_en, "position": position}
    return Window.objects.update_or_create(code=code, defaults=names)[0]
