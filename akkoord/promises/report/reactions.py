# SPDX-License-Identifier: EUPL-1.2
"""A mail that the report stands in the dossier. May run twice. sla:2.6.2"""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from akkoord.audit.models import Event
from akkoord.notifications.posting import post
from akkoord.web.mail_layout import Letter
from akkoord.web.moments import page_moment
from akkoord.web.said import url

from .models import MadeReport
from .rights import readers
from .sections import sections, title_of


def mail_report(event: Event) -> None:
    """Whoever may read it hears of it, in their own language: the organisation's administrators and incident managers."""
    report = MadeReport.objects.select_related("organisation").get(pk=event.data["report_id"])
    for membership in readers(report.organisation_id):
        post(event, membership.person, lambda: _letter(report, event.data["month"]))


def _letter(report: MadeReport, month: str) -> Letter:
    value = report.value
    with timezone.override(value.zone), page_moment(value.ends_at):
        title = title_of(value)
        address = f"{settings.BASE_URL}{url('report', month=month)}?organisation={report.organisation.key}"
        return Letter(
            subject=title,
            heading=title,
            paragraphs=[
                _("The report of %(organisation)s stands ready in your portal.") % {"organisation": value.organisation},
                " ".join(sections(value)[0].paragraphs),
            ],
            action=(_("Read the report"), address),
            closing=_(
                "You get this every month, because you have First Class and look after the incidents of your organisation."
            ),
        )
