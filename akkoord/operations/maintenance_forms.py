# SPDX-License-Identifier: EUPL-1.2
"""What is asked about maintenance: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext_lazy as _

from .models import Instance, Maintenance
from .moment_field import MomentField
from .rules.words import MaintenanceKind
from .status.wording import KINDS

LONGEST = 20_000


def _text(label: Any, **more: Any) -> forms.CharField:
    more.setdefault("required", False)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST, **more)


class WhenForm(forms.Form):
    """From when to when; `take` is the offered moment that somebody took with one tap instead."""

    planned_from = MomentField(label=_("From"))
    planned_until = MomentField(label=_("Until"))
    exception = _text(
        _("Why must it be so?"),
        help_text=_("Only when it breaks a promise. Everybody who looks at the promise reads this."),
    )
    take = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_take(self) -> datetime | None:
        """The offered moment, with its offset from UTC."""
        text = self.cleaned_data["take"]
        try:
            taken = parse_datetime(text) if text else None
        except ValueError:
            taken = None
        if text and (taken is None or not is_aware(taken)):
            raise ValidationError(_("That moment is none. Choose another one."))
        return taken

    def clean(self) -> dict[str, Any]:
        """The end lies after the begin; what was taken keeps the length."""
        given: dict[str, Any] = super().clean() or {}
        begin, end = given.get("planned_from"), given.get("planned_until")
        if begin and end and end <= begin:
            self.add_error("planned_until", _("The end lies after the begin."))
        elif begin and end and (taken := given.get("take")):
            given["planned_from"], given["planned_until"] = taken, taken + (end - begin)
            given["exception"] = ""
        return given


class MoveForm(WhenForm):
    """Another moment; `sequence` is that of the plan that was looked at."""

    sequence = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, maintenance: Maintenance, sequence: int, data: Any = None) -> None:
        initial = {"planned_from": maintenance.planned_from, "planned_until": maintenance.planned_until, "sequence": sequence}
        super().__init__(data, initial=initial)
        for name in ("planned_from", "planned_until"):
            field = self.fields[name]
            assert isinstance(field, MomentField)
            field.given = initial[name]  # type: ignore[assignment]  # a moment of the row


class PlanForm(WhenForm):
    """New maintenance."""

    kind = forms.ChoiceField(
        label=_("What sort of work?"),
        choices=[(str(kind), word) for kind, word in KINDS.items()],
        widget=forms.RadioSelect,
        initial=MaintenanceKind.PLANNED,
    )
    is_security = forms.BooleanField(
        label=_("It installs an urgent security patch"),
        required=False,
        help_text=_("Emergency maintenance counts as an outage unless it does."),
    )
    title_nl = forms.CharField(label=_("Title in Dutch"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    instances = forms.MultipleChoiceField(label=_("What does it touch?"), widget=forms.CheckboxSelectMultiple, choices=())
    text_nl = _text(_("What do we do, and what do people notice, in Dutch?"))
    text_en = _text(_("And in English?"))
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    field_order = (
        "kind", "is_security", "title_nl", "title_en", "instances", "planned_from", "planned_until", "text_nl", "text_en",
        "exception",
    )  # fmt: skip

    def __init__(self, instances: Iterable[Instance], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offered = {str(instance.pk): instance for instance in instances}
        field = self.fields["instances"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(pk, instance.title) for pk, instance in self.offered.items()]

    @property
    def touched(self) -> list[Instance]:
        """The chosen instances, once the form is valid."""
        return [self.offered[pk] for pk in self.cleaned_data["instances"]]


class DoneForm(forms.Form):
    """Since when the work goes on, or is done."""

    moment = MomentField(label=_("Since when?"), with_seconds=True)

    def __init__(self, at: datetime, data: Any = None) -> None:
        super().__init__(data, initial={"moment": at})
