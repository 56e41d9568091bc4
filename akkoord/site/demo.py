# SPDX-License-Identifier: EUPL-1.2
"""The demonstration in one command: database, world, web, worker, prober, mail server and a product to measure.

All gone again after Ctrl-C.
"""

import hashlib
import os
import secrets
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from .cli import ROOT, bring_up_database, home, set_up_django
from .demo_mail import MailServer
from .processes import Processes
from .serve import granian, refuse

ADDRESS = "127.0.0.1"
PORT = 8000
HR_APP_PORT = 8100
PLACE = "here"  # of the world: where its probes are sent from
READY = "demo.ready"  # in the home folder: what the last start prepared


@dataclass(frozen=True)
class Site:
    """Where the demonstration answers."""

    port: int
    mail_port: int
    hr_app_port: int

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://{ADDRESS}:{self.port}"

    @property
    def hr_app(self) -> str:
        """Where the invented vendor's product answers."""
        return f"http://{ADDRESS}:{self.hr_app_port}"


def main() -> None:
    """Run until Ctrl-C."""
    began = time.monotonic()
    folder = home().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    mail = MailServer(folder / "mail")
    port = free_port(int(os.environ.get("AKKOORD_PORT", PORT)))
    site = Site(port=port, mail_port=mail.start(), hr_app_port=free_port(HR_APP_PORT))
    into_environment(site, folder)
    if is_prepared(folder, site):
        bring_up_database()
    else:
        set_up_django()
        prepare(site)
        (folder / READY).write_text(made_from(site))
    with Processes() as processes:
        workers = os.environ.get("AKKOORD_WORKERS", "1")
        processes.start("example product", [sys.executable, "-m", "examples.hr_app", "--port", str(site.hr_app_port)])
        processes.start("web server", granian(address=ADDRESS, port=str(site.port), workers=workers))
        processes.wait_for_port(ADDRESS, site.port)
        processes.start("worker", [sys.executable, "-m", "akkoord.site.work"])
        processes.start("prober", [sys.executable, "-m", "akkoord.site.cli", "prober", "--place", PLACE])
        print(welcome(site, folder), f"\nReady in {time.monotonic() - began:.1f} s. Ctrl-C stops everything.", flush=True)
        processes.wait()
    mail.stop()


def free_port(wanted: int) -> int:
    """The wanted port, or one that is free where another program has it."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no port is free on the loopback address")


def into_environment(site: Site, folder: Path) -> None:
    """What the settings of web and worker read."""
    os.environ.update(
        AKKOORD_DEMO="1",
        AKKOORD_HOME=str(folder),
        AKKOORD_SECRET_KEY=kept_secret(folder / "demo.secret"),
        AKKOORD_BASE_URL=site.url,
        AKKOORD_HOSTS=f"{ADDRESS},localhost",
        AKKOORD_SMTP_HOST=ADDRESS,
        AKKOORD_SMTP_PORT=str(site.mail_port),
        AKKOORD_SMTP_USER="",
        AKKOORD_SMTP_PASSWORD="",
        AKKOORD_SMTP_TLS="0",
        AKKOORD_HR_APP=site.hr_app,
        HR_APP_TOKEN=secrets.token_urlsafe(24),
    )


def kept_secret(path: Path) -> str:
    """A random secret of this home folder, readable by its owner only."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


def is_prepared(folder: Path, site: Site) -> bool:
    """Whether the embedded database and the static files are of this code, so that this process needs no Django."""
    ready = folder / READY
    own = not os.environ.get("AKKOORD_DATABASE_URL") and (folder / "postgres").exists() and (folder / "static").exists()
    return own and ready.exists() and ready.read_text() == made_from(site)


def made_from(site: Site) -> str:
    """The state of what a start prepares: migrations, static files, what is installed, and the addresses that are probed."""
    state = hashlib.sha256(f"{site.url} {site.hr_app}\n".encode())
    for pattern in ("akkoord/*/migrations/*.py", "akkoord/*/static/**/*", "requirements/run.txt"):
        for path in sorted(ROOT.glob(pattern)):
            about = path.stat()
            state.update(f"{path.relative_to(ROOT)} {about.st_size} {about.st_mtime_ns}\n".encode())
    return state.hexdigest()


def prepare(site: Site) -> None:
    """Tables, static files, on first use the world, and probes that ask where this start answers. Ends the process in a database that the demonstration did not make."""
    from django.core.management import call_command

    from . import demo_marks, world
    from .cli import migrate

    refuse(demo_marks.claim())
    if demo_marks.is_behind():
        print("Preparing the database ...", flush=True)
        migrate()
    if demo_marks.static_changed():
        call_command("collectstatic", interactive=False, verbosity=0)
        demo_marks.note_static()
    is_new = not world.is_built()
    if is_new:
        print("Building the world of the demonstration; only this first time ...", flush=True)
        world.build()
    world.measure(product=site.hr_app, portal=site.url)
    if is_new:
        judge_months()


def judge_months() -> None:
    """What the worker does by the hour, so that no page says at the first look that nothing was broken."""
    from akkoord.promises.actions import count_promises, judge_missing_months, judge_running_month
    from akkoord.scope.database import scoped
    from akkoord.scope.rules import SYSTEM
    from akkoord.web.moments import now

    with scoped(SYSTEM):
        at = now()
        count_promises(by=None, at=at)
        judge_missing_months(by=None, at=at)
        judge_running_month(by=None, at=at)


def welcome(site: Site, folder: Path) -> str:
    """Where to look, and a link for everybody one can be."""
    from . import demo_links, world

    links = demo_links.links(folder, [email for _, email in world.personas()])
    width = max(len(who) for who, _ in world.personas())
    lines = [f"  {who:{width}}  {site.url}/demo/sign-in/{links[email]}" for who, email in world.personas()]
    head = [
        f"Akkoord's demonstration is at {site.url}",
        f"Mails it sent: {site.url}/demo/mail",
        f"The example product that is measured: {site.hr_app}",
        "",
        "Sign in as",
    ]
    return "\n".join(["", *head, *lines])
