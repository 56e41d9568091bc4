# SPDX-License-Identifier: EUPL-1.2
"""Mails about exams and gatherings to experts, and to who looks after their side. Each may run twice."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akkoord.audit.models import Event
from akkoord.people.models import Person
from akkoord.web.mail_layout import Letter
from akkoord.web.moments import written
from akkoord.web.said import url

from ..hearing import side_of, tell
from ..models import Attendance, Enrolment, ExamResult, ExamSession, Expert, Gathering
from ..rules.exams import Outcome
from ..wording.experts import OUTCOMES, day_words, grade_words


def mail_enrolment(event: Event) -> None:
    """Who enrolled, or was enrolled, knows where to be."""
    expert, session = _expert(event), ExamSession.objects.get(pk=event.data["session_id"])

    def letter(person: Person) -> Letter:
        return _letter(
            _("%(who)s takes part in the exam %(subject)s") % {"who": expert.person.name, "subject": session.subject},
            [_("Cannot come after all? Say so on the page, then somebody else can have the seat.")],
            [(_("When"), written(session.starts_at, "spoken")), (_("Where"), session.place)],
            "partnership_exams",
        )

    tell(event, side_of(expert), letter)


def mail_exam_cancelled(event: Event) -> None:
    """An exam does not go ahead."""
    session = ExamSession.objects.get(pk=event.data["session_id"])
    enrolled = Enrolment.objects.filter(session=session, withdrawn_at=None).select_related("expert__person")
    people = [person for enrolment in enrolled for person in side_of(enrolment.expert)]

    def letter(person: Person) -> Letter:
        return _letter(
            _("The exam %(subject)s does not go ahead") % {"subject": session.subject},
            [_("Choose another day. Until then an earlier exam counts as long as it did.")],
            [(_("Was planned for"), written(session.starts_at, "spoken"))],
            "partnership_exams",
        )

    tell(event, people, letter)


def mail_result(event: Event) -> None:
    """What came of an exam, to the expert and who looks after that partner's side."""
    result = ExamResult.objects.select_related("expert__person", "enrolment__session").get(pk=event.data["result_id"])

    def letter(person: Person) -> Letter:
        names = {"who": result.expert.person.name, "outcome": OUTCOMES[Outcome(result.outcome)]}
        facts = [(_("Exam"), result.enrolment.session.subject), (_("Day"), day_words(result.taken_on))]
        facts += [(_("Grade"), grade_words(result.grade))] if result.grade is not None else []
        facts += [(_("Counts until and with"), day_words(result.valid_until))] if result.valid_until else []
        text = (
            _("Well done.")
            if result.outcome == Outcome.PASSED
            else _("Choose another day soon: the exam is something that we agreed on.")
        )
        return _letter(_("%(who)s: %(outcome)s") % names, [text], facts, "partnership_exams")

    tell(event, side_of(result.expert), letter)


def mail_lapse(event: Event) -> None:
    """An exam lapses soon, or has."""
    expert, days = _expert(event), event.data["days_before"]

    def letter(person: Person) -> Letter:
        who = {"who": expert.person.name}
        if days == 0:
            subject = _("The exam of %(who)s has lapsed") % who
            text = _("From today you do not keep what we agreed on about exams. Enrol for the next one.")
        else:
            subject = ngettext(
                "The exam of %(who)s lapses within %(num)d day", "The exam of %(who)s lapses within %(num)d days", days
            ) % {**who, "num": days}
            text = _("Enrol now, so that there is time for a second try.")
        return _letter(subject, [text], [], "partnership_exams")

    tell(event, side_of(expert), letter)


def mail_gathering_cancelled(event: Event) -> None:
    """Something that experts would come to does not go ahead."""
    gathering = Gathering.objects.get(pk=event.data["gathering_id"])
    coming = Attendance.objects.filter(gathering=gathering, withdrawn_at=None).select_related("expert__person")

    def letter(person: Person) -> Letter:
        return _letter(
            _("%(title)s does not go ahead") % {"title": gathering.title},
            [_("You need not do anything.")],
            [(_("Was planned for"), written(gathering.starts_at, "spoken"))],
            "partnership_gatherings",
        )

    tell(event, [attendance.expert.person for attendance in coming], letter)


def _expert(event: Event) -> Expert:
    return Expert.objects.select_related("person").get(pk=event.data["expert_id"])


def _letter(subject: str, paragraphs: list[str], facts: list[tuple[str, str]], page: str) -> Letter:
    return Letter(
        subject=subject,
        heading=subject,
        paragraphs=paragraphs,
        facts=facts,
        action=(_("To your partnership"), settings.BASE_URL + url(page)),
        closing=_("You get this because you are an expert of a partner, or look after that partner's side."),
    )
