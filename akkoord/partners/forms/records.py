# SPDX-License-Identifier: EUPL-1.2
"""What is asked of whoever writes down how a requirement stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..programme import Said
from ..rules.records import RecordSort

DATE = {"type": "date"}


class RecordForm(forms.Form):
    """How a requirement stands; a figure only where it has a bound, a waiver only for the vendor's people."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    requirement = forms.CharField(widget=forms.HiddenInput)
    sort = forms.ChoiceField(label=_("How does it stand?"), widget=forms.RadioSelect, initial=str(RecordSort.MET))
    on = forms.DateField(label=_("On which date was that so?"), widget=forms.DateInput(format="%Y-%m-%d", attrs=DATE))
    value = forms.DecimalField(label=_("How many?"), min_value=0, max_digits=7, decimal_places=2, required=False)
    note = forms.CharField(
        label=_("What shows it?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5_000,
        help_text=_("Who told it, what you saw. The partner and the vendor read the same words."),
    )
    document = forms.CharField(
        label=_("Which document, and where is it?"),
        max_length=500,
        required=False,
        help_text=_("For instance: minutes of 12 March, in the dossier."),
    )
    until = forms.DateField(
        label=_("Until which date does it count?"), widget=forms.DateInput(format="%Y-%m-%d", attrs=DATE), required=False,
        help_text=_("After that date it must be shown again. A waiver always has a last date."),
    )  # fmt: skip

    def __init__(self, said: Said, *args: Any, may_waive: bool, may_record: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        happens = said.promise.cadence is not None
        choices = [
            (str(RecordSort.MET), _("It happened") if happens else _("It is met")),
            (str(RecordSort.NOT_MET), _("It is not met")),
            (str(RecordSort.WAIVED), _("It need not be met for a while")),
        ]
        sort = self.fields["sort"]
        assert isinstance(sort, forms.ChoiceField)
        allowed = [RecordSort.MET, RecordSort.NOT_MET] if may_record else []
        sort.choices = [choice for choice in choices if choice[0] in allowed or (may_waive and choice[0] == RecordSort.WAIVED)]
        if len(sort.choices) == 1:
            sort.initial = sort.choices[0][0]
        if said.promise.quota is None or not may_record:
            del self.fields["value"]
