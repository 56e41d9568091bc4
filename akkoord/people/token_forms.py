# SPDX-License-Identifier: EUPL-1.2
"""What a new token is asked: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .models import Organisation
from .rules import SCOPES_OF, OrganisationKind, TokenScope

DAYS = (("30", _("in 30 days")), ("90", _("in 90 days")), ("365", _("in a year")))
SCOPE_WORDS: dict[TokenScope, str | Promise] = {
    TokenScope.TIMINGS_WRITE: _("Send how long windows took to load"),
    TokenScope.VERDICTS_READ: _("Read how promises to the organisation were kept"),
}


class TokenForm(forms.Form):
    """For which program, of which organisation, what it may do, and until when."""

    organisation = forms.ChoiceField(label=_("For which organisation?"))
    name = forms.CharField(
        label=_("Which program is it for?"),
        max_length=120,
        help_text=_("So that everybody knows later what stops when you revoke it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing that this token may do.")},
    )
    days = forms.ChoiceField(label=_("When does it end?"), choices=DAYS, initial="90", widget=forms.RadioSelect)

    def __init__(self, organisations: Iterable[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {o.key: o for o in organisations}
        own, scopes = self.fields["organisation"], self.fields["scopes"]
        assert isinstance(own, forms.ChoiceField) and isinstance(scopes, forms.ChoiceField)
        own.choices = [(key, o.name) for key, o in self.organisations.items()]
        if len(self.organisations) == 1:
            own.widget = forms.HiddenInput()
            own.initial = next(iter(self.organisations))
        offered = {scope for o in self.organisations.values() for scope in SCOPES_OF.get(OrganisationKind(o.kind), ())}
        scopes.choices = [
            (str(scope), format_html("<span>{} <span class='muted'>{}</span></span>", SCOPE_WORDS[scope], scope))
            for scope in sorted(offered)
        ]

    def clean_scopes(self) -> list[TokenScope]:
        """As values."""
        return [TokenScope(word) for word in self.cleaned_data["scopes"]]

    def clean_days(self) -> timedelta:
        """How long it holds."""
        return timedelta(days=int(self.cleaned_data["days"]))

    @property
    def chosen(self) -> Organisation:
        """The organisation that was chosen."""
        return self.organisations[self.cleaned_data["organisation"]]
