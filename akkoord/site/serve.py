# SPDX-License-Identifier: EUPL-1.2
"""The web server for production. Every setting is an environment variable; `docs/settings.md` explains each."""

import os
import sys
from collections.abc import Iterable

from .cli import set_up_django
from .processes import Processes

CANNOT_CONFIGURE = 78  # what sysexits.h calls a configuration error


def setting(name: str, otherwise: str = "") -> str:
    """One setting from the environment."""
    return os.environ.get(f"AKKOORD_{name}") or otherwise


def refuse(reasons: Iterable[str]) -> None:
    """End the process when there is any reason to, and say every one of them."""
    found = list(reasons)
    if found:
        print("akkoord does not start with insecure settings:", *(f"- {reason}" for reason in found), sep="\n", file=sys.stderr)
        sys.exit(CANNOT_CONFIGURE)


def granian(*, address: str, port: str, workers: str, certificate: str = "", key: str = "") -> list[str]:
    """The command line of the web server."""
    command = [
        sys.executable,
        "-m",
        "akkoord.site.web_process",
        "--interface",
        "wsgi",
        "akkoord.site.wsgi:application",
        "--no-ws",
    ]
    command += ["--host", address, "--port", port, "--workers", workers, "--blocking-threads", setting("THREADS", "4")]
    command += [
        "--backpressure",
        setting("BACKLOG", "64"),
        "--respawn-failed-workers",
        "--log-level",
        setting("LOG_LEVEL", "warning").lower(),
    ]
    if certificate:
        command += ["--ssl-certificate", certificate, "--ssl-keyfile", key]
    return command


def main() -> None:
    """Refuse what is insecure, then become the web server."""
    set_up_django()
    from . import checks

    address, certificate, key = setting("ADDRESS", "127.0.0.1"), setting("TLS_CERTIFICATE"), setting("TLS_KEY")
    refuse(
        [
            *checks.insecure_settings(),
            *checks.insecure_transport(certificate, key, setting("BEHIND_PROXY"), address),
            *checks.insecure_login(checks.login()),
        ]
    )
    command = granian(
        address=address, port=setting("PORT", "8000"), workers=setting("WORKERS", "2"), certificate=certificate, key=key
    )
    become(command)


def become(command: list[str]) -> None:
    """Run the command in the place of this process; the embedded PostgreSQL, when used, needs this one to stay."""
    from .postgres import in_use

    if not in_use():
        os.execv(command[0], command)
    with Processes() as processes:
        processes.start("web server", command)
        processes.wait()
