# SPDX-License-Identifier: EUPL-1.2
"""What the duty roster asks: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.agreements.forms import near
from akkoord.people.models import Person

from .rules.roster import Nights

IN_TURN = 6


class _OfOperations(forms.Form):
    def __init__(self, people: Sequence[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}

    def _offer(self, name: str, empty: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", empty), *((pk, person.name) for pk, person in self.people.items())]


def _moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, validators=[near], widget=widget)


class DutyForm(_OfOperations):
    """One duty."""

    person = forms.TypedChoiceField(label=_("Who"), coerce=int, choices=())
    begin = _moment(_("From"))
    end = _moment(_("Until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("person", _("Choose somebody"))


class HandOverForm(_OfOperations):
    """What the next one must know, and whether somebody takes over now."""

    note = forms.CharField(
        label=_("What must the next one know?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
        help_text=_("What runs, what you promised and to whom, what to look at first."),
    )
    to = forms.TypedChoiceField(label=_("Who takes over now?"), coerce=int, required=False, empty_value=None, choices=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("to", _("Nobody: the next one begins as planned"))


class RotationForm(_OfOperations):
    """Everybody a week in turn."""

    first_day = forms.DateField(
        label=_("From which day"), validators=[near], widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    weeks = forms.IntegerField(label=_("For how many weeks"), min_value=1, max_value=53, initial=12)
    change_at = forms.TimeField(
        label=_("At what time they change"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), initial="09:00"
    )
    nights = forms.ChoiceField(
        label=_("The nights"),
        choices=[(Nights.SAME, _("of whoever has the week")), (Nights.NEXT, _("of the next one in the list"))],
        widget=forms.RadioSelect,
        initial=Nights.SAME,
    )
    night_from = forms.TimeField(
        label=_("The night begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        initial="18:00",
        help_text=_("Counts when the nights are somebody else's."),
    )

    def __init__(self, *args: Any, first_day: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_day"].initial = first_day
        for place in range(1, min(IN_TURN, max(2, len(self.people))) + 1):
            name = f"turn_{place}"
            label = _("Who begins") if place == 1 else _("And then")
            self.fields[name] = forms.TypedChoiceField(label=label, coerce=int, required=place == 1, empty_value=None, choices=())
            self._offer(name, _("Choose somebody") if place == 1 else _("nobody else"))
        turns = [name for name in self.fields if name.startswith("turn_")]
        self.order_fields([*turns, "first_day", "weeks", "change_at", "nights", "night_from"])

    @property
    def in_turn(self) -> list[int]:
        """The people in their order, once the form is valid."""
        given = self.cleaned_data
        return [given[name] for name in self.fields if name.startswith("turn_") and given.get(name) is not None]

    def clean(self) -> dict[str, Any]:
        """A night that begins before the day is none."""
        given: dict[str, Any] = super().clean() or {}
        evening, change = given.get("night_from"), given.get("change_at")
        if given.get("nights") == Nights.NEXT and evening and change and evening <= change:
            self.add_error("night_from", _("The night begins later on the day than the change."))
        return given
