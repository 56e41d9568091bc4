# SPDX-License-Identifier: EUPL-1.2
"""The clock written down: the sentence, the line of a row, the cell of a table, the full bar. Hot, so plain Python."""

from django.utils.translation import gettext
from markupsafe import Markup, escape

from akkoord.web.badges import VERDICT_ICONS, look, verdict_word
from akkoord.web.clock_svg import bar, low_bar
from akkoord.web.clock_view import Amount, ClockView, Text
from akkoord.web.icons import icon
from akkoord.web.moments import days, duration, moment, working_days, written

FAR = 20  # working days; so far away the time of day is noise


def amount(value: Amount) -> str:
    """ "3 u 10 min", from 20 open hours on "6 werkdagen" ("dagen" where it is always open)."""
    if value.days is None:
        return duration(value.seconds)
    return days(value.days) if value.always_open else working_days(value.days)


def _filled(sentence: Text, **values: str) -> Markup:
    return Markup(escape(str(sentence))).format(**values)


def clock_sentence(view: ClockView) -> Markup:
    """The sentence that carries all meaning: what, by when, how much opening time is left, or how it ended."""
    words = view.words
    due = moment(view.due_at)
    if view.verdict in ("running", "risk"):
        return _running(view)
    if view.verdict == "kept" and view.stopped_at and view.spent:
        return _ended(_filled(words.done, moment=moment(view.stopped_at)), gettext("after {amount}"), view.spent)
    if view.verdict == "broken" and view.late:
        happened = _filled(words.done, moment=moment(view.stopped_at)) if view.stopped_at else _filled(words.late, moment=due)
        return Markup("{}, <strong>{}</strong>").format(happened, _late(view.late))
    if view.verdict == "waiting":
        begins = _filled(gettext("The clock starts {moment}."), moment=moment(view.starts_at))
        return Markup("{} {}").format(begins, _filled(words.due, moment=due))
    return _standing_still(view)


def _running(view: ClockView) -> Markup:
    far = (view.left.days or 0) > FAR
    due = _filled(view.words.due, moment=moment(view.due_at, "dated_day" if far else "short"))
    if view.left.days is None and not view.left.always_open:
        left = gettext("{amount} of opening time left").format(amount=amount(view.left))
    else:
        left = gettext("{amount} left").format(amount=amount(view.left))
    return Markup("{}, <strong>{}</strong>").format(due, left)


def _ended(happened: Markup, after: str, spent: Amount) -> Markup:
    value = Markup("<strong>{}</strong>").format(amount(spent))
    return Markup("{}, {}").format(happened, _filled(after, amount=value))


def _late(late: Amount) -> str:
    return gettext("{amount} late").format(amount=amount(late))


def _standing_still(view: ClockView) -> Markup:
    if view.verdict == "paused" and view.paused_since:
        since = _filled(gettext("Paused since {moment}; the deadline moves along."), moment=moment(view.paused_since))
        return Markup("{} {}").format(view.reason, since) if view.reason else since
    if view.reason:
        return escape(str(view.reason))
    if view.verdict == "waived":
        return escape(gettext("This promise was waived."))
    return escape(gettext("This cannot be measured, so there is no verdict."))


def clock_bar(view: ClockView) -> Markup:
    """The full bar; decoration, the sentence says the same."""
    return bar(view.bar, look(view.verdict), gettext("now"), written(view.due_at))


def clock_line(view: ClockView) -> Markup:
    """A clock in one line with its bar, for rows of a list."""
    shown = look(view.verdict)
    return Markup(
        f'<div class="clock-line" data-v="{shown}"><span class="say">{icon(VERDICT_ICONS[shown])}'
        f"<span>{_line_text(view)}</span></span>{low_bar(view.bar, shown)}</div>"
    )


def _line_text(view: ClockView) -> Markup:
    if view.verdict in ("running", "risk"):
        left = gettext("{amount} left").format(amount=amount(view.left))
        due = _filled(view.words.line, moment=moment(view.due_at, "line"))
        return Markup("{}, <strong>{}</strong>").format(due, left)
    if view.verdict == "broken" and view.late and not view.stopped_at:
        was = _filled(gettext("was due {moment}"), moment=moment(view.due_at, "line"))
        return Markup("<strong>{}</strong>, {}").format(_late(view.late), was)
    return clock_sentence(view)


def clock_cell(view: ClockView) -> Markup:
    """A clock in a table of a queue: what is left first, what and by when at the right."""
    shown = look(view.verdict)
    first = _standing(view)
    due = moment(view.due_at, "line")
    what = f"{escape(str(view.words.short))} {due}"
    return Markup(
        f'<div class="clock-line" data-v="{shown}"><span class="say">{icon(VERDICT_ICONS[shown])}<span><b>{first}</b>'
        f'<span class="sr">, {escape(verdict_word(view.verdict))}, </span><span class="muted push">{what}</span></span></span>'
        f"{low_bar(view.bar, shown)}</div>"
    )


def _standing(view: ClockView) -> str:
    if view.late:
        return _late(view.late)
    return amount(view.left) if view.verdict in ("running", "risk", "waiting") else verdict_word(view.verdict)
