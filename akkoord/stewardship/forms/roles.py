# SPDX-License-Identifier: EUPL-1.2
"""What giving a role, naming a process and writing a duty ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Person

from ..models import Process
from ..rules.matrix import COLUMNS
from ..rules.roles import StewardRole
from ..wording import WORDS

NAME = 120


class RoleForm(forms.Form):
    """Who, which role, and for which process."""

    person = forms.TypedChoiceField(label=_("Who"), coerce=int, choices=())
    role = forms.ChoiceField(label=_("Role"), choices=())
    process = forms.TypedChoiceField(label=_("For which process?"), coerce=int, required=False, empty_value=None, choices=())

    def __init__(self, people: Iterable[Person], processes: Iterable[Process], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        self.processes = {process.pk: process for process in processes}
        offered: dict[str, list[tuple[Any, Any]]] = {
            "person": [("", _("Choose somebody")), *((pk, person.name) for pk, person in self.people.items())],
            "role": [("", _("Choose a role")), *((str(role), WORDS[role].label) for role in COLUMNS)],
            "process": [("", _("All processes")), *((pk, process.name) for pk, process in self.processes.items())],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @property
    def chosen(self) -> dict[str, Any]:
        """The person, the role and the process, once the form is valid."""
        given = self.cleaned_data
        process = self.processes[given["process"]] if given["process"] is not None else None
        return {"person": self.people[given["person"]], "role": StewardRole(given["role"]), "process": process}


class ProcessForm(forms.Form):
    """What a process is called."""

    name = forms.CharField(label=_("Name of the process"), max_length=NAME, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class DutyForm(forms.Form):
    """A duty in the organisation's own words."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("The duty"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Say what somebody does, in one sentence."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"once": uuid4()})
        super().__init__(*args, **kwargs)
