# SPDX-License-Identifier: EUPL-1.2
"""What stands in every row says its word, and never lets text become markup."""

import re
from pathlib import Path

import pytest
from django.template import engines

from akkoord.web import badges, clock_parts, figures
from akkoord.web.clock_view import ClockWords, clock_view
from akkoord.web.gallery import SEEN_FROM, SUPPORT, on
from akkoord.web.icons import NAMES, UnknownIcon, icon

HOSTILE = '<b onmouseover="x">&\'{moment}'
WEB = Path(badges.__file__).parent


def test_text_never_becomes_markup() -> None:
    words = ClockWords(due=HOSTILE, done=HOSTILE, late=HOSTILE, line=HOSTILE, short=HOSTILE)
    view = clock_view(
        calendar=SUPPORT, title=HOSTILE, verdict="running", clause=HOSTILE, starts_at=on(11, 18, 16), due_at=on(11, 19, 16),
        at_risk_at=None, now=SEEN_FROM, words=words,
    )  # fmt: skip
    shown = [
        badges.state("new", HOSTILE),
        badges.verdict("kept", HOSTILE),
        badges.verdict_text("kept", HOSTILE),
        badges.clause(HOSTILE, HOSTILE),
        badges.avatar(HOSTILE),
        clock_parts.clock_line(view),
        clock_parts.clock_cell(view),
        clock_parts.clock_sentence(view),
        figures.tally({"kept": 1}, HOSTILE),
        figures.strip([("<", "kept")], HOSTILE),
    ]
    for markup in shown:
        assert "<b onmouseover" not in markup
        assert '"x"' not in markup


@pytest.mark.parametrize("code", sorted(badges.LOOKS))
def test_a_verdict_has_an_icon_and_a_word_beside_its_colour(code: str) -> None:
    markup = badges.verdict(code)
    assert "#i-" in markup
    assert badges.verdict_word(code) in markup


def test_a_verdict_that_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        badges.verdict("splendid")


def test_an_icon_that_is_not_in_the_sprite_is_refused() -> None:
    with pytest.raises(UnknownIcon):
        icon("unicorn")


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    package = WEB.parent
    named = {
        name
        for folder in ("templates", "")
        for path in package.glob(f"*/{folder}/**/*.html" if folder else "*/*.py")
        for name in re.findall(r"\bicon\(\s*[\"']([a-z0-9-]+)[\"']", path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= NAMES


def test_a_clause_is_always_a_link_with_its_word_for_who_listens() -> None:
    assert badges.clause("2.2.3") == '<a class="clause" href="/agreement#2.2.3"><span class="sr">artikel </span>§\u00a02.2.3</a>'


def test_a_tally_leaves_no_room_unused() -> None:
    widths = [
        float(width) for width in re.findall(r'width="([\d.]+)%"', figures.tally({"kept": 11, "at_risk": 1, "broken": 1}, "x"))
    ]
    assert sum(widths) + 0.6 * 2 == pytest.approx(100, abs=0.2)


def test_a_name_that_is_misspelt_in_a_template_is_an_error() -> None:
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        engines.all()[0].from_string("{{ misspelt }}").render({})
