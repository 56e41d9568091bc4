# SPDX-License-Identifier: EUPL-1.2
"""The forms of a deviating day and of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .document.calendars import day_hours
from .models import AgreementVersion

FIRST_YEAR, LAST_YEAR = 2000, 2100


def near(day: date) -> None:
    """Raises ValidationError for a day outside the years that calendars answer for."""
    if not FIRST_YEAR <= day.year < LAST_YEAR:
        raise forms.ValidationError(gettext("Choose a day between 2000 and 2100."))


class DeviatingDayForm(forms.Form):
    """A date on which calendars have other hours than that weekday's, or none."""

    day = forms.DateField(label=_("Date"), validators=[near], widget=forms.DateInput(attrs={"type": "date"}))
    calendars = forms.MultipleChoiceField(label=_("For"), widget=forms.CheckboxSelectMultiple)
    hours = forms.CharField(
        label=_("Hours on that date"),
        required=False,
        max_length=200,
        help_text=_("Such as 08:00-12:00, 13:00-17:00. Leave it empty when it is closed all day."),
    )
    reason_nl = forms.CharField(label=_("Reason in Dutch"), max_length=200)
    reason_en = forms.CharField(label=_("Reason in English"), max_length=200)

    def __init__(self, *args: Any, calendars: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["calendars"]
        assert isinstance(choice, forms.MultipleChoiceField)
        choice.choices = list(calendars)

    def clean_hours(self) -> list[str]:
        """The hours, one text a stretch, in their order."""
        times = [part.strip() for part in self.cleaned_data["hours"].split(",") if part.strip()]
        try:
            spans = sorted(day_hours(each) for each in times)
        except ValueError as error:
            example = {"allowed": "08:00-12:00, 13:00-17:00"}
            raise forms.ValidationError(gettext("These are no hours of a day. Allowed: %(allowed)s") % example) from error
        if any(first[1] > second[0] for first, second in pairwise(spans)):
            raise forms.ValidationError(gettext("These hours overlap."))
        return times


class DraftForm(forms.Form):
    """An agreement file."""

    MOST = 1_000_000

    file = forms.FileField(
        label=_("Agreement file"),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        help_text=_("YAML, at most 1 MB. The agreement in force can be downloaded from its page."),
    )

    def clean_file(self) -> tuple[str, str]:
        """Its text and its name."""
        given = self.cleaned_data["file"]
        if given.size > self.MOST:
            raise forms.ValidationError(gettext("This file is larger than 1 MB."))
        try:
            text = given.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(gettext("This file is not UTF-8. Save it as UTF-8 and put it in again.")) from error
        return text, " ".join(given.name.replace("\x00", "").split())[:200]


class EndingForm(forms.Form):
    """The date for which a contract ends, and over which change, if over one."""

    ends_on = forms.DateField(
        label=_("First date on which it no longer holds"), validators=[near], widget=forms.DateInput(attrs={"type": "date"})
    )  # fmt: skip
    over = forms.ChoiceField(label=_("Over a change?"), required=False)

    def __init__(self, *args: Any, versions: Sequence[AgreementVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["over"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [
            ("", gettext("No")),
            *((v.number, gettext("Over version %(number)s") % {"number": v.number}) for v in versions),
        ]


class IndividualTermsForm(forms.Form):
    """Promises that a contract has of its own."""

    overrides = forms.CharField(
        label=_("Individual terms"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_(
            "As in an agreement file: the id of a promise, such as 2.2.3/reaction-p2, and under it the promise. Empty: the standard terms."
        ),
    )
    from_on = forms.DateField(label=_("From"), validators=[near], widget=forms.DateInput(attrs={"type": "date"}))
