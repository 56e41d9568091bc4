# SPDX-License-Identifier: EUPL-1.2
"""What test plans ask: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Person

from ..actions.update_tests import LONGEST_FINDING
from ..actions.updates import LONGEST_REASON, LONGEST_TITLE
from ..models import UpdatePlan
from ..rules.updates import Area, Outcome, Whereto
from ..update_words import AREAS, OUTCOMES
from .planner import day_field, within_planner


class UpdateForm(forms.Form):
    """A plan: a name and three days."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Which version?"), max_length=LONGEST_TITLE, help_text=_("Such as: autumn version 2026."))
    comes_on = day_field(_("The day it comes"))
    accept_from = day_field(_("Testing from"))
    accept_until = day_field(_("Testing until and including"))

    def clean(self) -> dict[str, Any]:
        """The days follow each other, within what a planner holds."""
        given: dict[str, Any] = super().clean() or {}
        for name in ("comes_on", "accept_from", "accept_until"):
            if given.get(name) is not None:
                try:
                    within_planner(given[name])
                except forms.ValidationError as error:
                    self.add_error(name, error)
        comes, begins, ends = (given.get(name) for name in ("comes_on", "accept_from", "accept_until"))
        if begins and ends and ends < begins:
            self.add_error("accept_until", _("Testing ends before it begins. Choose a later day."))
        if begins and comes and comes < begins:
            self.add_error("accept_from", _("Testing begins after the version comes. Choose an earlier day."))
        return given


class NewUpdateForm(UpdateForm):
    """The same, and with which tests it begins."""

    READY, NOTHING = "ready", "nothing"

    tests = forms.ChoiceField(label=_("With which tests?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, last: UpdatePlan | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["tests"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            *([("last", _("Those of %(name)s, with who did them") % {"name": last.name})] if last is not None else []),
            (self.READY, _("A ready list of functional and technical tests")),
            (self.NOTHING, _("None: we add our own")),
        ]
        field.initial = field.choices[0][0]


class _Owned(forms.Form):
    def __init__(self, *args: Any, owners: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = {person.pk: person for person in owners}
        field = self.fields["owner"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", _("Nobody yet")), *((pk, person.name) for pk, person in self.owners.items())]

    @property
    def chosen_owner(self) -> Person | None:
        """Who was chosen, once the form is valid."""
        return self.owners.get(self.cleaned_data["owner"])


class NewTestForm(_Owned):
    """One more test."""

    title = forms.CharField(label=_("What do you test?"), max_length=LONGEST_TITLE)
    area = forms.ChoiceField(label=_("List"), choices=[(str(a), AREAS[a]) for a in Area])
    owner = forms.TypedChoiceField(label=_("Who tests it?"), coerce=int, required=False, empty_value=None)


class ChangeTestForm(_Owned):
    """Its words, and who does it."""

    title = forms.CharField(label=_("What do you test?"), max_length=LONGEST_TITLE)
    owner = forms.TypedChoiceField(label=_("Who tests it?"), coerce=int, required=False, empty_value=None)


class OutcomeForm(forms.Form):
    """What came of a test."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"), choices=[(str(o), OUTCOMES[o].label) for o in Outcome], widget=forms.RadioSelect
    )
    finding = forms.CharField(
        label=_("What did you find?"),
        required=False,
        max_length=LONGEST_FINDING,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("If it failed: what you did, what you saw, and what you expected."),
    )


class PassOnForm(forms.Form):
    """What somebody else gets to read, the vendor if `may_report`."""

    to = forms.ChoiceField(label=_("To whom?"), widget=forms.RadioSelect)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(label=_("What goes wrong"), max_length=LONGEST_FINDING, widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, may_report: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            *([(str(Whereto.VENDOR), _("The vendor: it is a fault in the software"))] if may_report else []),
            (str(Whereto.COLLEAGUES), _("Our own administrators: it is about our set-up")),
        ]
        field.initial = field.choices[0][0]


class DecisionForm(forms.Form):
    """Go or no go."""

    GO, NO_GO = "go", "no_go"

    is_go = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[(GO, _("Go: we take it into use")), (NO_GO, _("No go: not like this"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody of your organisation can read it."),
    )
