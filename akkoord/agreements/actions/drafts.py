# SPDX-License-Identifier: EUPL-1.2
"""The life of a version before it holds: put in as a draft, withdrawn, or announced to everybody whom it concerns. sla:1.2"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from akkoord.audit.actions import announce
from akkoord.people.models import Organisation, Person

from ..events import AgreementAnnounced, DraftPutIn, DraftWithdrawn
from ..faults import BadAgreement, FaultAt
from ..models import AgreementDraft, AgreementTold, AgreementVersion
from ..refusals import CannotPublish, CannotWithdraw
from .versions import publish_agreement


@transaction.atomic
def put_in_draft(*, source_text: str, file_name: str, by: Person | None, at: datetime) -> AgreementDraft:
    """Keep an agreement file as a draft, with every fault that `check` finds in it. A faulty one is kept too. sla:1.2"""
    from ..reading import agreement_in  # YAML, which the web process does without until somebody puts a draft in

    said: dict[str, Any] = {}
    text = source_text.replace("\x00", "\ufffd")  # no text in the database has it, and no agreement file
    try:
        file = agreement_in(text, Path(file_name))
    except BadAgreement as bad:
        faults = list(bad.faults)
    else:
        faults, document = list(file.warnings), file.document
        said = {
            "code": document.code,
            "number": document.version,
            "effective_from": document.effective_from,
            "document": document.model_dump_json(exclude_defaults=True),
        }
    draft = AgreementDraft.objects.create(
        file_name=file_name, source_text=text, faults=[_kept(fault) for fault in faults], put_in_at=at, put_in_by=by, **said
    )
    announce(DraftPutIn(draft_id=draft.pk), by=by.pk if by else None, at=at)
    return draft


@transaction.atomic
def withdraw_draft(*, draft: AgreementDraft, by: Person | None, at: datetime) -> None:
    """Take a draft away. Raises CannotWithdraw once it was announced or withdrawn."""
    held = AgreementDraft.objects.select_for_update().get(pk=draft.pk)
    if not held.is_open:
        raise CannotWithdraw(_("%(draft)s was announced or withdrawn before"), draft=str(held))
    held.withdrawn_at, held.withdrawn_by = at, by
    held.save(update_fields=["withdrawn_at", "withdrawn_by"])
    announce(DraftWithdrawn(draft_id=held.pk), by=by.pk if by else None, at=at)


@transaction.atomic
def announce_draft(*, draft: AgreementDraft, by: Person | None, at: datetime) -> AgreementVersion:
    """Publish a draft and tell everybody whom it concerns: from here on its text is fixed.

    Raises CannotPublish for what `publish_agreement` refuses, and for a draft that is faulty, announced or withdrawn. sla:1.2
    """
    held = AgreementDraft.objects.select_for_update().get(pk=draft.pk)
    if not held.is_open:
        raise CannotPublish(_("%(draft)s was announced or withdrawn before"), draft=str(held))
    if not held.is_sound:
        raise CannotPublish(_("%(draft)s has faults; put it in again without them"), draft=str(held))
    version = publish_agreement(document=held.text, source_text=held.source_text, by=by, at=at)
    held.version = version
    held.save(update_fields=["version"])
    announce_version(version=version, by=by, at=at)
    return version


@transaction.atomic
def announce_version(*, version: AgreementVersion, by: Person | None, at: datetime) -> bool:
    """Let administrators hear of a version that changes another; False for the first of its code, and for a private one. sla:1.2"""
    earlier = version.agreement.versions.filter(effective_from__lt=version.effective_from)
    if version.agreement.owner_id is not None or not earlier.exists():
        return False
    fact = AgreementAnnounced(version_id=version.pk, agreement_id=version.agreement_id)
    announce(fact, by=by.pk if by else None, at=at)
    return True


def note_told(*, version: AgreementVersion, organisation: Organisation, person: Person, by: None, at: datetime) -> None:
    """Keep that somebody was told of a change; once, however often it is said."""
    AgreementTold.objects.get_or_create(version=version, organisation=organisation, person=person, defaults={"told_at": at})


def _kept(fault: FaultAt) -> dict[str, object]:
    return {"line": fault.line, "message": fault.message, "warning": fault.warning, "note": fault.note}
