# SPDX-License-Identifier: EUPL-1.2
"""Sign-in links of the demonstration: one random token a person, kept in the home folder for its owner only."""

import json
import secrets
from collections.abc import Iterable
from pathlib import Path

FILE = "demo.links"


def links(folder: Path, emails: Iterable[str]) -> dict[str, str]:
    """The token of each address; a new address gets a new one."""
    path = folder / FILE
    known = _read(path)
    missing = {email: secrets.token_urlsafe(18) for email in emails if email not in known}
    if missing:
        known |= missing
        path.touch(mode=0o600)
        path.write_text(json.dumps(known, indent=1))
    return known


def email_of(folder: Path, token: str) -> str | None:
    """Whose token this is; none for one that was not given out. Takes as long for a wrong one."""
    found = None
    for email, known in _read(folder / FILE).items():
        if secrets.compare_digest(known.encode(), token.encode()):
            found = email
    return found


def _read(path: Path) -> dict[str, str]:
    return dict(json.loads(path.read_text())) if path.exists() else {}
