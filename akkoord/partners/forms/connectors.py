# SPDX-License-Identifier: EUPL-1.2
"""What is asked of a connector and of a security report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Organisation

from ..wording.connectors import SCORES
from ..wording.directory import FIELD_WORDS


class ConnectorForm(forms.Form):
    """A connector: what it is called, links to and does, in which version."""

    organisation = forms.TypedChoiceField(label=_("Supplier"), coerce=int, choices=())
    name = forms.CharField(label=_("Name of the connector"), max_length=100)
    links_to = forms.CharField(label=_("Links to"), max_length=100, help_text=_("The other program."))
    description = forms.CharField(
        label=_("What it does"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
        help_text=_("Which data go which way, when, and what a customer sets up. Customers read this."),
    )
    touched = forms.MultipleChoiceField(
        label=_("Product fields"), required=False, choices=list(FIELD_WORDS.items()), widget=forms.CheckboxSelectMultiple
    )
    version = forms.CharField(
        label=_("Version"), max_length=40, help_text=_("A new version is checked again before its certificate holds for it.")
    )

    def __init__(self, suppliers: Iterable[Organisation] | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if suppliers is None:  # of a connector that is there: supplier and name stay
            del self.fields["organisation"], self.fields["name"]
            return
        self.suppliers = {o.pk: o for o in suppliers}
        choice = self.fields["organisation"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [(o.pk, o.name) for o in self.suppliers.values()]
        if len(self.suppliers) == 1:
            choice.widget = forms.HiddenInput()
            choice.initial = next(iter(self.suppliers))

    @property
    def given(self) -> dict[str, Any]:
        """The values as the actions take them."""
        values = dict(self.cleaned_data)
        values.pop("organisation", None)
        values["fields"] = values.pop("touched")
        return values


class CertificateAskForm(forms.Form):
    """What the vendor should know before the checks begin."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("What is ready, and whom we can ask"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
        help_text=_("Add the technical description as an attachment on the next page."),
    )


class SecurityReportForm(forms.Form):
    """What the security check gave."""

    score = forms.ChoiceField(label=_("Score"), choices=list(SCORES.items()), widget=forms.RadioSelect)
    reported_on = forms.DateField(
        label=_("Date of the report"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The certificate is valid from this date, as long as the score gives."),
    )
    text = forms.CharField(label=_("What the supplier reads"), widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000)


class EndForm(forms.Form):
    """From when a connector is no longer registered, and why."""

    on = forms.DateField(
        label=_("From which day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Today or later."),
    )
    why = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
