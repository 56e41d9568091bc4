# SPDX-License-Identifier: EUPL-1.2
"""Forms about contacts and the own account: parsing and field errors, no decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .models import Membership, Organisation, Person
from .role_words import WORDS
from .rules import ROLES, OrganisationKind, PortalRole, Role, StaffRole

FAR_AWAY = ("America/Aruba", "America/Curacao", "America/Kralendijk", "America/Lower_Princes", "America/Paramaribo", "UTC")


def zone_choices(own: str) -> list[tuple[str, str]]:
    """Europe, the Caribbean part of the Kingdom, Suriname and UTC; and whatever somebody has already."""
    near = {z for z in available_timezones() if z.startswith("Europe/")}
    return [(z, z.replace("_", " ")) for z in sorted(near | set(FAR_AWAY) | {own})]


def role_choices(roles: Iterable[Role]) -> Iterator[tuple[str, str | Promise]]:
    """Each role with what it may do."""
    for role in roles:
        words = WORDS[role]
        yield str(role), format_html("<span><b>{}</b> <span class='muted'>{}</span></span>", words.label, words.may)


class RolesField(forms.MultipleChoiceField):
    """Boxes with the roles of one side, read as roles."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> frozenset[Role]:
        """The roles."""
        return frozenset(ROLES[v] for v in super().clean(value))


def roles_of(kind: str) -> list[Role]:
    """The roles that exist at such an organisation."""
    return list(StaffRole if kind == OrganisationKind.VENDOR else PortalRole)


class RolesForm(forms.Form):
    """Which roles a contact has."""

    roles = RolesField(
        label=_("Roles"), help_text=_("Roles combine."), error_messages={"required": _("Choose at least one role.")}
    )
    is_expert = forms.BooleanField(
        label=_("This is an outside expert"),
        required=False,
        help_text=_("An expert does not count towards the number of incident submitters."),
    )

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"roles": membership.roles, "is_expert": membership.is_expert})
        super().__init__(*args, **kwargs)
        _offer(self, membership.organisation.kind)


class InvitationForm(forms.Form):
    """Who is invited, for which organisation, with which roles."""

    organisation = forms.ChoiceField(label=_("For which organisation?"))
    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send an invitation to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)
    roles = RolesForm.base_fields["roles"]
    is_expert = RolesForm.base_fields["is_expert"]

    def __init__(self, organisations: Iterable[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {o.key: o for o in organisations}
        only = len(self.organisations) == 1
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, o.name) for key, o in self.organisations.items()]
        if only:
            field.widget = forms.HiddenInput()
            field.initial = next(iter(self.organisations))
        _offer(self, OrganisationKind.CUSTOMER)

    @property
    def chosen(self) -> Organisation:
        """The organisation that was chosen."""
        return self.organisations[self.cleaned_data["organisation"]]


class DetailsForm(forms.Form):
    """What somebody keeps about themselves."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = forms.CharField(
        label=_("Phone number"),
        max_length=40,
        required=False,
        help_text=_("So that the desk can call you back."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("Of these pages, and of our mails to you.")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("In which we write every moment for you."))

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(person, name) for name in ("name", "phone", "language", "time_zone")})
        super().__init__(*args, **kwargs)
        zone = self.fields["time_zone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = zone_choices(person.time_zone)

    def clean_name(self) -> str:
        """Without stray spaces."""
        return " ".join(self.cleaned_data["name"].split())


def _offer(form: forms.Form, kind: str) -> None:
    field = form.fields["roles"]
    assert isinstance(field, RolesField)
    field.choices = list(role_choices(roles_of(kind)))
