# SPDX-License-Identifier: EUPL-1.2
"""What higher floors add to mail when it is sent; `site/wiring.py` fills."""

from __future__ import annotations

from akkoord.web.slots import Slot

MAIL_FILES = Slot("mail_files")
"""`filling(mail) -> list[tuple[str, bytes, str]] | None`: files that go along, as name, content and media type."""
