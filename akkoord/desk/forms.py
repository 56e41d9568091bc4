# SPDX-License-Identifier: EUPL-1.2
"""What the desk's forms ask: parsing and errors beside the fields, no decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from akkoord.cases.areas import areas
from akkoord.people.models import Organisation

from .rules import Category, Impact

CATEGORIES = [
    (Category.ERROR, _("Something goes wrong")),
    (Category.OUTAGE, _("It does not work at all")),
    (Category.CONFIGURATION_QUESTION, _("A question about configuration")),
    (Category.KNOWLEDGE_QUESTION, _("How do I do something?")),
]
IMPACTS = [
    (Impact.QUESTION, _("Yes, it hinders nobody")),
    (Impact.HINDERED, _("Yes, with a detour")),
    (Impact.STANDSTILL, _("No, our work stands still")),
]


def _words(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Described(forms.Form):
    """What every report asks: what it is about, what happens, and for which organisation."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)
    organisation = forms.TypedChoiceField(label=_("For which organisation?"), coerce=int, choices=())
    subject = forms.CharField(
        label=_("Subject"), help_text=_("One sentence that a colleague understands at once."), max_length=200
    )
    text = forms.CharField(label=_("What happens?"), widget=_words(4), max_length=100_000)

    def __init__(self, organisations: Iterable[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {o.pk: o for o in organisations}
        choice = self.fields["organisation"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [(o.pk, o.name) for o in self.organisations.values()]
        if len(self.organisations) == 1:
            choice.widget = forms.HiddenInput()
            choice.initial = next(iter(self.organisations))

    @property
    def the_organisation(self) -> Organisation:
        """The one that was chosen, once the form is valid."""
        return self.organisations[self.cleaned_data["organisation"]]


class IncidentForm(Described):
    """An incident, in the reporter's words."""

    area = forms.ChoiceField(label=_("Where does it happen?"), choices=())
    category = forms.ChoiceField(
        label=_("What kind of report is it?"), choices=CATEGORIES, widget=forms.RadioSelect, initial=Category.ERROR
    )
    impact = forms.ChoiceField(
        label=_("Can you go on with your work?"), choices=IMPACTS, widget=forms.RadioSelect, initial=Impact.HINDERED
    )
    expected = forms.CharField(label=_("What had you expected?"), widget=_words(2), required=False, max_length=20_000)
    error_message = forms.CharField(
        label=_("Error message"),
        widget=_words(2),
        required=False,
        max_length=20_000,
        help_text=_("Word for word helps us most. You may also paste a picture of the screen."),
    )
    steps = forms.CharField(
        label=_("What did you do just before?"),
        widget=_words(3),
        required=False,
        max_length=20_000,
        help_text=_("Step by step, so that we can see it happen too."),
    )
    environment = forms.CharField(
        label=_("In which environment?"),
        required=False,
        max_length=200,
        help_text=_("For instance production, or the name of your test environment."),
    )
    ask_first = forms.BooleanField(
        label=_("Treat this as the most urgent class"),
        required=False,
        help_text=_("For when production stands still. First Class gives you this choice; the desk assesses it."),
    )

    def __init__(self, organisations: Iterable[Organisation], *args: Any, may_ask_first: bool = False, **kwargs: Any) -> None:
        super().__init__(organisations, *args, **kwargs)
        area = self.fields["area"]
        assert isinstance(area, forms.ChoiceField)
        area.choices = [("", _("Choose a field")), *areas()]
        if not may_ask_first:
            del self.fields["ask_first"]


class CalamityForm(Described):
    """That everything stands still, with as few questions as possible."""

    affected = forms.CharField(
        label=_("Who cannot work now?"), max_length=200, help_text=_("For instance: all 148 on-call workers.")
    )
    reachable_at = forms.CharField(label=_("On which number do we reach you?"), max_length=40)
    reachable_until = forms.CharField(
        label=_("Until when, and who else may we call?"),
        required=False,
        max_length=200,
        help_text=_("For instance: until 22:00, then Tarik on 06 …"),
    )


class CallForm(IncidentForm):
    """What a caller tells, written down by an agent."""

    caller = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label=_("What did you answer?"),
        widget=_words(3),
        required=False,
        max_length=100_000,
        help_text=_("With an answer the report counts as answered now. Leave it empty if you call back later."),
    )

    def __init__(self, organisations: Iterable[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(organisations, *args, **kwargs)
        for name in ("expected", "error_message", "steps", "environment"):
            del self.fields[name]


class ReviewForm(forms.Form):
    """Looking back on a calamity. The customer reads it."""

    cause = forms.CharField(label=_("What was the cause?"), widget=_words(3), max_length=20_000)
    done = forms.CharField(label=_("What did we do?"), widget=_words(3), max_length=20_000)
    prevention = forms.CharField(label=_("What prevents it from happening again?"), widget=_words(3), max_length=20_000)


class RatingForm(forms.Form):
    """How the desk helped."""

    stars = forms.TypedChoiceField(
        label=_("How did we help you?"), coerce=int, choices=[(n, str(n)) for n in range(1, 6)], widget=forms.RadioSelect
    )
    remark = forms.CharField(label=_("Anything to add?"), widget=_words(3), required=False, max_length=2_000)


class ReplyForm(forms.Form):
    """A text that the desk uses often."""

    title = forms.CharField(
        label=_("Title"), max_length=100, help_text=_("How colleagues find it. The customer does not see it.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("nl", "Nederlands"), ("en", "English")])
    text = forms.CharField(
        label=_("Text"),
        widget=_words(8),
        max_length=20_000,
        help_text=_("{reporter} becomes the reporter's first name, {number} the case's number, {agent} your name."),
    )
