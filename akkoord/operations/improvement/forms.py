# SPDX-License-Identifier: EUPL-1.2
"""What an improvement plan says: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PlanForm(forms.Form):
    """The plan in both languages; whoever reads the language that is missing gets the other one."""

    text_nl = forms.CharField(
        label=_("The plan in Dutch"),
        widget=forms.Textarea(attrs={"rows": 10}),
        required=False,
        max_length=50_000,
        help_text=_("What went wrong, what you do about it, when it is done, and how customers will notice."),
    )
    text_en = forms.CharField(
        label=_("The plan in English"), widget=forms.Textarea(attrs={"rows": 10}), required=False, max_length=50_000
    )
