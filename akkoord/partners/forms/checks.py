# SPDX-License-Identifier: EUPL-1.2
"""What a yearly check and an ending ask: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.checks import CheckLine
from ..programme import Said
from ..rules.partners import NOTICE, TURNED_BACK


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StartForm(forms.Form):
    """What goes with the start of a check."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(label=_("What do you write to the partner?"), widget=_words(4), max_length=20_000)


class AnswerForm(forms.Form):
    """The partner's answer, with a remark on each requirement that is not simply kept."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("What do you say of the whole?"),
        widget=_words(4),
        max_length=20_000,
        help_text=_("For instance what you will do, and by when."),
    )

    def __init__(self, lines: Iterable[CheckLine], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            self.fields[f"line_{line.pk}"] = forms.CharField(
                label=_("Your remark"), widget=_words(2), max_length=5_000, required=False
            )

    @property
    def remarks(self) -> dict[int, str]:
        """By line, once the form is valid."""
        return {line.pk: self.cleaned_data[f"line_{line.pk}"] for line in self.lines}


class DecisionForm(forms.Form):
    """What the vendor decides of a check."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    move = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("continue", _("We go on together")), ("improve", _("Something has to improve first"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Why, and what do you expect?"), widget=_words(4), max_length=20_000, help_text=_("The partner reads this.")
    )

    def __init__(self, *args: Any, may_improve: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_improve:
            choice = self.fields["move"]
            assert isinstance(choice, forms.ChoiceField)
            choice.choices = [("continue", _("We go on together"))]
            choice.initial = "continue"


class InvitationForm(forms.Form):
    """What a partner reads that is asked to become product partner."""

    text = forms.CharField(label=_("What do you write to the partner?"), widget=_words(4), max_length=20_000)


class EndingForm(forms.Form):
    """On what ground a partnership ends, and when."""

    ground = forms.ChoiceField(label=_("How does it end?"), widget=forms.RadioSelect, initial=NOTICE)
    ends_on = forms.DateField(
        label=_("First day without the partnership"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), required=False,
        help_text=_("Only with notice. Empty: the first day after the notice term."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why?"),
        widget=_words(4),
        max_length=20_000,
        required=False,
        help_text=_("Needed when it ends at once. Both sides read this."),
    )
    sure = forms.BooleanField(label=_("I have read what ends, and when"))

    def __init__(self, grounds: Iterable[Said], *args: Any, may_turn_back: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["ground"]
        assert isinstance(choice, forms.ChoiceField)
        at_once = [(said.id, _("At once: {ground}").format(ground=said.text)) for said in grounds]
        back = [(TURNED_BACK, _("Back to connector supplier, from today"))] if may_turn_back else []
        choice.choices = [(NOTICE, _("With notice")), *back, *at_once]
        if len(choice.choices) == 1:
            choice.widget = forms.HiddenInput()
