# SPDX-License-Identifier: EUPL-1.2
"""What is refused of partnerships, and why."""

from __future__ import annotations

from datetime import date

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from akkoord.agreements.wording import day_words
from akkoord.web.refusals import Refusal


class NoProgramme(Refusal, Http404):
    """No version of the programme holds at that moment; its pages do not exist then."""

    code = "no_programme"
    message = _("No partner programme is in force, so nobody can become a partner. Publish one first.")


class NoPartner(Refusal):
    """The vendor itself cannot be its partner."""

    code = "no_partner"
    message = _("The vendor itself cannot become a partner.")


class PartnerAlready(Refusal):
    """It is a partner, or is of that kind."""

    code = "partner_already"
    message = _("This organisation is that already.")


class ByInvitationOnly(Refusal):
    """Nobody is entered or applies as a product partner; a partner is invited to become one."""

    code = "by_invitation_only"
    message = _("A product partner is invited: register it as a connector supplier first and invite it then.")


class InvitationOpen(Refusal):
    """An invitation waits for an answer."""

    code = "invitation_open"
    message = _("This partner was invited already and has not answered yet.")


class InvitationAnsweredAlready(Refusal):
    """A colleague was first."""

    code = "invitation_answered"
    message = _("This invitation was answered already.")


class EndedAlready(Refusal):
    """It has ended, or ends no later than that."""

    code = "partnership_ended"
    message = _("This partnership has ended already, or ends no later than this.")


class NoSuchGround(Refusal):
    """The programme does not name that ground for these kinds of partner."""

    code = "no_such_ground"
    message = _("The programme does not name this ground for this partner. Choose one that it names, or give notice.")


class ReasonMissing(Refusal):
    """An ending at once without its written ground."""

    code = "reason_missing"
    message = _("Write down why: an ending at once needs its ground in writing.")


class NoticeTooShort(Refusal):
    """The date lies within the notice term."""

    code = "notice_too_short"

    def __init__(self, first: date) -> None:
        super().__init__()
        self.first = first
        self.message = _("The notice term ends on %(date)s: choose that date or a later one.") % {"date": day_words(first, 0)}


class NoSuchRequirement(Refusal):
    """The programme does not ask that of this partner."""

    code = "no_such_requirement"
    message = _("The programme does not ask this of this partner.")


class FigureMissing(Refusal):
    """A requirement with a bound needs a figure."""

    code = "figure_missing"
    message = _("This requirement has a bound: give the figure too.")


class InTheFuture(Refusal):
    """Something that is to come cannot be written down."""

    code = "in_the_future"
    message = _("Choose today or an earlier date: what is to come cannot be written down yet.")


class UntilMissing(Refusal):
    """A waiver holds until a date."""

    code = "until_missing"
    message = _("Say until which date it need not be met.")
