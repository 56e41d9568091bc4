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
    channel = forms.ChoiceField(choices=[(EMAIL, EMAIL), (WEBHOOK, WEBHOOK)], widget=forms.HiddenInput)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        error_messages={"required": _("Fill in where the mails should go.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("You get a mail first, to confirm it."),
    )
    url = forms.CharField(
        label=_("Address of the webhook"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_("It begins with https://. We call it once, and it follows as soon as it answers."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.is_email = (self.data if self.is_bound else self.initial).get("channel") != WEBHOOK
        del self.fields["url" if self.is_email else "email"]

    def clean_url(self) -> str:
        """The address, judged by its form; nothing is asked of the network yet."""
        url = str(self.cleaned_data["url"])
        try:
            target(url)
        except Unreachable as error:
            raise forms.ValidationError(NOT_PUBLIC) from error
        return url

    def is_reachable(self) -> bool:
        """Whether a webhook's host is on the public internet, which asks the network; otherwise the field says so."""
        if self.is_email:
            return True
        try:
            addresses(target(self.cleaned_data["url"]))
        except Unreachable:
            self.add_error("url", NOT_PUBLIC)
            return False
        return True

    def address(self) -> str:
        """Where it goes; mail addresses in lower case."""
        return str(self.cleaned_data["email"].lower() if self.is_email else self.cleaned_data["url"])
