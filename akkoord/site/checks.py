# SPDX-License-Identifier: EUPL-1.2
"""Insecure settings, each with the environment variable that mends it. `bin/serve` and `bin/worker` refuse to start with any."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

if TYPE_CHECKING:
    from django.conf import LazySettings

SHORTEST_SECRET = 50
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True)
class Login:
    """What the role of the application may do, as the database knows it."""

    name: str
    is_superuser: bool
    bypasses_row_security: bool
    owns_tables: bool
    is_member: bool


def login() -> Login:
    """The role that `AKKOORD_DATABASE_URL` logs in as."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session_user, rolsuper, rolbypassrls,"
            " EXISTS (SELECT FROM pg_class WHERE relowner = r.oid AND relkind IN ('r', 'p')),"
            " EXISTS (SELECT FROM pg_auth_members WHERE member = r.oid) FROM pg_roles r WHERE rolname = session_user"
        )
        return Login(*cursor.fetchone())


def insecure_settings(given: "LazySettings" = settings) -> Iterator[str]:
    """What is wrong with the settings themselves."""
    if given.DEBUG:
        yield "AKKOORD_DEBUG=1 shows source and settings to everybody: leave it out"
    if given.DEMO:
        yield "AKKOORD_DEMO=1 signs anybody in by link: leave it out"
    secret = _secret(given)
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < 10:
        yield f"AKKOORD_SECRET_KEY must be random and at least {SHORTEST_SECRET} characters long"
    if not given.ALLOWED_HOSTS or "*" in given.ALLOWED_HOSTS or "" in given.ALLOWED_HOSTS:
        yield "AKKOORD_HOSTS must name the host names of the portal, without a wildcard"
    if not given.BASE_URL.startswith("https://"):
        yield "AKKOORD_BASE_URL must begin with https://: cookies and links travel over it"
    if not (given.SESSION_COOKIE_SECURE and given.CSRF_COOKIE_SECURE):
        yield "AKKOORD_BASE_URL must begin with https:// so that cookies are sent over TLS alone"
    if given.EMAIL_HOST not in LOOPBACK and not (given.EMAIL_USE_TLS or given.EMAIL_USE_SSL):
        yield "AKKOORD_SMTP_TLS=1 is needed: mails and the password of the mail server would travel in the clear"
    if given.EMAIL_HOST_PASSWORD and not (given.EMAIL_USE_TLS or given.EMAIL_USE_SSL):
        yield "AKKOORD_SMTP_PASSWORD would travel in the clear: set AKKOORD_SMTP_TLS=1"


def _secret(given: "LazySettings") -> str:
    try:
        return given.SECRET_KEY
    except ImproperlyConfigured:  # Django's word for an empty one
        return ""


def insecure_transport(certificate: str, key: str, behind_proxy: str, address: str) -> Iterator[str]:
    """Whether pages would travel unencrypted: TLS of our own, or a proxy in front that adds it."""
    if bool(certificate) != bool(key):
        yield "AKKOORD_TLS_CERTIFICATE and AKKOORD_TLS_KEY belong together"
    elif not certificate and behind_proxy != "1":
        yield "AKKOORD_TLS_CERTIFICATE and AKKOORD_TLS_KEY, or AKKOORD_BEHIND_PROXY=1 where a proxy in front speaks TLS"
    elif not certificate and address not in LOOPBACK:
        yield f"AKKOORD_ADDRESS={address} listens to everybody without TLS: use 127.0.0.1 behind the proxy, or a certificate"


def insecure_login(role: Login) -> Iterator[str]:
    """Whether the application could pass by row-level security."""
    name = f"AKKOORD_DATABASE_URL logs in as {role.name}, which"
    if role.is_superuser:
        yield f"{name} is a superuser: row-level security does not hold for it"
    if role.bypasses_row_security:
        yield f"{name} bypasses row-level security"
    if role.owns_tables:
        yield f"{name} owns tables: use a role that owns nothing (docs/howto/real-postgres.md)"
    if role.is_member:
        yield f"{name} is a member of another role: use one that is not"
