# SPDX-License-Identifier: EUPL-1.2
"""What the forms of tickets ask: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Organisation, Person

from ..models import Process
from ..rules.tickets import Target
from ..ticket_words import LEVELS, TARGETS, WORKED


class AskForm(forms.Form):
    """What a colleague wants to know or to have changed."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    organisation = forms.TypedChoiceField(label=_("For which organisation?"), coerce=int, choices=())
    question = forms.CharField(
        label=_("In one sentence"), max_length=200, help_text=_("What do you want to know, or to have changed?")
    )
    text = forms.CharField(
        label=_("Tell more"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=100_000,
        help_text=_("What happens now, what would be better, and for whom?"),
    )
    process = forms.ChoiceField(label=_("What is it about?"), required=False)

    def __init__(self, organisations: Iterable[Organisation], processes: Sequence[Process], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {o.pk: o for o in organisations}
        self.processes = {p.pk: p for p in processes}
        choice = self.fields["organisation"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [(o.pk, o.name) for o in self.organisations.values()]
        if len(self.organisations) == 1:
            choice.widget = forms.HiddenInput()
            choice.initial = next(iter(self.organisations))
        several = len(self.organisations) > 1
        named = [
            (str(p.pk), f"{p.name} ({self.organisations[p.organisation_id].name})" if several else p.name) for p in processes
        ]
        _choose(self.fields["process"], [("", _("I do not know")), *named])
        if not named:
            del self.fields["process"]

    @property
    def the_process(self) -> Process | None:
        """The one that was chosen, once the form is valid."""
        chosen = self.cleaned_data.get("process")
        return self.processes.get(int(chosen)) if chosen else None


class SheetForm(forms.Form):
    """What an investigation found."""

    process = forms.ChoiceField(label=_("Process"), required=False)
    impact = forms.ChoiceField(label=_("Impact"), choices=LEVELS.items(), help_text=_("How much of the work it touches."))
    effort_hours = forms.IntegerField(
        label=_("Effort in hours"), min_value=0, max_value=10_000, help_text=_("Of everybody together, with testing and telling.")
    )
    value = forms.ChoiceField(label=_("Value"), choices=LEVELS.items(), help_text=_("What it brings once it is there."))
    risk = forms.ChoiceField(label=_("Risk"), choices=LEVELS.items(), help_text=_("What can go wrong on the way."))
    advice = forms.CharField(
        label=_("Advice"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000, help_text=_("What you would do, and why.")
    )

    def __init__(self, processes: Iterable[Process], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.processes = {p.pk: p for p in processes}
        _choose(
            self.fields["process"], [("", _("No process in particular")), *((str(p.pk), p.name) for p in self.processes.values())]
        )

    @property
    def the_process(self) -> Process | None:
        """The one that was chosen, once the form is valid."""
        chosen = self.cleaned_data["process"]
        return self.processes.get(int(chosen)) if chosen else None


class TaskForm(forms.Form):
    """Something to do, by whom and by when."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    what = forms.CharField(label=_("What must be done?"), max_length=200)
    owner = forms.ChoiceField(label=_("By whom?"), required=False)
    due_on = forms.DateField(
        label=_("By when?"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, people: Iterable[Person], *args: Any, is_known: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {p.pk: p for p in people}
        _choose(self.fields["owner"], [("", _("nobody yet")), *((str(p.pk), p.name) for p in self.people.values())])
        if is_known:
            del self.fields["what"], self.fields["once"]

    @property
    def the_owner(self) -> Person | None:
        """The one that was chosen, once the form is valid."""
        chosen = self.cleaned_data["owner"]
        return self.people.get(int(chosen)) if chosen else None


class ReviewForm(forms.Form):
    """Looking back on what was done."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    worked = forms.ChoiceField(label=_("Did it work?"), widget=forms.RadioSelect, choices=WORKED.items())
    text = forms.CharField(label=_("What can be better?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=20_000)
    instruction_updated = forms.BooleanField(label=_("The instruction for colleagues says it as it is now"), required=False)


YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class PassingForm(forms.Form):
    """The guide's three questions, where it goes, and what goes along."""

    does_as_manual = forms.ChoiceField(
        label=_("Does the software do what its manual says?"), widget=forms.RadioSelect, choices=YES_NO
    )
    other_program = forms.ChoiceField(label=_("Is another program involved?"), widget=forms.RadioSelect, choices=YES_NO)
    is_large = forms.ChoiceField(label=_("Is it more than a day of work?"), widget=forms.RadioSelect, choices=YES_NO)
    target = forms.ChoiceField(label=_("Where does it go?"), choices=[(t, words[0]) for t, words in TARGETS.items()])
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(label=_("What they get to read"), widget=forms.Textarea(attrs={"rows": 7}), max_length=100_000)
    attached = forms.MultipleChoiceField(label=_("Files that go along"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, files: Iterable[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["attached"]
        assert isinstance(choice, forms.MultipleChoiceField)
        choice.choices = [(str(pk), name) for pk, name in files]
        if not choice.choices:
            del self.fields["attached"]

    @property
    def the_target(self) -> Target:
        """The one that was chosen, once the form is valid."""
        return Target(self.cleaned_data["target"])


class SettingsForm(forms.Form):
    """How an organisation deals with its tickets."""

    threshold_hours = forms.IntegerField(
        label=_("Management decides above so many hours of work"), required=False, min_value=0, max_value=10_000, help_text=_("Empty: never.")
    )  # fmt: skip
    review_weeks = forms.IntegerField(label=_("Weeks after which you look back"), min_value=1, max_value=52)
    integrator_name = forms.CharField(label=_("Your system integrator"), required=False, max_length=200)
    integrator_email = forms.EmailField(label=_("Their e-mail address"), required=False)


class OwnAgreementForm(forms.Form):
    """An agreement file, chosen or written in the page."""

    MOST = 1_000_000

    file = forms.FileField(label=_("Agreement file"), required=False, widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}))
    source = forms.CharField(
        label=_("Or write it here"), required=False, max_length=MOST, strip=False, widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "form-control code"})
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The text of the one or the other."""
        given = super().clean() or {}
        file = given.get("file")
        if file is not None:
            if file.size > self.MOST:
                raise forms.ValidationError(_("This file is larger than 1 MB."))
            try:
                given["source"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise forms.ValidationError(_("This file is not UTF-8. Save it as UTF-8 and put it in again.")) from error
        if not (given.get("source") or "").strip():
            raise forms.ValidationError(_("Choose a file, or write the agreement in the page."))
        return given

    @property
    def name(self) -> str:
        """What its faults call it."""
        file = self.cleaned_data.get("file")
        return " ".join(file.name.replace("\x00", "").split())[:200] if file is not None else "internal.yaml"


def _choose(field: forms.Field, choices: list[Any]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
