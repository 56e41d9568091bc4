# SPDX-License-Identifier: EUPL-1.2
"""What the planner asks: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from akkoord.people.models import Person

from ..actions.planner import LONGEST_NOTES, LONGEST_TITLE, Wanted
from ..models import PlannerEntry, Process
from ..planner_words import KINDS
from ..ready_year import Proposal
from ..rules.planner import FIRST_YEAR, LAST_YEAR, Days, EntryKind

REMINDERS = (0, 1, 3, 7, 14, 21, 30, 60)  # days before


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class EntryForm(forms.Form):
    """One entry. `processes` are those that the writer may plan for; `free`: also without one."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("What?"), max_length=LONGEST_TITLE)
    kind = forms.ChoiceField(label=_("Kind"), choices=[(str(k), KINDS[k].label) for k in EntryKind])
    first = day_field(_("From"))
    last = day_field(_("Until and including"), required=False, help_text=_("Empty: one day."))
    owner = forms.TypedChoiceField(label=_("Who sees to it?"), coerce=int, required=False, empty_value=None)
    process = forms.TypedChoiceField(label=_("Process"), coerce=int, required=False, empty_value=None)
    goal = forms.TypedChoiceField(label=_("Serves this goal"), coerce=int, required=False, empty_value=None)
    remind_before = forms.TypedChoiceField(label=_("Reminder by mail"), coerce=int, required=False, empty_value=None)
    is_yearly = forms.BooleanField(
        label=_("Comes back every year"),
        required=False,
        help_text=_("Next year's is made by itself. Take the tick away, and next year's goes too unless somebody changed it."),
    )
    notes = forms.CharField(label=_("Notes"), required=False, max_length=LONGEST_NOTES, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(
        self,
        *args: Any,
        owners: Sequence[Person],
        processes: Sequence[Process],
        goals: Sequence[PlannerEntry],
        free: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {person.pk: person for person in owners}
        self.processes = {process.pk: process for process in processes}
        self.goals = {goal.pk: goal for goal in goals}
        self._offer("owner", _("Nobody yet"), [(pk, person.name) for pk, person in self.owners.items()])
        self._offer(
            "process", _("All processes") if free else _("Choose a process"), [(pk, p.name) for pk, p in self.processes.items()]
        )
        self._offer("goal", _("None"), [(pk, goal.title) for pk, goal in self.goals.items()])
        self._offer("remind_before", _("No reminder"), [(days, reminder_words(days)) for days in REMINDERS])
        self.fields["process"].required = not free

    def _offer(self, name: str, empty: str | Promise, choices: list[tuple[int, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", empty), *choices]

    def clean_first(self) -> date:
        """Within what a planner holds."""
        return within_planner(self.cleaned_data["first"])

    def clean_last(self) -> date | None:
        """Within what a planner holds, or none."""
        last = self.cleaned_data["last"]
        return within_planner(last) if last is not None else None

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if first is not None and last is not None and last < first:
            self.add_error("last", _("The last day comes before the first. Choose a later one, or leave it empty for one day."))
        return given

    @property
    def wanted(self) -> Wanted:
        """What was asked, once the form is valid."""
        given = self.cleaned_data
        return Wanted(
            EntryKind(given["kind"]),
            given["title"],
            Days(given["first"], given["last"] or given["first"]),
            notes=given["notes"],
            owner=self.owners.get(given["owner"]),
            process=self.processes.get(given["process"]),
            goal=self.goals.get(given["goal"]),
            remind_before=given["remind_before"],
            is_yearly=given["is_yearly"],
        )


class YearForm(forms.Form):
    """Which entries of the ready year go into the planner."""

    keys = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, proposals: Sequence[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["keys"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(each.ready.key, each.ready.key) for each in proposals]


def within_planner(day: date) -> date:
    """The day, if a planner holds it. Raises ValidationError."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(_("A planner holds the years from 2000 to 2100."))
    return day


def reminder_words(days: int) -> str:
    """ "7 days before", "on the day itself"."""
    if days == 0:
        return str(_("on the day itself"))
    return ngettext("%(num)d day before", "%(num)d days before", days) % {"num": days}


def initial_of(entry: PlannerEntry) -> dict[str, Any]:
    """An entry as its form begins."""
    return {
        "title": entry.title, "kind": entry.kind, "first": entry.first, "last": entry.last if entry.last != entry.first else None,
        "owner": entry.owner_id, "process": entry.process_id, "goal": entry.goal_id, "remind_before": entry.remind_before,
        "is_yearly": entry.is_yearly, "notes": entry.notes,
    }  # fmt: skip
