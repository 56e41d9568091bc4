# SPDX-License-Identifier: EUPL-1.2
"""The ground under the tests is what it says it is."""

import socket

import pytest
from django.db import connection, connections
from django.db.utils import ProgrammingError

from tests.fixtures.network import NotLoopback, is_loopback


@pytest.mark.django_db
def test_tests_log_in_as_a_role_that_owns_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session_user, rolsuper, rolbypassrls, (SELECT count(*) FROM pg_class WHERE relowner = r.oid),"
            " (SELECT count(*) FROM pg_auth_members WHERE member = r.oid) FROM pg_roles r WHERE rolname = session_user"
        )
        assert cursor.fetchone() == ("akkoord_app", False, False, 0, 0)


@pytest.mark.django_db
def test_application_may_not_become_the_owner() -> None:
    with pytest.raises(ProgrammingError, match="permission denied to set role"), connection.cursor() as cursor:
        cursor.execute("SET ROLE akkoord_owner")


@pytest.mark.django_db(databases=["default", "owner"])
def test_owner_is_not_a_superuser_either() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT session_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = session_user")
        assert cursor.fetchone() == ("akkoord_owner", False, False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_one_test_commits_the_next_does_not_see(time: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)
        cursor.execute("INSERT INTO django_session VALUES ('left behind', '', now())")


def test_no_test_reaches_another_machine() -> None:
    with pytest.raises(NotLoopback), socket.socket() as other:
        other.connect(("192.0.2.1", 80))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_may_be_reached(host: str) -> None:
    assert is_loopback(socket.AF_INET, (host, 80))
    assert not is_loopback(socket.AF_INET, (f"{host}.example", 80))


@pytest.mark.browser
def test_a_real_browser_draws_a_page(page) -> None:
    page.set_content("<h1>Akkoord</h1>")
    assert page.get_by_role("heading").inner_text() == "Akkoord"
