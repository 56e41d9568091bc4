# SPDX-License-Identifier: EUPL-1.2
"""A mail says the same in plain text and in HTML, in the reader's language, with one clear action."""

from django.utils.translation import gettext_lazy as _

from akkoord.web.gallery import SEEN_FROM
from akkoord.web.mail_layout import Letter, mail

LETTER = Letter(
    subject="Joris antwoordde op INC-2026-004817:\nLoonrun",
    heading="Joris antwoordde",
    paragraphs=["Je zaak is nu prioriteit 2. " * 6, "Tarief < uurloon & toeslag."],
    quote="Dag Marieke,\nvul 1-11-2026 in.",
    quoted="Joris Teunissen schreef:",
    facts=[("Zaak", "INC-2026-004817")],
    action=("Zaak openen", "https://portal.meridaan.example/cases/INC-2026-004817"),
    closing="Antwoorden op deze mail kan ook.",
)


def test_both_forms_say_the_same() -> None:
    made = mail(LETTER, language="nl", zone="Europe/Amsterdam", at=SEEN_FROM)
    for part in ("Joris antwoordde", "Joris Teunissen schreef:", "INC-2026-004817", LETTER.action[1], LETTER.closing):  # type: ignore[index]
        assert part in made.text
        assert part in made.html
    assert "> vul 1-11-2026 in." in made.text
    assert "de serviceovereenkomst van" in made.text
    assert made.html.count("<a ") == 1


def test_text_is_text_and_html_is_escaped() -> None:
    made = mail(LETTER, language="nl", zone="Europe/Amsterdam", at=SEEN_FROM)
    assert "Tarief < uurloon & toeslag." in made.text
    assert "Tarief &lt; uurloon &amp; toeslag." in made.html
    assert max(len(line) for line in made.text.splitlines()) <= 76


def test_a_subject_is_one_line() -> None:
    assert (
        mail(LETTER, language="nl", zone="Europe/Amsterdam", at=SEEN_FROM).subject
        == "Joris antwoordde op INC-2026-004817: Loonrun"
    )


def test_the_reader_gets_his_own_language() -> None:
    assert '<html lang="en">' in mail(LETTER, language="en", zone="Europe/Amsterdam", at=SEEN_FROM).html
    assert "the service agreement of" in mail(LETTER, language="en", zone="Europe/Amsterdam", at=SEEN_FROM).text
    assert str(_("kept")) == "nagekomen"
