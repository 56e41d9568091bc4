# SPDX-License-Identifier: EUPL-1.2
"""The small marks that stand in every row: state, verdict, priority, clause. Functions, because rows must be cheap."""

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup, escape

from akkoord.web.icons import icon

Text = str | Promise

LOOKS = {
    "kept": "kept",
    "broken": "broken",
    "risk": "risk",
    "at_risk": "risk",
    "running": "running",
    "waiting": "running",
    "none": "none",
    "not_measurable": "none",
    "paused": "none",
    "waived": "waived",
}
VERDICT_ICONS = {
    "kept": "circle-check",
    "broken": "circle-x",
    "risk": "alert-triangle",
    "running": "clock-play",
    "none": "circle-dashed",
    "waived": "hand-stop",
}
VERDICT_WORDS: dict[str, Promise] = {
    "kept": _("kept"),
    "broken": _("broken"),
    "at_risk": _("at risk"),
    "risk": _("at risk"),
    "running": _("running"),
    "waiting": _("not yet begun"),
    "none": _("not measurable"),
    "not_measurable": _("not measurable"),
    "paused": _("paused"),
    "waived": _("waived"),
}
STATE_ICONS = {
    "new": "sparkles",
    "progress": "progress",
    "you": "arrow-back-up",
    "customer": "user-question",
    "supplier": "code",
    "closed": "check",
    "lapsed": "clock-x",
}


def look(verdict: str) -> str:
    """Which of the six looks a verdict has: kept, broken, risk, running, none, waived. Raises KeyError."""
    return LOOKS[verdict]


def verdict_word(verdict: str) -> str:
    """The verdict as a word in the reader's language."""
    return str(VERDICT_WORDS[verdict])


def verdict(code: str, word: Text | None = None) -> Markup:
    """How a promise stands: filled, with icon, word and colour. `word` replaces the usual one ("begint vr 08:00")."""
    shown = look(code)
    text = escape(word or verdict_word(code))
    return Markup(f'<span class="verdict" data-v="{shown}">{icon(VERDICT_ICONS[shown])}{text}</span>')


def verdict_text(code: str, word: Text) -> Markup:
    """A verdict inside a sentence: icon and word in its colour, without tint."""
    shown = look(code)
    return Markup(f'<span class="v-text" data-v="{shown}">{icon(VERDICT_ICONS[shown])} {escape(word)}</span>')


def state(name: str, word: Text) -> Markup:
    """Where something is: outlined, icon and word. `name` is one of new, progress, you, customer, supplier, closed, lapsed."""
    shown = "closed" if name == "lapsed" else name
    return Markup(f'<span class="state" data-s="{shown}">{icon(STATE_ICONS[name])}{escape(word)}</span>')


def priority(level: int | None) -> Markup:
    """The urgency class as a figure in a box; a dash of words where there is none."""
    if level is None:
        nothing = pgettext("no priority", "n/a")
        return Markup(f'<span class="muted">{escape(nothing)}</span>')
    word = gettext("priority")
    return Markup(f'<span class="prio" data-p="{level}"><span class="sr">{escape(word)} </span>{level}</span>')


def clause(number: str, agreement_url: str = "/agreement") -> Markup:
    """A place in the agreement, always a link to the agreement page."""
    word = gettext("clause")
    return Markup(
        f'<a class="clause" href="{escape(agreement_url)}#{escape(number)}">'
        f'<span class="sr">{escape(word)} </span>§\u00a0{escape(number)}</a>'
    )


def first_class(short: bool = False) -> Markup:
    """The First Class licence; `short` for tables."""
    return Markup('<span class="fc" title="First Class">FC</span>' if short else '<span class="fc">First Class</span>')


def initials(name: str) -> str:
    """ "Marieke Oosterbaan" -> "MO"; one letter for one word."""
    parts = name.split()
    return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper() if parts else "?"


def avatar(name: str, vendor: bool = False) -> Markup:
    """The initials of a person in a circle, filled for the vendor's; decoration beside the name."""
    side = ' data-side="vendor"' if vendor else ""
    return Markup(f'<span class="avatar-p" aria-hidden="true"{side}>{escape(initials(name))}</span>')
