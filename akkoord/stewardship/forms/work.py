# SPDX-License-Identifier: EUPL-1.2
"""What a task of the work list asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Person

from ..models.work import OF_ADMINISTRATORS
from ..rules.roles import StewardRole
from ..rules.work import Area, Every
from ..wording import WORDS
from ..work_words import AREAS, EVERY

FIRST_YEAR, LAST_YEAR = 2000, 2100


def near(day: date) -> date:
    """The day, in a year that people live in. Raises ValidationError."""
    if not FIRST_YEAR <= day.year < LAST_YEAR:
        raise forms.ValidationError(_("Choose a day between 2000 and 2100."))
    return day


class WorkForm(forms.Form):
    """A task: what, whose, how often and from when."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("What is to be done?"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    area = forms.ChoiceField(label=_("About what?"), choices=[(str(a), words) for a, words in AREAS.items()])
    role = forms.ChoiceField(label=_("On whose list?"), choices=[(str(r), WORDS[r].label) for r in OF_ADMINISTRATORS])
    every = forms.ChoiceField(label=_("How often?"), choices=[(str(e), words) for e, words in EVERY.items()])
    first_on = forms.DateField(
        label=_("From which day?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("It comes back on the same weekday or day of the month; in a shorter month on its last day."),
    )
    owner = forms.TypedChoiceField(label=_("By whom?"), coerce=int, required=False, empty_value=None, choices=())
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, people: Iterable[Person], *args: Any, is_ready: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        owner = self.fields["owner"]
        assert isinstance(owner, forms.TypedChoiceField)
        owner.choices = [("", _("whoever has time")), *((pk, person.name) for pk, person in self.people.items())]
        if is_ready:
            self.fields["title"].required = False
            self.fields["title"].help_text = _("Left empty, the words of the ready list hold.")

    def clean_first_on(self) -> date:
        """A year that people live in."""
        return near(self.cleaned_data["first_on"])

    @property
    def chosen(self) -> dict[str, Any]:
        """The task's values, once the form is valid."""
        given = self.cleaned_data
        return {
            "title": given["title"],
            "area": Area(given["area"]),
            "role": StewardRole(given["role"]),
            "every": Every(given["every"]),
            "first_on": given["first_on"],
            "owner": self.people[given["owner"]] if given["owner"] is not None else None,
            "note": given["note"],
        }


class DoneForm(forms.Form):
    """For which day a task was done."""

    due = forms.DateField()

    def clean_due(self) -> date:
        """A year that people live in."""
        return near(self.cleaned_data["due"])
