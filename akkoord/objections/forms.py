# SPDX-License-Identifier: EUPL-1.2
"""What a question about the agreement asks: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Organisation


class AgreementQuestionForm(forms.Form):
    """A question, or an objection where `may_object`."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    organisation = forms.TypedChoiceField(label=_("For which organisation?"), coerce=int, choices=())
    is_objection = forms.BooleanField(
        label=_("We object to this change"),
        required=False,
        help_text=_("You need not accept a change. We look for a solution first."),
    )
    text = forms.CharField(
        label=_("Your question or objection"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=100_000,
        help_text=_("What you want to know, or what the change means for you."),
    )

    def __init__(self, organisations: Iterable[Organisation], *args: Any, may_object: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {o.pk: o for o in organisations}
        choice = self.fields["organisation"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [(o.pk, o.name) for o in self.organisations.values()]
        if len(self.organisations) == 1:
            choice.widget = forms.HiddenInput()
            choice.initial = next(iter(self.organisations))
        if not may_object:
            del self.fields["is_objection"]
