# SPDX-License-Identifier: EUPL-1.2
"""A field has its label above, its help under it, its error beside it and once more in the summary with a link."""

import re

from django import forms
from django.template import engines

from akkoord.web.gallery import ReportForm


def written(template: str, **context: object) -> str:
    source = '{% from "components/forms.html" import field, fields, errors %}' + template
    return str(engines.all()[0].from_string(source).render(context))


def wrong() -> ReportForm:
    return ReportForm({"where": "pay", "on": "soon"})


def test_every_control_has_a_label() -> None:
    page = written("{{ fields(form) }}", form=ReportForm())
    ids = set(re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', page))
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
    inside = set(re.findall(r'<label><input[^>]* id="([^"]+)"', page))
    assert ids
    assert ids <= labelled | inside


def test_a_control_points_at_its_error_and_its_help() -> None:
    page = written("{{ field(form['subject']) }}", form=wrong())
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_subject-error id_subject-help"' in page
    assert '<p class="error" id="id_subject-error">' in page
    assert '<p class="help" id="id_subject-help">' in page


def test_the_summary_links_to_every_wrong_field_and_says_which_it_is() -> None:
    page = written("{{ errors(form) }}", form=wrong())
    assert re.findall(r'href="#([^"]+)">([^<]+)<', page) == [
        ("id_subject", "Onderwerp: Dit veld is verplicht."),
        ("id_on", "Kies een datum vanaf 24 november"),
        ("id_work_0", "Kun je verder werken?: Dit veld is verplicht."),
    ]
    assert "Nog 3 dingen" in page
    assert "Wat je typte is bewaard." in page


def test_what_was_typed_comes_back() -> None:
    assert 'value="soon"' in written("{{ field(form['on']) }}", form=wrong())


def test_a_form_without_errors_has_no_summary() -> None:
    assert written("{{ errors(form) }}", form=ReportForm()).strip() == ""


def test_choices_are_one_group_with_a_legend() -> None:
    page = written("{{ field(form['work']) }}", form=ReportForm(initial={"work": "no"}))
    assert "<legend>Kun je verder werken?" in page
    assert len(re.findall(r'type="radio"', page)) == 2
    assert re.findall(r'value="(\w+)" checked', page) == ["no"]


def test_typed_markup_stays_text() -> None:
    class Asks(forms.Form):
        title = forms.CharField(help_text="<i>help</i>")

    page = written("{{ fields(form) }}", form=Asks({"title": "<script>x</script>"}))
    assert "<script>" not in page
    assert "<i>help" not in page
