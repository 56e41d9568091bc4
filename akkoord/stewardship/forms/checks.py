# SPDX-License-Identifier: EUPL-1.2
"""What a self-check asks, and a step of the plan after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from akkoord.people.models import Person

from ..actions.checks import Answer
from ..check_words import SCALE
from ..checks import Answered, Question
from .work import near


class CheckForm(forms.Form):
    """Every question with an answer from 1 to 4 and room for a note."""

    def __init__(self, questions: Sequence[Question], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for question in questions:
            self.fields[question.key] = forms.TypedChoiceField(
                label=question.words,
                coerce=int,
                choices=[(score, f"{score} {words}") for score, words in SCALE],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer.")},
            )
            self.fields[f"{question.key}-note"] = forms.CharField(
                label=_("Note"), required=False, max_length=500, widget=forms.TextInput(attrs={"autocomplete": "off"})
            )

    @property
    def pairs(self) -> list[tuple[BoundField, BoundField]]:
        """Each question's answer and note."""
        return [(self[q.key], self[f"{q.key}-note"]) for q in self.questions]

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers by question, once the form is valid."""
        given = self.cleaned_data
        return {q.key: (given[q.key], given[f"{q.key}-note"]) for q in self.questions}


def initial_of(rows: Iterable[Answered]) -> dict[str, Any]:
    """This year's answers, as the form begins with them."""
    given = [row.answer for row in rows if row.answer is not None]
    return {a.question: a.score for a in given} | {f"{a.question}-note": a.note for a in given}


class StepForm(forms.Form):
    """A step of the plan: what, when, by whom."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=_("What will you do?"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    first_on = forms.DateField(label=_("By when?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    owner = forms.TypedChoiceField(label=_("By whom?"), coerce=int, required=False, empty_value=None, choices=())

    def __init__(self, people: Iterable[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.pk: person for person in people}
        owner = self.fields["owner"]
        assert isinstance(owner, forms.TypedChoiceField)
        owner.choices = [("", _("whoever has time")), *((pk, person.name) for pk, person in self.people.items())]

    def clean_first_on(self) -> date:
        """A year that people live in."""
        return near(self.cleaned_data["first_on"])

    @property
    def chosen(self) -> dict[str, Any]:
        """The step's values, once the form is valid."""
        given = self.cleaned_data
        owner = self.people[given["owner"]] if given["owner"] is not None else None
        return {"title": given["title"], "on": given["first_on"], "owner": owner, "once": given["once"]}
