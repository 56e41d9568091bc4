# SPDX-License-Identifier: EUPL-1.2
"""What the forms about experts, exams, gatherings and references ask: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Person

from ..models import Expert
from ..models.partners import Partner
from ..rules.exams import Outcome
from ..rules.gatherings import GatheringKind
from ..wording.experts import GATHERINGS, OUTCOMES

LONGEST = 4000
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
# The years for which periods and clocks can be counted: one day outside them would break every list that it stands in.
DAYS = (MinValueValidator(date(1970, 1, 2)), MaxValueValidator(date(2150, 12, 31)))
MOMENTS = (MinValueValidator(datetime(1970, 1, 2, tzinfo=UTC)), MaxValueValidator(datetime(2150, 12, 31, tzinfo=UTC)))
Choices = Iterable[tuple[Any, Any]]


def moment_field(label: Any) -> forms.DateTimeField:
    """A day and a time."""
    return forms.DateTimeField(
        label=label, validators=MOMENTS, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )


class Once(forms.Form):
    """A form that counts once, however often it is sent."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def offer(self, name: str, choices: Choices, first: Any = None) -> None:
        """What one may choose from."""
        field = self.fields[name]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [*([("", first)] if first is not None else []), *choices]


class ExpertForm(forms.Form):
    """What is known of an expert."""

    experience_since = forms.DateField(label=_("Works with the product since"), widget=DAY)
    days_a_week = forms.IntegerField(label=_("Days a week with the product at customers"), min_value=0, max_value=7)
    industry = forms.CharField(
        label=_("Industry or segment"),
        required=False,
        max_length=200,
        help_text=_("What they focus on: healthcare, payroll for the trades."),
    )
    service = forms.CharField(
        label=_("Service"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What customers get from them that we do not do ourselves."),
    )


class NewExpertForm(ExpertForm):
    """Somebody becomes an expert."""

    person = forms.TypedChoiceField(label=_("Who"), coerce=int, choices=())
    field_order = ("person",)

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        field = self.fields["person"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", _("Choose somebody")), *((pk, person.name) for pk, person in self.people.items())]


class ReferenceAskForm(Once):
    """Whom to ask for a reference."""

    customer = forms.CharField(label=_("Customer"), max_length=200)
    name = forms.CharField(label=_("Name of whom you ask"), max_length=200)
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("They get one mail with a link. Nothing is placed without their word.")
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=[("nl", "Nederlands"), ("en", "English")])


class ReferenceForm(forms.Form):
    """What the customer writes."""

    text = forms.CharField(
        label=_("Your reference"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What they did for you, and what that was like."),
    )
    with_name = forms.BooleanField(label=_("Place my name beside it"), required=False)
    agrees = forms.BooleanField(
        label=_("I agree that this stands in the partner directory, where everybody can read it"),
        error_messages={"required": _("Without your agreement nothing is placed. Do you rather not? Then say so below.")},
    )


class ExamForm(Once):
    """An exam."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    place = forms.CharField(label=_("Where"), max_length=200)
    starts_at = moment_field(_("When"))
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=10_000, initial=20)


class EnrolForm(forms.Form):
    """Which expert takes part in which exam."""

    expert = forms.TypedChoiceField(label=_("Expert"), coerce=int, choices=())

    def __init__(self, experts: Iterable[Expert], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.experts = {expert.pk: expert for expert in experts}
        field = self.fields["expert"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(pk, expert.person.name) for pk, expert in self.experts.items()]


class AttendForm(EnrolForm):
    """Which expert comes, and whether to present."""

    presents = forms.BooleanField(label=_("Gives a presentation"), required=False)
    comes = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])


class ResultForm(forms.Form):
    """What came of an exam."""

    outcome = forms.TypedChoiceField(label=_("Result"), coerce=Outcome, choices=[(str(o), word) for o, word in OUTCOMES.items()])
    grade = forms.DecimalField(
        label=_("Grade"), required=False, min_value=1, max_value=10, max_digits=3, decimal_places=1, localize=True
    )
    because = forms.CharField(label=_("Why you correct it"), required=False, max_length=500)


class GatheringForm(Once):
    """Something that partners come to."""

    kind = forms.TypedChoiceField(
        label=_("What"), coerce=GatheringKind, choices=[(str(k), word) for k, word in GATHERINGS.items()]
    )
    partner = forms.TypedChoiceField(
        label=_("With which partner"), coerce=int, empty_value=None, required=False, choices=(),
        help_text=_("A progress meeting is with one partner; the rest is for all."),
    )  # fmt: skip
    title = forms.CharField(label=_("Name"), max_length=200)
    place = forms.CharField(label=_("Where"), max_length=200)
    starts_at = moment_field(_("When"))

    def __init__(self, partners: Iterable[Partner], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {partner.pk: partner for partner in partners}
        self.offer("partner", [(pk, partner.name) for pk, partner in self.partners.items()], _("All partners"))

    def clean(self) -> dict[str, Any]:
        """A progress meeting has one partner; nothing else has."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("kind") is GatheringKind.PROGRESS_MEETING and not given.get("partner"):
            self.add_error("partner", _("Choose the partner whom the meeting is with."))
        elif given.get("kind") and given.get("partner") and given["kind"] is not GatheringKind.PROGRESS_MEETING:
            self.add_error("partner", _("This is for all partners. Only a progress meeting is with one."))
        return given
