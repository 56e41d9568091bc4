# SPDX-License-Identifier: EUPL-1.2
"""What the forms of a confidential report ask: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Person

from ..models.partners import Partner
from .experts import Once

LONGEST = 100_000


class BreachForm(Once):
    """A report in confidence."""

    partner = forms.TypedChoiceField(label=_("Which partner does it concern?"), coerce=int, choices=())
    decider = forms.TypedChoiceField(
        label=_("Who decides?"), coerce=int, choices=(), help_text=_("Besides you, only this colleague of ours reads it.")
    )
    rule = forms.ChoiceField(label=_("Which rule of the code?"), required=False, choices=())
    text = forms.CharField(
        label=_("What happened?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What you saw or heard yourself, when, and how you know. The other side does not read it, nor who you are."),
    )

    def __init__(
        self, partners: Iterable[Partner], deciders: Iterable[Person], rules: Iterable[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {partner.pk: partner for partner in partners}
        self.deciders = {person.pk: person for person in deciders}
        self.offer("partner", [(pk, partner.name) for pk, partner in self.partners.items()], _("Choose a partner"))
        self.offer("decider", [(pk, person.name) for pk, person in self.deciders.items()])
        rule = self.fields["rule"]
        assert isinstance(rule, forms.ChoiceField)
        rule.choices = [("", _("I do not know")), *rules]


class DeciderForm(Once):
    """Who decides from now on."""

    decider = forms.TypedChoiceField(
        label=_("Who decides?"), coerce=int, choices=(), help_text=_("Besides you, only this colleague of ours reads it.")
    )

    def __init__(self, deciders: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.deciders = {person.pk: person for person in deciders}
        self.offer("decider", [(pk, person.name) for pk, person in self.deciders.items()])


class HearForm(Once):
    """Whom to hear, and what to ask."""

    whom = forms.TypedChoiceField(label=_("Whom do you hear?"), coerce=int, choices=())
    text = forms.CharField(
        label=_("What do you ask?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In your own words. Do not give away who reported it."),
    )

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        self.offer("whom", [(pk, person.name) for pk, person in self.people.items()], _("Choose somebody"))


class DecisionForm(forms.Form):
    """What is decided, and what each side reads."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("breach", _("The code was broken")), ("none", _("No breach"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("What the reporter reads"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))
    told = forms.CharField(label=_("What whoever was heard reads"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))
