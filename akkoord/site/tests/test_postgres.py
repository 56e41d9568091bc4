# SPDX-License-Identifier: EUPL-1.2
"""The embedded PostgreSQL comes up, is shared, and goes; whatever happened to the run before."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from akkoord.site import postgres
from akkoord.site.postgres_cluster import LONGEST_SOCKET, Cluster
from tests.fixtures.database import HOME

USE = """
import sys
from pathlib import Path
from akkoord.site import postgres
postgres.start(Path(sys.argv[1]), durable=False)
print("up", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def home(worker_id: str) -> Iterator[Path]:
    """A home folder with a server that stands still."""
    folder = HOME / f"server-{worker_id}"
    shutil.rmtree(folder, ignore_errors=True)
    postgres.start(folder, durable=False)
    postgres.leave(folder)
    yield folder
    postgres.leave(folder)
    Cluster(folder).stop()
    shutil.rmtree(folder)


def server(home: Path) -> psutil.Process | None:
    """The server's process, when it runs."""
    file = home / "postgres" / "postmaster.pid"
    try:
        process = psutil.Process(int(file.read_text().split("\n")[0]))
        return process if process.status() != psutil.STATUS_ZOMBIE else None
    except (FileNotFoundError, psutil.NoSuchProcess):
        return None


def user(home: Path) -> "subprocess.Popen[str]":
    """Another process that uses the server until its input ends."""
    process = subprocess.Popen([sys.executable, "-c", USE, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "up\n"
    return process


def end(process: "subprocess.Popen[str]") -> None:
    process.communicate(timeout=20)


def test_two_roles_log_in_with_passwords_and_nothing_more(home: Path) -> None:
    urls = postgres.start(home, durable=False)
    with psycopg.connect(urls.app) as app, psycopg.connect(urls.owner) as owner:
        rights = (
            "SELECT session_user, rolsuper, rolcreaterole, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = session_user"
        )
        assert app.execute(rights).fetchone() == ("akkoord_app", False, False, False, False)
        assert owner.execute(rights).fetchone() == ("akkoord_owner", False, False, False, True)
        dutch = app.execute("SELECT to_tsvector('dutch', 'de loonruns') @@ to_tsquery('dutch', 'loonrun')").fetchone()
        assert dutch == (True,)
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(urls.app.replace("akkoord_app:", "akkoord_app:wrong"))
    assert (home / "postgres.passwords").stat().st_mode & 0o077 == 0
    postgres.leave(home)
    assert server(home) is None


def test_server_stays_until_its_last_user_leaves(home: Path) -> None:
    first, second = user(home), user(home)
    end(first)
    assert server(home) is not None
    end(second)
    assert server(home) is None


def test_server_of_a_killed_user_is_taken_over(home: Path) -> None:
    killed = user(home)
    killed.kill()
    end(killed)
    left_behind = server(home)
    assert left_behind is not None
    after = user(home)
    assert server(home) == left_behind
    end(after)
    assert server(home) is None


def test_killed_server_is_started_again(home: Path) -> None:
    killed, process = user(home), server(home)
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    killed.kill()
    end(killed)
    after = user(home)
    assert server(home) not in (None, process)
    end(after)


def test_number_of_a_killed_server_may_belong_to_another_process(home: Path) -> None:
    (home / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    after = user(home)
    process = server(home)
    assert process is not None
    assert process.pid != os.getpid()
    end(after)


def test_socket_stays_short_in_a_deep_folder() -> None:
    deep = Path("/", *["a-folder-with-a-long-name"] * 8)
    assert len(str(Cluster(deep).socket_folder)) < LONGEST_SOCKET
    assert Cluster(Path("/srv/akkoord")).socket_folder == Path("/srv/akkoord/socket")
