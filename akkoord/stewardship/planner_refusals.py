# SPDX-License-Identifier: EUPL-1.2
"""What is refused of the annual planner and of test plans, and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from akkoord.web.refusals import Refusal


class NotYourEntry(Refusal):
    """Neither an administrator, nor owner of the process, nor (where it is about being done) whose entry it is."""

    code = "not_your_entry"
    message = _("Functional administrators plan everything, process owners what belongs to their process. Ask one of them.")


class TitleMissing(Refusal):
    """Without words nobody knows what it is."""

    code = "title_missing"
    message = _("Say in a few words what it is.")


class EndsBeforeBegin(Refusal):
    """The last day comes before the first."""

    code = "ends_before_begin"
    message = _("The last day comes before the first. Choose a later one, or leave it empty for one day.")


class OutsidePlanner(Refusal):
    """A year that no planner holds."""

    code = "outside_planner"
    message = _("A planner holds the years from 2000 to 2100.")


class NoSuchGoal(Refusal):
    """An entry serves a goal of the same organisation, and a goal serves none."""

    code = "no_such_goal"
    message = _("Choose a goal of this planner. A goal itself serves no other goal.")


class EntryGone(Refusal):
    """A colleague took it away meanwhile."""

    code = "entry_gone"
    message = _("This was taken out of the planner meanwhile.")


class NotYourTest(Refusal):
    """Neither an administrator, nor the one who does this test."""

    code = "not_your_test"
    message = _("Whoever does the test writes down what came of it, or an administrator.")


class FindingMissing(Refusal):
    """A failed test says what was found."""

    code = "finding_missing"
    message = _("Write what went wrong, so that somebody else can see it too.")


class UpdateTestGone(Refusal):
    """A colleague took the test away, or passed it on."""

    code = "test_gone"
    message = _("This test was changed meanwhile. Look at it again.")


class NothingFound(Refusal):
    """Only a finding is passed on to the vendor."""

    code = "nothing_found"
    message = _("Only a test that failed can be passed on.")


class ReasonMissing(Refusal):
    """Colleagues read why."""

    code = "reason_missing"
    message = _("Say why: your colleagues read it.")


class DaysDoNotFit(Refusal):
    """Testing begins before the version comes, and ends after it begins."""

    code = "days_do_not_fit"
    message = _("Testing begins before the version comes, and ends after it begins. Check the three days.")
