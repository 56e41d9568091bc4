# SPDX-License-Identifier: EUPL-1.2
"""What is refused of experts, their references, exams and gatherings, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class NotOfPartner(Refusal):
    """Whom it is about does not belong to the partner."""

    code = "not_of_partner"
    message = _("An expert is one of your own people. Give them access first.")


class ExpertKnown(Refusal):
    """They are an expert of this partner already."""

    code = "expert_known"
    message = _("This colleague is an expert already.")


class ExpertEnded(Refusal):
    """They are no expert any more."""

    code = "expert_ended"
    message = _("This colleague is no longer an expert.")


class InTheFuture(Refusal):
    """A day that must have been."""

    code = "in_the_future"
    message = _("That day has yet to come. Give one of today or earlier.")


class ExamOver(Refusal):
    """The session has begun, or does not go ahead."""

    code = "exam_over"
    message = _("This exam has begun or does not go ahead. Choose another one.")


class ExamFull(Refusal):
    """All seats are taken."""

    code = "exam_full"
    message = _("All seats of this exam are taken. Choose another one.")


class EnrolledAlready(Refusal):
    """The expert takes part already."""

    code = "enrolled_already"
    message = _("This expert takes part in this exam already.")


class NotHeldYet(Refusal):
    """A result or attendance before it began."""

    code = "not_held_yet"
    message = _("It has yet to begin. You write down what came of it afterwards.")


class ResultIncomplete(Refusal):
    """A grade is missing, or a correction has no reason."""

    code = "result_incomplete"
    message = _("Give a grade from 1 to 10, unless somebody was absent; and say why when you correct an earlier result.")


class GatheringOver(Refusal):
    """It was, or does not go ahead."""

    code = "gathering_over"
    message = _("This has been or does not go ahead, so it can no longer be changed.")


class ReferenceWaits(Refusal):
    """This address was asked about this expert, and has not answered."""

    code = "reference_waits"
    message = _("You asked this person already. Wait for the answer, or ask somebody else.")


class ReferenceAnswered(Refusal):
    """The request was answered."""

    code = "reference_answered"
    message = _("You answered this before. Thank you.")


class NothingWritten(Refusal):
    """A text is missing."""

    code = "nothing_written"
    message = _("Write something first.")
