# SPDX-License-Identifier: EUPL-1.2
"""Mails about the code of conduct, what needs an agreement, leads and assignments. Each may run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from akkoord.audit.models import Event
from akkoord.people.models import Membership, Person
from akkoord.web.mail_layout import Letter
from akkoord.web.said import url

from ..events.conduct import LeadRegistered, PermissionAsked
from ..hearing import administrators_of, managers, tell
from ..models import Assignment, CodeVersion, Lead, Permission, StatusReport
from ..programme import partners_at
from ..rules.conduct import PermissionKind
from ..rules.leads import LATE, LeadState, Progress
from ..wording.conduct import PERMISSIONS, PROGRESS

PARTNER_WHY, VENDOR_WHY = "partner", "vendor"


def mail_code(event: Event) -> None:
    """A new version of the code of conduct asks everybody of every partner again."""
    version = CodeVersion.objects.get(pk=event.data["version_id"])
    partners = partners_at(event.at).values("organisation")
    people = [m.person for m in Membership.objects.in_force().filter(organisation__in=partners).select_related("person")]

    def letter(person: Person) -> Letter:
        subject = _("Version %(number)s of the code of conduct asks for your agreement") % {"number": version.number}
        return _letter(subject, _("Read it, and accept it by typing your name."), "partnership_conduct", PARTNER_WHY)

    tell(event, people, letter)


def mail_permission(event: Event) -> None:
    """Asked: who looks after partners. Decided: who asked."""
    permission = Permission.objects.select_related("organisation", "by").get(pk=event.data["permission_id"])
    is_asked = event.name == PermissionAsked.name()

    def letter(person: Person) -> Letter:
        names = {"partner": permission.organisation.name, "what": permission.what}
        facts = [(_("What"), str(PERMISSIONS[PermissionKind(permission.kind)]))]
        if is_asked:
            subject = _("%(partner)s asks for an agreement: %(what)s") % names
            return _letter(subject, _("Agree, or say why not."), "partner_desk_permissions", VENDOR_WHY, facts)
        subject = (_("Agreed: %(what)s") if permission.is_agreed else _("Not agreed: %(what)s")) % names
        return _letter(subject, permission.reason or _("You can go ahead."), "partnership_conduct", PARTNER_WHY, facts)

    tell(event, managers() if is_asked else [permission.by], letter)


def mail_lead(event: Event) -> None:
    """Registered: the other side. Decided: the partner's."""
    lead = Lead.objects.select_related("organisation").get(pk=event.data["lead_id"])
    is_new = event.name == LeadRegistered.name()
    to_vendor = is_new and not lead.by_vendor

    def letter(person: Person) -> Letter:
        names = {"partner": lead.organisation.name, "company": lead.company}
        if to_vendor:
            return _letter(_("%(partner)s registered a lead: %(company)s") % names, lead.what, "partner_desk_leads", VENDOR_WHY)
        if is_new:
            return _letter(_("A lead for you: %(company)s") % names, lead.what, "partnership_leads", PARTNER_WHY)
        agreed = lead.decided_at is not None and lead.state != LeadState.REFUSED
        subject = (_("Your lead is agreed: %(company)s") if agreed else _("Your lead is not agreed: %(company)s")) % names
        return _letter(subject, lead.reason or _("You can go ahead."), "partnership_leads", PARTNER_WHY)

    tell(event, managers() if to_vendor else administrators_of(lead.organisation_id), letter)


def mail_assignment(event: Event) -> None:
    """Who works on it hears which consultant wants to know how it goes."""
    assignment = _assignment(event)

    def letter(person: Person) -> Letter:
        names = {"customer": assignment.customer, "who": assignment.consultant.name}
        text = _("Tell %(who)s every month how it goes. We remind you.") % names
        return _letter(_("An assignment at %(customer)s") % names, text, "partnership_assignments", PARTNER_WHY)

    tell(event, _workers(assignment), letter)


def mail_status(event: Event) -> None:
    """The consultant reads how it goes."""
    report = StatusReport.objects.select_related("assignment__organisation", "assignment__consultant").get(
        pk=event.data["report_id"]
    )

    def letter(person: Person) -> Letter:
        names = {"customer": report.assignment.customer, "progress": PROGRESS[Progress(report.progress)]}
        facts = [(_("What you must know"), report.developments)] if report.developments else []
        subject = _("%(customer)s: %(progress)s") % names
        return _letter(subject, report.text, "partner_desk_assignments", VENDOR_WHY, facts)

    tell(event, [report.assignment.consultant], letter)


def mail_status_due(event: Event) -> None:
    """A status is due soon; late, the consultant hears it too."""
    assignment, is_late = _assignment(event), event.data["days_before"] == LATE

    def letter(person: Person) -> Letter:
        names = {"customer": assignment.customer}
        subject = (_("The status of %(customer)s is late") if is_late else _("Tell us how it goes at %(customer)s")) % names
        page = "partner_desk_assignments" if person == assignment.consultant else "partnership_assignments"
        return _letter(subject, _("We agreed to hear at least once a month how an assignment goes."), page, PARTNER_WHY)

    tell(event, [*_workers(assignment), *([assignment.consultant] if is_late else [])], letter)


def _assignment(event: Event) -> Assignment:
    return Assignment.objects.select_related("expert__person", "consultant").get(pk=event.data["assignment_id"])


def _workers(assignment: Assignment) -> list[Person]:
    own = [assignment.expert.person] if assignment.expert else []
    return [*own, *administrators_of(assignment.organisation_id)]


def _letter(subject: str, text: str, page: str, why: str, facts: list[tuple[str, str]] | None = None) -> Letter:
    closing = (
        _("You get this because you work at a partner.")
        if why == PARTNER_WHY
        else _("You get this because you look after partners.")
    )
    return Letter(
        subject=subject,
        heading=subject,
        paragraphs=[text],
        facts=facts or [],
        action=(_("Look at it"), settings.BASE_URL + url(page)),
        closing=closing,
    )
