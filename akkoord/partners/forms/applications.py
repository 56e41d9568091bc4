# SPDX-License-Identifier: EUPL-1.2
"""What is asked of whoever applies, of whoever assesses it, and for the agreement: parsing and errors beside the fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Organisation

from ..models.applications import Criterion
from ..programme import Said
from ..rules.applications import Found
from .experts import DAYS

FOUND = [(str(Found.MET), _("Met")), (str(Found.LATER), _("Can only show later")), (str(Found.NOT_MET), _("Not met"))]


class ApplicationForm(forms.Form):
    """An application, in the applicant's words. `nickname` is for programs: people do not see it."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("As what do you want to become a partner?"), widget=forms.RadioSelect)
    company = forms.CharField(label=_("Name of your company"), max_length=200, help_text=_("Working alone? Then your own name."))
    name = forms.CharField(label=_("Your name"), max_length=200)
    email = forms.EmailField(label=_("Your e-mail address"), help_text=_("There we send the link to your application."))
    phone = forms.CharField(label=_("Phone number"), max_length=40, required=False)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    text = forms.CharField(
        label=_("What do you do, and why with us?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
        help_text=_("For whom you work, with how many people, and what you know of the product already."),
    )
    nickname = forms.CharField(label=_("Leave this empty"), required=False)

    def __init__(self, kinds: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["kind"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = list(kinds.items())

    @property
    def is_of_a_program(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.cleaned_data.get("nickname"))


class CriteriaForm(forms.Form):
    """What was found of each criterion, with a note; one that was not looked at yet stays empty."""

    def __init__(self, criteria: Iterable[Said], found: Mapping[str, Criterion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for place, said in enumerate(self.criteria):
            row = found.get(said.id)
            self.fields[f"found_{place}"] = forms.ChoiceField(
                label=said.text, choices=FOUND, widget=forms.RadioSelect, required=False, initial=row.found if row else None
            )
            self.fields[f"note_{place}"] = forms.CharField(
                label=_("Note"), max_length=2_000, required=False, initial=row.note if row else ""
            )

    @property
    def found(self) -> dict[str, tuple[Found, str]]:
        """By criterion what was chosen, once the form is valid."""
        given = self.cleaned_data
        chosen = ((said.id, given[f"found_{place}"], given[f"note_{place}"]) for place, said in enumerate(self.criteria))
        return {name: (Found(found), note) for name, found, note in chosen if found}

    @property
    def rows(self) -> list[tuple[Said, forms.BoundField, forms.BoundField]]:
        """Each criterion with its two fields."""
        return [(said, self[f"found_{place}"], self[f"note_{place}"]) for place, said in enumerate(self.criteria)]


class AgreementForm(forms.Form):
    """From when the partnership holds, and for which organisation."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    since = forms.DateField(
        label=_("Partner from"), validators=DAYS, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    organisation = forms.CharField(
        label=_("Do we know this organisation already?"), max_length=40, required=False,
        help_text=_("Its customer number, or o and its key. Empty: it is entered as a new organisation."),
    )  # fmt: skip
    text = forms.CharField(
        label=_("What do you write to the applicant?"), widget=forms.Textarea(attrs={"rows": 5}), max_length=20_000
    )

    def clean_organisation(self) -> Organisation | None:
        """The organisation that was named."""
        named = str(self.cleaned_data["organisation"]).strip()
        if not named:
            return None
        found = None
        if named.isdecimal():
            found = Organisation.objects.filter(customer_number=int(named[:9])).first()
        elif named[:1] == "o" and named[1:].isdecimal():
            found = Organisation.objects.filter(pk=int(named[1:18])).first()
        if found is None:
            raise forms.ValidationError(
                _("No organisation has this number. Allowed: a customer number such as 10023, or o and a key.")
            )
        return found
