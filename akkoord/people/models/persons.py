# SPDX-License-Identifier: EUPL-1.2
"""Organisations, persons and memberships. sla:2.2.1"""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Lower

from akkoord.scope.rules import Scope, Side

from ..role_words import RoleWords, words_of
from ..rules import ROLES, OrganisationKind, PortalRole, Role, StaffRole, Standing, scope_of


class Organisations(models.QuerySet["Organisation"]):
    """Many organisations."""

    def visible_to(self, person: Person) -> Organisations:
        """Staff see all; others those they belong to, and the vendor."""
        if person.is_staff:
            return self
        return self.filter(Q(pk__in=person.scope.organisations) | Q(kind=OrganisationKind.VENDOR))

    def matching(self, words: str) -> Organisations:
        """Those whose name holds the words, or whose customer number begins with them."""
        found = Q(name__icontains=words)
        if words.isdigit():
            found |= Q(customer_number__gte=0, number_text__startswith=words)
        return self.annotate(number_text=Cast("customer_number", models.TextField())).filter(found)

    def after(self, name: str, pk: int) -> Organisations:
        """The rest of the list behind the one with this name and key."""
        return self.filter(Q(name__gt=name) | Q(name=name, pk__gt=pk))


class Organisation(models.Model):
    """The vendor, a customer or a partner (a partner may also be a customer)."""

    personal: ClassVar = ()

    kind = models.TextField()
    name = models.TextField()
    customer_number = models.IntegerField(null=True, unique=True)
    sector = models.TextField(blank=True)
    created_at = models.DateTimeField()

    objects = Organisations.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=Q(kind__in=[str(k) for k in OrganisationKind]), name="organisation_kind")]
        indexes = [models.Index(fields=["name", "id"], name="organisation_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """How an address names it: the customer number, or its own key where it has none."""
        return f"o{self.pk}" if self.customer_number is None else str(self.customer_number)


class PersonManager(BaseUserManager["Person"]):
    """Finds persons by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person with this e-mail address."""
        return self.get(email=(username or "").lower())  # kept in lower case, so that the index serves


class Person(AbstractBaseUser):
    """A human with one account and any number of memberships."""

    personal: ClassVar = ("name", "email", "phone", "password", "last_login", "language", "time_zone")

    email = models.EmailField(unique=True)
    name = models.TextField()
    phone = models.TextField(blank=True)
    language = models.TextField(default="nl")
    time_zone = models.TextField(default="Europe/Amsterdam")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    blocked_at = models.DateTimeField(null=True)
    blocked_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    has_set_scope = False  # whether reading this person gave the running transaction their scope (`standing.py`)

    objects = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="email_in_lower_case"),
            models.CheckConstraint(condition=Q(blocked_at=None) | Q(is_active=False), name="blocked_is_not_active"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """How a colleague is addressed."""
        return self.name.split(" ")[0]

    @property
    def initials(self) -> str:
        """For the avatar: first letters of the first and last word."""
        words = [w for w in self.name.split() if w]
        return "".join(w[0] for w in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()

    @cached_property
    def memberships_in_force(self) -> tuple[Membership, ...]:
        """Memberships that count now, with their organisations; the database must know the person or a wider scope."""
        return tuple(self.memberships.in_force().select_related("organisation").order_by("organisation__name"))

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """The same as plain values."""
        return tuple(m.standing for m in self.memberships_in_force)

    @property
    def has_chosen_password(self) -> bool:
        """Whether the invitation was taken up."""
        return self.has_usable_password()

    @cached_property
    def scope(self) -> Scope:
        """What rows this person may know of."""
        return scope_of(self.pk, self.standings)

    @property
    def is_staff(self) -> bool:
        """Whether this is somebody of the vendor."""
        return self.scope.side == Side.STAFF

    @cached_property
    def staff_roles(self) -> frozenset[Role]:
        """Roles at the vendor."""
        return frozenset(r for s in self.standings if s.kind == OrganisationKind.VENDOR for r in s.roles)

    def roles_in(self, organisation_id: int | None) -> frozenset[Role]:
        """Roles for one organisation; on a case, the case's organisation decides."""
        return frozenset(r for s in self.standings if s.organisation_id == organisation_id for r in s.roles)

    def organisations_with(self, *roles: Role) -> list[int]:
        """Ids of the organisations outside the vendor where this person has any of the roles."""
        wanted = set(roles)
        return [s.organisation_id for s in self.standings if s.kind != OrganisationKind.VENDOR and s.roles & wanted]

    def has_staff_role(self, *roles: StaffRole) -> bool:
        """Whether any of these roles is held at the vendor."""
        return bool(self.staff_roles & set(roles))


class Memberships(models.QuerySet["Membership"]):
    """Many memberships."""

    def in_force(self) -> Memberships:
        """Not ended, not blocked, of a person who is not blocked."""
        return self.filter(ended_at=None, blocked_at=None, person__is_active=True)

    def kept(self) -> Memberships:
        """Not ended: in force, or blocked for the time being."""
        return self.filter(ended_at=None)

    def of_submitters(self) -> Memberships:
        """Those that count towards the licence's limit: in force, and no outside expert. sla:2.2.1"""
        return self.in_force().filter(roles__contains=[PortalRole.INCIDENT_SUBMITTER], is_expert=False)

    def visible_to(self, person: Person) -> Memberships:
        """Staff see all; others those of organisations they administer, and their own."""
        if person.is_staff:
            return self
        return self.filter(Q(organisation__in=person.organisations_with(PortalRole.ADMINISTRATOR)) | Q(person=person))


class Membership(models.Model):
    """A person's roles for one organisation. The roles combine."""

    personal: ClassVar = ("person",)

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    roles = ArrayField(models.TextField(), default=list)
    is_expert = models.BooleanField(default=False)  # an outside expert: does not count towards the limit of submitters
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    blocked_at = models.DateTimeField(null=True)
    blocked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    objects = Memberships.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], condition=Q(ended_at=None), name="one_membership_each"),
            models.CheckConstraint(condition=Q(ended_at=None) | ~Q(ended_by=None), name="membership_ended_by_somebody"),
            models.CheckConstraint(condition=Q(blocked_at=None) | ~Q(blocked_by=None), name="membership_blocked_by_somebody"),
            models.CheckConstraint(condition=Q(roles__contained_by=list(ROLES)), name="membership_known_roles"),
        ]

    def __str__(self) -> str:
        return f"{self.person} @ {self.organisation}"

    @property
    def role_set(self) -> frozenset[Role]:
        """The roles as values."""
        return frozenset(ROLES[r] for r in self.roles)

    @property
    def role_words(self) -> list[RoleWords]:
        """The roles in plain words."""
        return words_of(self.role_set)

    @property
    def standing(self) -> Standing:
        """The membership as a plain value."""
        return Standing(self.organisation_id, OrganisationKind(self.organisation.kind), self.role_set)

    @property
    def is_in_force(self) -> bool:
        """Whether the roles count now."""
        return self.ended_at is None and self.blocked_at is None and self.person.is_active

    @property
    def awaits_password(self) -> bool:
        """Whether somebody invited this person, who did not choose a password yet; not so after set-up or an import."""
        return self.created_by_id is not None and not self.person.has_chosen_password

    def may_report(self) -> bool:
        """Whether the desk may take an incident from this contact."""
        return self.is_in_force and PortalRole.INCIDENT_SUBMITTER in self.role_set
