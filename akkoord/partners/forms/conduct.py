# SPDX-License-Identifier: EUPL-1.2
"""What the forms about the code of conduct, leads and assignments ask: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Person

from ..models import Expert
from ..models.partners import Partner
from ..rules.conduct import PermissionKind
from ..rules.leads import Progress
from ..wording.conduct import PERMISSIONS, PROGRESS
from .experts import DAY, LONGEST, Once


class AcceptForm(forms.Form):
    """Accept the code of conduct by name."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    typed_name = forms.CharField(label=_("Your name"), max_length=200, help_text=_("Type your name as you would sign."))


class PermissionForm(Once):
    """Ask for what needs an agreement."""

    kind = forms.TypedChoiceField(
        label=_("What do you want to do?"), coerce=PermissionKind, choices=[(str(k), w) for k, w in PERMISSIONS.items()]
    )
    what = forms.CharField(
        label=_("Which one, or whom"), max_length=300, help_text=_("The domain name, the campaign, the customer.")
    )
    why = forms.CharField(label=_("Why"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


class DecideForm(forms.Form):
    """Agree or not."""

    decision = forms.TypedChoiceField(choices=[("yes", "yes"), ("no", "no")], coerce=lambda text: text == "yes", empty_value=None)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=LONGEST)


class LeadForm(Once):
    """A company that may become a customer."""

    company = forms.CharField(label=_("Company"), max_length=200)
    contact = forms.CharField(label=_("Contact there"), required=False, max_length=300)
    what = forms.CharField(
        label=_("What it is about"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What they need, and what you want to do together with us."),
    )
    is_customer = forms.BooleanField(label=_("They are a customer of ours already"), required=False)
    is_joint = forms.BooleanField(label=_("We want to take this up together with you"), required=False)


class DeskLeadForm(LeadForm):
    """The vendor registers a lead for a partner."""

    partner = forms.TypedChoiceField(label=_("For which partner"), coerce=int, choices=())
    field_order = ("once", "partner")

    def __init__(self, partners: Iterable[Partner], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {partner.pk: partner for partner in partners}
        self.offer("partner", [(pk, partner.name) for pk, partner in self.partners.items()])


class AssignmentForm(Once):
    """A partner works at a customer."""

    partner = forms.TypedChoiceField(label=_("Which partner"), coerce=int, choices=())
    customer = forms.CharField(label=_("Customer"), max_length=200)
    what = forms.CharField(label=_("What they do there"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    expert = forms.TypedChoiceField(label=_("Expert"), coerce=int, empty_value=None, required=False, choices=())
    consultant = forms.TypedChoiceField(label=_("Our consultant"), coerce=int, choices=())
    starts_on = forms.DateField(label=_("First day"), widget=DAY)

    def __init__(
        self, partners: Iterable[Partner], experts: Iterable[Expert], consultants: Iterable[Person], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {partner.pk: partner for partner in partners}
        self.experts = {expert.pk: expert for expert in experts}
        self.consultants = {person.pk: person for person in consultants}
        self.offer("partner", [(pk, partner.name) for pk, partner in self.partners.items()])
        names = [(pk, f"{e.person.name} ({e.organisation.name})") for pk, e in self.experts.items()]
        self.offer("expert", names, _("Nobody in particular"))
        self.offer("consultant", [(pk, person.name) for pk, person in self.consultants.items()])


class EndAssignmentForm(forms.Form):
    """Its last day."""

    ends_on = forms.DateField(label=_("Last day"), widget=DAY)


class StatusForm(Once):
    """How an assignment goes."""

    progress = forms.TypedChoiceField(
        label=_("How does it go?"),
        coerce=Progress,
        choices=[(str(p), word) for p, word in PROGRESS.items()],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What was done, and what comes next"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    developments = forms.CharField(
        label=_("Anything that we must know?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A new director, a take-over, another supplier."),
    )
