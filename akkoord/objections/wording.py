# SPDX-License-Identifier: EUPL-1.2
"""What a question or an objection is called."""

from __future__ import annotations

from django.utils.translation import gettext as _

from akkoord.agreements.models import AgreementVersion


def subject_of(about: AgreementVersion, clause: str, *, is_objection: bool) -> str:
    """What it is about, in one line of the asker's language."""
    if is_objection:
        return _("Objection to version %(number)s of the agreement") % {"number": about.number}
    if clause:
        return _("Question about clause %(clause)s of the agreement") % {"clause": clause}
    return _("Question about version %(number)s of the agreement") % {"number": about.number}
