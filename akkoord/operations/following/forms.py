# SPDX-License-Identifier: EUPL-1.2
"""What one fills in to follow the status page: parsing and field errors, no decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..actions.following import EMAIL, WEBHOOK
from ..models import Component
from .reaching import LONGEST, Unreachable, addresses, target

NOT_PUBLIC = _("This must begin with https:// and be reachable on the public internet.")


class ComponentsForm(forms.Form):
    """Of what to hear, and in which language."""

    components = forms.MultipleChoiceField(
        label=_("Of which components?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none to hear of all of them."),
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
        label=_("How?"),
        choices=[(EMAIL, _("By e-mail")), (WEBHOOK, _("By webhook, to a program of yours"))],
        widget=forms.RadioSelect,
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("You get a mail first, to confirm it."),
    )
    url = forms.CharField(
        label=_("Address of the webhook"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Only for a webhook; it begins with https://. We call it once, and it follows as soon as it answers."),
    )

    def clean(self) -> dict[str, Any]:
        """The address that belongs to the channel, judged by its form; nothing is asked of the network yet."""
        values = super().clean() or {}
        channel = values.get("channel")
        if channel == EMAIL and not values.get("email") and "email" not in self.errors:
            self.add_error("email", _("Fill in where the mails should go."))
        if channel == WEBHOOK and "url" not in self.errors:
            try:
                target(values.get("url", ""))
            except Unreachable:
                self.add_error("url", NOT_PUBLIC)
        return values

    def is_reachable(self) -> bool:
        """Whether a webhook's host is on the public internet, which asks the network; otherwise the field says so."""
        if self.cleaned_data["channel"] != WEBHOOK:
            return True
        try:
            addresses(target(self.cleaned_data["url"]))
        except Unreachable:
            self.add_error("url", NOT_PUBLIC)
            return False
        return True

    def address(self) -> str:
        """Where it goes; mail addresses in lower case."""
        values = self.cleaned_data
        return str(values["email"].lower() if values["channel"] == EMAIL else values["url"])
