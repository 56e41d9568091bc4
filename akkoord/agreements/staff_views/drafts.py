# SPDX-License-Identifier: EUPL-1.2
"""Drafts of the agreement: put in, check, compare, announce, withdraw; afterwards who was told. sla:1.2"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akkoord.people.doors import PersonRequest, staff_door
from akkoord.web.moments import now

from ..actions import announce_draft, put_in_draft, withdraw_draft
from ..differing import changes_of_draft, difference, version_before
from ..forms import DraftForm
from ..in_force import NoAgreementInForce, version_in_force
from ..models import AgreementDraft, AgreementVersion
from ..reactions import administrators_on
from ..refusals import CannotPublish, CannotWithdraw
from ..rules import AUTHORS, midnight
from ..wording import day_words

author_door = staff_door(*AUTHORS)
MOST = 200


@author_door
@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: PersonRequest) -> HttpResponse:
    """The drafts, and the form for another. A faulty file is kept too: its faults are named on its page."""
    sent = request.method == "POST"
    form = DraftForm(request.POST, request.FILES) if sent else DraftForm()
    if sent and form.is_valid():
        text, name = form.cleaned_data["file"]
        draft = put_in_draft(source_text=text, file_name=name, by=request.user, at=now())
        return _to(draft)
    kept = AgreementDraft.objects.defer("document", "source_text").select_related("put_in_by", "version")[:MOST]
    context = {"form": form, "drafts": list(kept), "stand_of": stand_of, "day_words": day_words}
    return render(request, "agreements/drafts.html", context, status=422 if form.errors else 200)


@author_door
@require_safe
def draft(request: PersonRequest, pk: int) -> HttpResponse:
    """One draft: faults, what it changes against the version that it would follow, and who was told."""
    return _page(request, get_object_or_404(AgreementDraft, pk=pk))


@author_door
@require_POST
def announce(request: PersonRequest, pk: int) -> HttpResponse:
    """Publish it and tell everybody; what the agreement refuses is said on the page."""
    found = get_object_or_404(AgreementDraft, pk=pk)
    try:
        announce_draft(draft=found, by=request.user, at=now())
    except CannotPublish as refused:
        return _page(request, found, refused=refused.message)
    messages.success(request, _("Announced. Everybody whom it concerns hears of it by mail."))
    return _to(found)


@author_door
@require_POST
def withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Take it away before it was announced."""
    found = get_object_or_404(AgreementDraft, pk=pk)
    try:
        withdraw_draft(draft=found, by=request.user, at=now())
    except CannotWithdraw:
        messages.error(request, _("It was announced or withdrawn before; perhaps a colleague was first."))
    else:
        messages.success(request, _("Withdrawn."))
    return _to(found)


def stand_of(draft: AgreementDraft) -> tuple[str, str]:
    """How a draft stands: its look, and its word."""
    if draft.withdrawn_at is not None:
        return "none", _("withdrawn")
    if draft.version is None:
        return ("running", _("draft")) if draft.is_sound else ("broken", _("draft with faults"))
    if draft.version.effective_from > now():
        return "risk", _("announced")
    newest = draft.version.agreement.version_at(now())
    return ("kept", _("in force")) if newest == draft.version else ("none", _("superseded"))


def _page(request: PersonRequest, draft: AgreementDraft, refused: str = "") -> HttpResponse:
    context: dict[str, Any] = {"draft": draft, "refused": refused, "stand_of": stand_of, "day_words": day_words, "before": None}
    if draft.version is not None:
        told = draft.version.told.select_related("person", "organisation")
        before = version_before(draft.version)
        groups = difference(draft.version, before) if before else []
        context |= {"told": list(told[:MOST]), "told_count": told.count(), "before": before, "groups": groups}
    elif draft.is_sound and draft.effective_from is not None:
        before = _followed(draft)
        context |= {"before": before, "groups": changes_of_draft(draft, before) if before else []}
        if before is not None:
            context["hearers"] = administrators_on(before.agreement_id, draft.effective_from).count()
    context.setdefault("hearers", 0)
    return render(request, "agreements/draft.html", context, status=422 if refused else 200)


def _followed(draft: AgreementDraft) -> AgreementVersion | None:
    """The version that holds when the draft would take effect."""
    assert draft.effective_from is not None
    try:
        return version_in_force(draft.code or settings.AGREEMENT, midnight(draft.effective_from, draft.text.zone))
    except NoAgreementInForce:
        return None


def _to(draft: AgreementDraft) -> HttpResponse:
    answer = redirect("agreement_draft", pk=draft.pk)
    answer.status_code = 303
    return answer
