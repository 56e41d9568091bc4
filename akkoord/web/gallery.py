# SPDX-License-Identifier: EUPL-1.2
"""What the gallery shows: invented clocks, each in one of the states a clock can have, and an invented form."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akkoord.timing.calendars import Block, Calendar, CalendarSpec
from akkoord.web.clock_bar import Pause
from akkoord.web.clock_view import ClockView, ClockWords, clock_view

HOUR = 3600
ZONE = ZoneInfo("Europe/Amsterdam")
_LONG, _FRIDAY = (Block(8 * HOUR, 17 * HOUR),), (Block(8 * HOUR, 16 * HOUR),)
SUPPORT = Calendar(
    CalendarSpec(
        "support",
        "Europe/Amsterdam",
        (_LONG, _LONG, _LONG, _LONG, _FRIDAY, (), ()),
        closed_dates=frozenset({date(2026, 12, 25), date(2027, 1, 1)}),
    )
)
ANSWER = ClockWords(
    due=_("To be answered by {moment}"),
    done=_("Answered {moment}"),
    late=_("Should have been answered {moment}"),
    line=_("Answer by {moment}"),
    short=_("answer"),
)
SOLUTION = ClockWords(
    due=_("To be solved by {moment}"),
    done=_("Solved {moment}"),
    late=_("Should have been solved {moment}"),
    line=_("Solution by {moment}"),
    short=_("solution"),
)


def on(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    """A local moment of the gallery's world."""
    return datetime(year, month, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


SEEN_FROM = on(11, 19, 12, 50)


def _clock(
    title: str | Promise,
    verdict: str,
    starts_at: datetime,
    due_at: datetime,
    at_risk_at: datetime | None = None,
    *,
    words: ClockWords = ANSWER,
    stopped_at: datetime | None = None,
    paused: tuple[Pause, ...] = (),
    reason: str | Promise = "",
    why_text: str | Promise = "",
) -> ClockView:
    return clock_view(
        calendar=SUPPORT,
        title=title,
        verdict=verdict,
        clause="2.2.3",
        starts_at=starts_at,
        due_at=due_at,
        at_risk_at=at_risk_at or _three_quarters(starts_at, due_at),
        now=SEEN_FROM,
        words=words,
        stopped_at=stopped_at,
        paused=paused,
        reason=reason,
        why_text=why_text,
        explained=bool(why_text),
    )


def _three_quarters(starts_at: datetime, due_at: datetime) -> datetime:
    return SUPPORT.after_open_seconds(starts_at, SUPPORT.open_seconds(starts_at, due_at) * 3 // 4)


def clocks() -> list[ClockView]:
    """A clock in each state, in the order of the gallery."""
    return [
        _clock(
            _("Running"),
            "running",
            on(11, 18, 16),
            on(11, 19, 16),
            why_text=_("Promise: a decision within 1 working day. You asked on Wed 18 Nov at 16:00."),
        ),
        _clock(_("At risk"), "at_risk", on(10, 27, 9, 10), on(11, 27, 9, 10), words=SOLUTION),
        _clock(_("Kept"), "kept", on(11, 17, 9, 12), on(11, 20, 9, 12), stopped_at=on(11, 17, 11, 30)),
        _clock(
            _("Broken, still open"),
            "broken",
            on(11, 17, 15),
            on(11, 18, 15),
            why_text=_("Promise: an answer within 1 working day."),
        ),
        _clock(_("Broken, finished"), "broken", on(11, 16, 10), on(11, 17, 10), stopped_at=on(11, 17, 11, 12)),
        _clock(_("Waiting for opening"), "running", on(11, 20, 8), on(11, 20, 9)),
        _clock(
            _("Paused"),
            "running",
            on(11, 17, 9),
            on(11, 23, 9),
            paused=((on(11, 18, 10), None),),
            reason=_("Waiting for your answer."),
        ),
        _clock(
            _("Waived"),
            "waived",
            on(11, 12, 9),
            on(11, 17, 9),
            stopped_at=on(11, 13, 10, 10),
            reason=_("Tarik Benhaddou waived it on Fri 13 Nov: “only after the rebuilding”."),
        ),
        _clock(
            _("Not measurable"),
            "not_measurable",
            on(11, 17, 9),
            on(11, 20, 9),
            reason=_("The answer came by phone, without a time. So there is no verdict."),
        ),
        _clock(
            _("Three months"),
            "running",
            on(11, 17, 9, 12),
            on(2, 17, 9, 12, 2027),
            words=SOLUTION,
            why_text=_("Promise: a solution or a workaround within 3 months."),
        ),
    ]


class ReportForm(forms.Form):
    """A form with one field of each shape."""

    where = forms.ChoiceField(
        label=_("Where does it happen?"),
        choices=[("pay", "Meridaan Lonen"), ("leave", "Meridaan Verlof")],
        help_text=_("In doubt? Choose the screen you were working in."),
    )
    subject = forms.CharField(label=_("Subject"), help_text=_("One sentence that a colleague understands at once."))
    on = forms.DateField(label=_("Date"), error_messages={"invalid": _("Choose a date from 24 November")})
    text = forms.CharField(label=_("What happens?"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    work = forms.ChoiceField(
        label=_("Can you go on working?"),
        choices=[("yes", _("Yes, with a workaround")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    copy = forms.BooleanField(label=_("Send me a copy"), required=False)


def gallery() -> dict[str, Any]:
    """Everything that the gallery's template needs."""
    wrong = ReportForm({"wrong-where": "pay", "wrong-on": "soon", "wrong-work": "yes"}, prefix="wrong")
    return {
        "clocks": clocks(),
        "form": ReportForm(initial={"work": "yes"}),
        "wrong": wrong,
        "at": on,
        "counts": {"kept": 11, "running": 5, "at_risk": 1, "broken": 1, "not_measurable": 1},
        "months": list(
            zip(
                "djfmamjjason",
                [
                    "kept",
                    "none",
                    "kept",
                    "broken",
                    "kept",
                    "kept",
                    "kept",
                    "kept",
                    "risk",
                    "kept",
                    "kept",
                    "running",
                ],
                strict=True,
            )
        ),
    }
