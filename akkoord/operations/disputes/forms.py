# SPDX-License-Identifier: EUPL-1.2
"""What a dispute asks: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Organisation


class DisputeForm(forms.Form):
    """Why what was recorded is not what it was."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    organisation = forms.TypedChoiceField(label=_("For which organisation?"), coerce=int, choices=())
    text = forms.CharField(
        label=_("What was it according to you?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=100_000,
        help_text=_("From when until when, what did not work (or did), and how you know: your own log, a message, a picture."),
    )

    def __init__(self, organisations: Iterable[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {o.pk: o for o in organisations}
        choice = self.fields["organisation"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [(o.pk, o.name) for o in self.organisations.values()]
        if len(self.organisations) == 1:
            choice.widget = forms.HiddenInput()
            choice.initial = next(iter(self.organisations))
