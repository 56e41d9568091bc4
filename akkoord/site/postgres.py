# SPDX-License-Identifier: EUPL-1.2
"""The embedded PostgreSQL: made on first use, shared by every process that asks, stopped by the last one to leave.

Each user holds a shared lock on one file for as long as it lives. The kernel drops that lock however a process ends, so
a killed user is never counted; a server that outlived all its users is taken over by the next one.
"""

import atexit
import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from .postgres_cluster import DATABASE, Cluster

APP, OWNER, SUPERUSER = "akkoord_app", "akkoord_owner", "postgres"
_held: dict[Path, int] = {}  # home folder -> the file that carries this process' shared lock


@dataclass(frozen=True)
class Urls:
    """Where the two roles log in."""

    app: str
    owner: str

    def to_environment(self) -> None:
        """Hand both to the settings, and to every process started from here."""
        os.environ["AKKOORD_DATABASE_URL"] = self.app
        os.environ["AKKOORD_OWNER_DATABASE_URL"] = self.owner


def start(home: Path, *, durable: bool = True) -> Urls:
    """Start the server kept in `home`, or join it when it runs; it stops when the last process that joined has gone.

    `durable=False` trades safety after a power cut for speed: for tests only. Raises `CannotStart` with the server's log.
    """
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    cluster = Cluster(home, durable=durable)
    with _alone(home):
        passwords = _passwords(home)
        cluster.make(passwords[SUPERUSER])
        cluster.start()
        if home not in _held:
            _held[home] = _share(home)
            atexit.register(leave, home)
        _make_roles(cluster, passwords)
    return Urls(app=_url(cluster, APP, passwords), owner=_url(cluster, OWNER, passwords))


def in_use() -> bool:
    """Whether this process holds a server up."""
    return bool(_held)


def leave(home: Path) -> None:
    """Give up this process' use of the server, and stop it when no other process uses it."""
    home = home.resolve()
    file = _held.pop(home, None)
    if file is None:
        return
    atexit.unregister(leave)
    for other in _held:
        atexit.register(leave, other)
    with _alone(home):
        os.close(file)
        with _only_user(home) as only:
            if only:
                Cluster(home).stop()


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One process at a time starts or stops the server."""
    file = os.open(home / "postgres.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def _share(home: Path) -> int:
    file = os.open(home / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


@contextmanager
def _only_user(home: Path) -> Iterator[bool]:
    """Whether nobody else uses the server; holds while the block runs."""
    file = os.open(home / "postgres.users", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        only = False
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            only = True
        yield only
    finally:
        os.close(file)


def _passwords(home: Path) -> dict[str, str]:
    """Random passwords of the three roles, kept in the home folder for its owner only."""
    path = home / "postgres.passwords"
    if not path.exists():
        lines = "".join(f"{role} {secrets.token_urlsafe(24)}\n" for role in (SUPERUSER, OWNER, APP))
        new = path.with_suffix(".new")
        new.touch(mode=0o600)
        new.write_text(lines)
        new.replace(path)
    return dict(line.split() for line in path.read_text().splitlines())


def _url(cluster: Cluster, role: str, passwords: dict[str, str], database: str = DATABASE) -> str:
    return f"postgresql://{role}:{passwords[role]}@/{database}?host={quote(str(cluster.socket_folder), safe='/')}"


def _make_roles(cluster: Cluster, passwords: dict[str, str]) -> None:
    """Two roles that can log in and are neither superusers nor members of anything, and the database of one of them."""
    done = cluster.home / "postgres.ready"
    if done.exists():
        return
    with psycopg.connect(_url(cluster, SUPERUSER, passwords, "postgres"), autocommit=True) as connection:
        for role, may in ((OWNER, "CREATEDB"), (APP, "NOCREATEDB")):
            known = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).fetchone() is not None
            connection.execute(
                sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS NOINHERIT {} PASSWORD {}").format(
                    sql.SQL("ALTER" if known else "CREATE"), sql.Identifier(role), sql.SQL(may), sql.Literal(passwords[role])
                )
            )
        if connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
    done.touch()
