# SPDX-License-Identifier: EUPL-1.2
"""Contracts: their individual terms, and their end, also over a change. sla:1.1, sla:1.2"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from akkoord.people.doors import PersonRequest
from akkoord.web.moments import now

from ..actions import CannotEnd, CannotSign, change_individual_terms, end_contract, end_over_change
from ..comparison import compare
from ..comparison.wording import Group, groups
from ..faults import BadAgreement
from ..forms import EndingForm, IndividualTermsForm
from ..in_force import terms_of_version
from ..individual import with_individual_terms
from ..models import AgreementVersion, Contract
from ..rules import kept_after_ending
from ..terms import Terms
from ..titles import title_of
from ..wording import day_words, duration_words
from .drafts import author_door


@author_door
@require_safe
def contract(request: PersonRequest, pk: int) -> HttpResponse:
    """One contract, what is individual in it, and the forms that end it or give it other individual terms."""
    return _page(request, _contract(pk))


@author_door
@require_POST
def end(request: PersonRequest, pk: int) -> HttpResponse:
    """End it for a date: as any other, or over a change, with the old terms holding on."""
    found = _contract(pk)
    form = EndingForm(request.POST, versions=_changes_of(found))
    if not form.is_valid():
        return _page(request, found, ending=form)
    over, day = form.cleaned_data["over"], form.cleaned_data["ends_on"]
    try:
        if over:
            version = next(v for v in _changes_of(found) if v.number == over)
            end_over_change(contract=found, version=version, ending_on=day, by=request.user, at=now())
        else:
            end_contract(contract=found, ends_on=day, by=request.user, at=now())
    except CannotEnd as refused:
        form.add_error("ends_on", refused.message)
        return _page(request, found, ending=form)
    messages.success(request, _("The end is entered."))
    return _to(found)


@author_door
@require_POST
def individual_terms(request: PersonRequest, pk: int) -> HttpResponse:
    """Check individual terms and show what they change, or enter them from a date."""
    found = _contract(pk)
    form = IndividualTermsForm(request.POST)
    form.fields["from_on"].required = "check" not in request.POST  # what they change is the same on any day
    if not form.is_valid():
        return _page(request, found, terms_form=form)
    try:
        overrides = _overrides(form.cleaned_data["overrides"])
        if "check" in request.POST:
            return _page(request, found, terms_form=form, changes=_changes(found, overrides))
        following = change_individual_terms(
            contract=found, overrides=overrides, from_on=form.cleaned_data["from_on"], by=request.user, at=now()
        )
    except BadAgreement as bad:
        form.add_error("overrides", "; ".join(_("line %(line)s") % {"line": f.line} + f": {f.message}" for f in bad.faults))
    except (CannotEnd, CannotSign) as refused:
        form.add_error(None, refused.message)
    else:
        messages.success(request, _("Entered. The new contract holds from that date."))
        return _to(following)
    return _page(request, found, terms_form=form)


def _overrides(text: str) -> dict[str, Any]:
    from ..reading import overrides_in  # YAML, which the web process does without until somebody enters terms

    return overrides_in(text)


def _changes(found: Contract, overrides: dict[str, Any]) -> list[Group]:
    """What these terms change against the version that holds now. Raises CannotSign."""
    version = found.agreement.version_at(now())
    if version is None:
        raise CannotSign(gettext_noop("%(code)s has no version in force"), code=found.agreement.code)
    standard = terms_of_version(version)
    document = with_individual_terms(version.text, overrides)
    own = Terms(document, version.frozen_dates, options=frozenset(found.options))
    return groups(compare(standard, own), standard.document, document)


def _page(
    request: PersonRequest,
    found: Contract,
    *,
    ending: EndingForm | None = None,
    terms_form: IndividualTermsForm | None = None,
    changes: list[Group] | None = None,
) -> HttpResponse:
    from ..reading import overrides_written

    versions = _changes_of(found)
    over = request.GET.get("over", "")
    forms = [form for form in (ending, terms_form) if form is not None]
    context = {
        "contract": found,
        "agreement_title": title_of(found.agreement.code, now()),
        "day_words": day_words,
        "ending": ending or EndingForm(versions=versions, initial={"over": over}),
        "terms_form": terms_form or IndividualTermsForm(initial={"overrides": overrides_written(found.overrides)}),
        "changes_shown": changes,
        "standing_changes": _changes(found, found.overrides) if found.overrides else [],
        "today": now().astimezone(timezone.get_current_timezone()).date(),
        "kept_for": _kept_for(found),
    }
    return render(request, "agreements/contract.html", context, status=422 if any(form.errors for form in forms) else 200)


def _kept_for(found: Contract) -> str:
    """How long the old terms hold after an ending over a change, in words."""
    version = found.agreement.version_at(now())
    kept_for = kept_after_ending(version.text) if version is not None else None
    return duration_words(kept_for) if kept_for is not None else ""


def _changes_of(found: Contract) -> list[AgreementVersion]:
    """The versions that change something of this contract: all but the first, the newest first."""
    versions = list(
        AgreementVersion.objects.filter(agreement=found.agreement_id).defer("source_text").order_by("-effective_from")
    )
    return versions[:-1]


def _contract(pk: int) -> Contract:
    return get_object_or_404(Contract.objects.select_related("organisation", "agreement", "ended_over"), pk=pk)


def _to(found: Contract) -> HttpResponse:
    answer = redirect("contract", pk=found.pk)
    answer.status_code = 303
    return answer
