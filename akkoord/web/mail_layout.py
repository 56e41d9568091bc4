# SPDX-License-Identifier: EUPL-1.2
"""A mail in the words and the look of the pages: a heading, what happened, one clear action, and why you get it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone, translation

from akkoord.web.moments import page_moment


@dataclass(frozen=True)
class Choice:
    """A question with links to choose from: (what is shown, address, the same in words)."""

    question: str
    links: Sequence[tuple[str, str, str]]


@dataclass(frozen=True)
class Letter:
    """What a mail says, already in the reader's language.

    `paragraphs` are plain text; `quote` is what somebody wrote; `facts` are (word, value); `action` is (label, address);
    `closing` says why you get this and whether a reply arrives; `stop` is (label, address) of where to have it end.
    """

    subject: str
    heading: str
    paragraphs: Sequence[str]
    closing: str
    action: tuple[str, str] | None = None
    quote: str = ""
    quoted: str = ""
    facts: Sequence[tuple[str, str]] = ()
    choice: Choice | None = None
    stop: tuple[str, str] | None = None


@dataclass(frozen=True)
class Mail:
    """Both forms of one letter."""

    subject: str
    text: str
    html: str


def mail(letter: Letter, *, language: str, zone: str, at: datetime) -> Mail:
    """The letter as plain text and as light HTML; moments in it are seen from `at`, in the reader's zone."""
    with translation.override(language), timezone.override(zone), page_moment(at):
        context = {"letter": letter}
        return Mail(
            subject=" ".join(letter.subject.split()),
            text=render_to_string("web/mail.txt", context).strip() + "\n",
            html=render_to_string("web/mail.html", context),
        )
