# SPDX-License-Identifier: EUPL-1.2
"""What is asked about an outage: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from .models import Instance, Outage
from .moment_field import MomentField
from .outage_words import IMPACTS, RESPONSIBLES, SEVERITIES, STATES
from .rules.outages import AT_WORK
from .rules.words import Impact, OutageState, Responsible, Severity

LONG = forms.Textarea(attrs={"rows": 3})
LONGEST = 20_000


def _title(label: Any, *, required: bool = False) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=required)


def _text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST, required=False, **more)


def _choices(words: Mapping[Any, Any]) -> list[tuple[str, Any]]:
    return [(str(value), word) for value, word in words.items()]


class StruckForm(forms.Form):
    """How hard each running instance is struck: `struck`, once the form is valid."""

    struck_after = "severity"  # the field under which the instances stand

    def __init__(self, instances: Iterable[Instance], *args: Any, struck: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.instances = {f"struck_{instance.pk}": instance for instance in instances}
        choices = [("", _("works")), *_choices(IMPACTS)]
        for name, instance in self.instances.items():
            self.fields[name] = forms.ChoiceField(label=instance.title, choices=choices, required=False)
            self.initial.setdefault(name, (struck or {}).get(instance.code, ""))

    @property
    def struck(self) -> dict[Instance, Impact]:
        """The struck instances with the impact."""
        chosen = {instance: self.cleaned_data[name] for name, instance in self.instances.items()}
        return {instance: Impact(impact) for instance, impact in chosen.items() if impact}

    @property
    def of_instances(self) -> list[BoundField]:
        """The fields of the instances, which the page shows together."""
        return [self[name] for name in self.instances]


class OutageForm(StruckForm):
    """A new outage, with what is said first."""

    title_nl = _title(_("Title in Dutch"), required=True)
    title_en = _title(_("Title in English"))
    severity = forms.ChoiceField(
        label=_("How bad is it?"), choices=_choices(SEVERITIES), widget=forms.RadioSelect, initial=Severity.MAJOR
    )
    began_at = MomentField(label=_("Since when?"), with_seconds=True)
    expected_at = MomentField(label=_("When do you expect it to work again?"), required=False)
    text_nl = _text(_("What do we say first, in Dutch?"))
    text_en = _text(_("And in English?"))
    error_message = forms.CharField(label=_("The message users see"), max_length=500, required=False)
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    @property
    def told(self) -> dict[str, Any]:
        """What `open_outage` takes, besides the struck instances."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.instances}


class _SayForm(forms.Form):
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    text_nl = _text(_("What do we say, in Dutch?"))
    text_en = _text(_("And in English?"))


class UpdateForm(_SayForm):
    """What the status page says now. After the end that is the looking back."""

    state = forms.ChoiceField(label=_("How far are we?"), widget=forms.RadioSelect)
    expected_at = MomentField(label=_("When do you expect it to work again?"), required=False)

    def __init__(self, outage: Outage, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        state, expected = self.fields["state"], self.fields["expected_at"]
        assert isinstance(state, forms.ChoiceField) and isinstance(expected, MomentField)
        if outage.is_running:
            state.choices = [(str(s), STATES[s]) for s in AT_WORK]
            state.initial = outage.state
            expected.initial = expected.given = outage.expected_at
            self.order_fields(["state", "text_nl", "text_en", "expected_at"])
        else:
            state.choices = [(str(OutageState.POSTMORTEM), STATES[OutageState.POSTMORTEM])]
            state.initial, state.widget = OutageState.POSTMORTEM, forms.HiddenInput()
            del self.fields["expected_at"]

    def clean(self) -> dict[str, Any]:
        """Something is said."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("text_nl", "").strip() and not given.get("text_en", "").strip():
            self.add_error("text_nl", _("Say something, in Dutch and in English."))
        return given


class CloseForm(_SayForm):
    """It works again."""

    ended_at = MomentField(label=_("Since when does it work again?"), with_seconds=True)

    def __init__(self, at: datetime, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial.setdefault("ended_at", at)
        self.order_fields(["ended_at", "text_nl", "text_en"])


class DetailsForm(StruckForm):
    """What is known by now."""

    title_nl = _title(_("Title in Dutch"))
    title_en = _title(_("Title in English"))
    severity = forms.ChoiceField(label=_("How bad is it?"), choices=_choices(SEVERITIES), widget=forms.RadioSelect)
    expected_at = MomentField(label=_("When do you expect it to work again?"), required=False)
    error_message = forms.CharField(label=_("The message users see"), max_length=500, required=False)
    workaround_nl = _text(_("What can people do meanwhile, in Dutch?"))
    workaround_en = _text(_("And in English?"))
    cause = _text(_("Cause"), help_text=_("Only for ourselves. Tell the others in an update or when you look back."))

    def __init__(self, outage: Outage, instances: Iterable[Instance], *args: Any, **more: Any) -> None:
        names = ("title_nl", "title_en", "severity", "error_message", "workaround_nl", "workaround_en", "cause", "expected_at")
        initial = {name: getattr(outage, name) for name in names}
        super().__init__(instances, *args, initial=initial, struck=outage.struck_now, **more)
        expected = self.fields["expected_at"]
        assert isinstance(expected, MomentField)
        expected.given = outage.expected_at

    @property
    def changes(self) -> dict[str, Any]:
        """What `detail_outage` takes: only what was changed, so that a colleague's words of a minute ago stay."""
        changed = set(self.changed_data)
        found: dict[str, Any] = {name: self.cleaned_data[name] for name in changed - set(self.instances)}
        return found | ({"instances": self.struck} if changed & set(self.instances) else {})


class CorrectionForm(StruckForm):
    """What was recorded wrongly."""

    struck_after = "responsible"

    began_at = MomentField(label=_("It began"), with_seconds=True)
    ended_at = MomentField(label=_("It ended"), with_seconds=True)
    responsible = forms.ChoiceField(label=_("Who is responsible?"), choices=_choices(RESPONSIBLES), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why?"),
        widget=LONG,
        max_length=LONGEST,
        help_text=_("Whoever decides reads this, and it stays beside what was recorded."),
    )

    def __init__(self, outage: Outage, instances: Iterable[Instance], *args: Any, **more: Any) -> None:
        initial = {"began_at": outage.began_at, "ended_at": outage.ended_at, "responsible": Responsible(outage.responsible)}
        super().__init__(instances, *args, initial=initial, struck=outage.struck_now, **more)
        for name in ("began_at", "ended_at"):
            field = self.fields[name]
            assert isinstance(field, MomentField)
            field.given = getattr(outage, name)
        if outage.is_running:
            del self.fields["ended_at"]
