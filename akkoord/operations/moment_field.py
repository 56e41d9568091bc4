# SPDX-License-Identifier: EUPL-1.2
"""A moment that somebody fills in by the vendor's wall clock, also in the two nights in which that clock is changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from akkoord.timing.moments import FIRST_YEAR, LAST_YEAR, moment_at
from akkoord.timing.zones import local_time

MINUTES, SECONDS = "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"


class MomentField(forms.DateTimeField):
    """A time that a clock change skips is the first moment after it; one that occurs twice is the first. spec: timing

    A field that still shows the moment it was given (`given`) means that very moment, whichever of the two it was.
    """

    def __init__(self, *, with_seconds: bool = False, **more: Any) -> None:
        self.shape = SECONDS if with_seconds else MINUTES
        attrs = {"type": "datetime-local", **({"step": "1"} if with_seconds else {})}
        super().__init__(widget=forms.DateTimeInput(attrs=attrs, format=self.shape), **more)
        self.given: datetime | None = None

    def to_python(self, value: Any) -> datetime | None:
        """Raises ValidationError for what is no moment, or one of another century."""
        if value in self.empty_values or isinstance(value, datetime):
            return value or None
        text = str(value).strip()
        if self.given is not None and text == timezone.localtime(self.given).strftime(self.shape):
            return self.given
        try:
            read = parse_datetime(text)
        except ValueError:
            read = None
        if read is None or not FIRST_YEAR < read.year < LAST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return read if timezone.is_aware(read) else at_wall(read)


def at_wall(shown: datetime) -> datetime:
    """The first moment at which the wall shows this, or later."""
    local = int((shown - datetime(1970, 1, 1)).total_seconds())  # noqa: DTZ001  # what the wall shows has no offset
    zone = timezone.get_current_timezone()
    return moment_at(local_time(str(zone)).moment(local), zone)
