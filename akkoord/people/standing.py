# SPDX-License-Identifier: EUPL-1.2
"""The person behind a session with everything that their scope is made of, in one question to the database."""

from __future__ import annotations

from django.db import connection

from .models import Membership, Organisation, Person

# In the order of the models' fields: that is what Django reads a row by.
_PERSON = ("id", "password", "last_login", "email", "name", "phone", "language", "time_zone", "is_active", "created_at")
_MEMBERSHIP = ("id", "person_id", "organisation_id", "roles", "is_expert")
_ORGANISATION = ("id", "kind", "name", "customer_number", "sector")


def stand(pk: int) -> Person | None:
    """The active person with this key, memberships read; from now on the running transaction has their scope.

    Columns that few pages want are fetched when they are asked for.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM akkoord_stand(%s)", [pk])
        rows = cursor.fetchall()
    if not rows or not rows[0][8]:
        return None
    person = Person.from_db(connection.alias, _PERSON, rows[0][:10])
    person.memberships_in_force = tuple(_membership(person, row[10:]) for row in rows if row[10] is not None)
    person.has_set_scope = True
    return person


def _membership(person: Person, values: tuple[object, ...]) -> Membership:
    key, roles, is_expert, organisation = values[:4]
    membership = Membership.from_db(connection.alias, _MEMBERSHIP, (key, person.pk, organisation, roles, is_expert))
    membership.person = person
    membership.organisation = Organisation.from_db(connection.alias, _ORGANISATION, values[3:])
    return membership
