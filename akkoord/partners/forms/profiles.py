# SPDX-License-Identifier: EUPL-1.2
"""What a partner writes for its page in the directory."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.profiles import Profile
from ..wording.directory import FIELD_WORDS, INDUSTRY_WORDS, REGION_WORDS, Words

TEXTS = (
    "name",
    "summary_nl",
    "summary_en",
    "about_nl",
    "about_en",
    "industries",
    "fields",
    "regions",
    "website",
    "email",
    "phone",
)


def _several(label: Any, words: Words) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, choices=list(words.items()), widget=forms.CheckboxSelectMultiple
    )


class ProfileForm(forms.Form):
    """The page of a partner."""

    name = forms.CharField(label=_("Name"), max_length=100)
    summary_nl = forms.CharField(label=_("In one sentence, in Dutch"), max_length=200, help_text=_("Stands in the list."))
    summary_en = forms.CharField(label=_("In one sentence, in English"), max_length=200, required=False)
    about_nl = forms.CharField(
        label=_("What you do for customers, in Dutch"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 7})
    )
    about_en = forms.CharField(
        label=_("What you do for customers, in English"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    industries = _several(_("Industries"), INDUSTRY_WORDS)
    offered = _several(_("Product fields"), FIELD_WORDS)
    regions = _several(_("Regions"), REGION_WORDS)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    email = forms.EmailField(label=_("E-mail address for customers"))
    phone = forms.CharField(label=_("Phone number"), max_length=40, required=False)

    @classmethod
    def first(cls, profile: Profile | None, name: str) -> dict[str, Any]:
        """What stands in the form at first: the newest wording, or the organisation's name."""
        if profile is None:
            return {"name": name}
        return {key: getattr(profile, key) for key in TEXTS if key != "fields"} | {"offered": profile.fields}

    @property
    def given(self) -> dict[str, Any]:
        """The values as the action takes them."""
        values = dict(self.cleaned_data)
        values["fields"] = values.pop("offered")
        return values


class DecisionForm(forms.Form):
    """Agree, or say what has to be different."""

    why = forms.CharField(
        label=_("What has to be different"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only when you send it back."),
    )  # fmt: skip
