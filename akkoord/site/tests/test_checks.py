# SPDX-License-Identifier: EUPL-1.2
"""Insecure settings are refused by name."""

from dataclasses import asdict
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_django import Settings

from akkoord.site import checks
from akkoord.site.checks import Login
from akkoord.site.serve import CANNOT_CONFIGURE, refuse

SECURE: dict[str, Any] = {
    "DEBUG": False,
    "DEMO": False,
    "SECRET_KEY": "k3yQ-long-and-random-uWx9_8Zt7Bv6Nm5Lp4Ho3Gf2Ds1Aq0",
    "ALLOWED_HOSTS": ["portal.example"],
    "BASE_URL": "https://portal.example",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "EMAIL_HOST": "mail.example",
    "EMAIL_USE_TLS": True,
    "EMAIL_USE_SSL": False,
    "EMAIL_HOST_PASSWORD": "secret",
}
APP = Login("akkoord_app", is_superuser=False, bypasses_row_security=False, owns_tables=False, is_member=False)


def found(**changes: Any) -> list[str]:
    return list(checks.insecure_settings(SimpleNamespace(**{**SECURE, **changes})))  # type: ignore[arg-type]  # looks like settings


def test_secure_settings_are_accepted() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("changes", "variable"),
    [
        ({"DEBUG": True}, "AKKOORD_DEBUG"),
        ({"DEMO": True}, "AKKOORD_DEMO"),
        ({"SECRET_KEY": ""}, "AKKOORD_SECRET_KEY"),
        ({"SECRET_KEY": "a" * 60}, "AKKOORD_SECRET_KEY"),
        ({"ALLOWED_HOSTS": ["*"]}, "AKKOORD_HOSTS"),
        ({"ALLOWED_HOSTS": []}, "AKKOORD_HOSTS"),
        ({"BASE_URL": "http://portal.example"}, "AKKOORD_BASE_URL"),
        ({"SESSION_COOKIE_SECURE": False}, "AKKOORD_BASE_URL"),
        ({"EMAIL_USE_TLS": False, "EMAIL_HOST_PASSWORD": ""}, "AKKOORD_SMTP_TLS"),
        ({"EMAIL_USE_TLS": False, "EMAIL_HOST": "127.0.0.1"}, "AKKOORD_SMTP_PASSWORD"),
    ],
)
def test_an_insecure_setting_is_named(changes: dict[str, Any], variable: str) -> None:
    assert any(reason.startswith(variable) for reason in found(**changes))


def test_pages_travel_over_tls_of_our_own_or_of_a_proxy() -> None:
    assert list(checks.insecure_transport("tls.pem", "tls.key", "", "0.0.0.0")) == []
    assert list(checks.insecure_transport("", "", "1", "127.0.0.1")) == []


@pytest.mark.parametrize(
    "given", [("", "", "", "127.0.0.1"), ("tls.pem", "", "", "127.0.0.1"), ("", "tls.key", "1", "::1"), ("", "", "1", "0.0.0.0")]
)
def test_pages_in_the_clear_are_refused(given: tuple[str, str, str, str]) -> None:
    assert list(checks.insecure_transport(*given))


def test_role_of_the_application_may_do_nothing_special() -> None:
    assert list(checks.insecure_login(APP)) == []


@pytest.mark.parametrize("right", ["is_superuser", "bypasses_row_security", "owns_tables", "is_member"])
def test_role_that_could_pass_by_row_security_is_refused(right: str) -> None:
    assert any("akkoord_app" in reason for reason in checks.insecure_login(Login(**{**asdict(APP), right: True})))


@pytest.mark.django_db
def test_database_tells_what_our_role_may_do() -> None:
    assert checks.login() == APP


def test_process_ends_and_says_every_reason(capsys: pytest.CaptureFixture[str]) -> None:
    refuse([])
    with pytest.raises(SystemExit) as ended:
        refuse(["one", "two"])
    assert ended.value.code == CANNOT_CONFIGURE
    assert "- one\n- two\n" in capsys.readouterr().err


def test_a_missing_secret_is_named_and_not_a_crash(settings: Settings) -> None:
    settings.SECRET_KEY = ""
    assert any(reason.startswith("AKKOORD_SECRET_KEY") for reason in checks.insecure_settings())
