# SPDX-License-Identifier: EUPL-1.2
"""Ask about the agreement or object to a change, with the clause or the change beside the form. sla:1.2"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from akkoord.agreements.differing import difference, version_before
from akkoord.agreements.in_force import NoAgreementInForce, version_in_force
from akkoord.agreements.models import AgreementVersion
from akkoord.people.doors import PersonRequest, customer_door
from akkoord.people.rules import PortalRole
from akkoord.web.moments import now
from akkoord.web.refusals import Refusal

from .actions import ask_about_agreement
from .forms import AgreementQuestionForm
from .kinds import ASKERS
from .wording import subject_of


@dataclass(frozen=True)
class About:
    """A clause of the version in force, or a version that changes another."""

    version: AgreementVersion
    clause: str
    before: AgreementVersion | None

    @property
    def asked(self) -> dict[str, str]:
        """What the form carries along."""
        return {"change": self.version.number} if self.before is not None else {"clause": self.clause}


@customer_door(*ASKERS)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PersonRequest) -> HttpResponse:
    """The form; sent, it is the case."""
    sent = request.method == "POST"
    about = _about(request.POST if sent else request.GET)
    organisations = [m.organisation for m in request.user.memberships_in_force if m.role_set & set(ASKERS)]
    may_object = about.before is not None and bool(request.user.organisations_with(PortalRole.ADMINISTRATOR))
    form = AgreementQuestionForm(
        organisations, request.POST if sent else None, initial={"once": uuid4()}, may_object=may_object
    )  # fmt: skip
    if sent and form.is_valid():
        try:
            return _asked(request, form, about)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
    document = about.version.text
    context = {
        "form": form,
        "about": about,
        "title": subject_of(about.version, about.clause, is_objection=False),
        "clauses": [clause for clause in document.clauses if clause.clause == about.clause],
        "groups": difference(about.version, about.before) if about.before is not None else [],
    }
    return render(request, "objections/ask.html", context, status=422 if form.errors else 200)


def _asked(request: PersonRequest, form: AgreementQuestionForm, about: About) -> HttpResponse:
    given = form.cleaned_data
    case = ask_about_agreement(
        organisation=form.organisations[given["organisation"]],
        about=about.version,
        clause=about.clause,
        is_objection=given.get("is_objection", False),
        text=given["text"],
        by=request.user,
        at=now(),
        once=given["once"],
    )
    if not case.is_repeated:
        messages.success(request, _("Received as %(number)s. You get a mail with this too.") % {"number": case.number})
    answer = redirect(case.get_absolute_url())
    answer.status_code = 303
    return answer


def _about(asked: Mapping[str, str]) -> About:
    """What an address or a form names. Raises Http404."""
    change, clause = (asked.get(name, "").replace("\x00", "") for name in ("change", "clause"))
    if change:
        found = AgreementVersion.objects.filter(agreement__code=settings.AGREEMENT, agreement__owner=None, number=change)
        version = found.select_related("agreement").first()
        before = version_before(version) if version is not None else None
        if version is None or before is None:
            raise Http404
        return About(version, "", before)
    try:
        version = version_in_force(settings.AGREEMENT, now())
    except NoAgreementInForce as none:
        raise Http404 from none
    if clause and all(each.clause != clause for each in version.text.clauses):
        raise Http404
    return About(version, clause, None)
