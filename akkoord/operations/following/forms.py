# SPDX-License-Identifier: EUPL-1.2
"""What one fills in to follow the status page: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..actions.following import EMAIL, WEBHOOK
from ..models import Component
from .webhooks import Unreachable, checked


class ComponentsForm(forms.Form):
    """Of what to hear, and in which language."""

    components = forms.MultipleChoiceField(
        label=_("Of which components?"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("Choose none to hear of all.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, shown: list[Component], **more: Any) -> None:
        super().__init__(*args, **more)
        self.shown = shown
        self.fields["components"].choices = [(c.code, c.name) for c in shown]  # type: ignore[attr-defined]  # it is a choice field

    def chosen(self) -> list[Component]:
        """The components that were ticked."""
        codes = set(self.cleaned_data["components"])
        return [component for component in self.shown if component.code in codes]


class FollowForm(ComponentsForm):
    """Where the news is to go."""

    field_order = ["channel", "email", "url", "components", "language"]
    channel = forms.ChoiceField(
        label=_("How?"), choices=[(EMAIL, _("By e-mail")), (WEBHOOK, _("By webhook, to a program of yours"))], widget=forms.RadioSelect
    )
    email = forms.EmailField(
        label=_("E-mail address"), required=False, max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("You get a mail first, to confirm."),
    )  # fmt: skip
    url = forms.CharField(
        label=_("Address of the webhook"), required=False, max_length=2000, help_text=_("https only. We call it once; when it answers, it follows.")
    )

    def clean(self) -> dict[str, Any]:
        """The address that belongs to the channel, checked as far as can be before anything is sent."""
        values = super().clean() or {}
        channel = values.get("channel")
        if channel == EMAIL and not values.get("email") and "email" not in self.errors:
            self.add_error("email", _("Fill in where the mails should go."))
        if channel == WEBHOOK:
            try:
                checked(values.get("url", ""))
            except Unreachable:
                self.add_error("url", _("This must begin with https:// and be reachable on the public internet."))
        return values

    def address(self) -> str:
        """Where it goes; mail addresses in lower case."""
        values = self.cleaned_data
        return str(values["email"].lower() if values["channel"] == EMAIL else values["url"])
