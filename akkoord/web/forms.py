# SPDX-License-Identifier: EUPL-1.2
"""How a form's field is written: which shape it has, and its control with what belongs to accessibility."""

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from markupsafe import Markup

_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.CheckboxInput, "form-check-input"),
    (forms.RadioSelect, "form-check-input"),
    (forms.CheckboxSelectMultiple, "form-check-input"),
    (forms.Select, "form-select"),
    (forms.Widget, "form-control"),
]


def shape(field: BoundField) -> str:
    """hidden, check (one box), picks (radios or boxes), file, or line."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "picks"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "file" if isinstance(widget, forms.FileInput) else "line"


def rendered(field: BoundField, **attrs: str) -> Markup:
    """The control itself, pointing at its help and its error."""
    return Markup(SafeString(field.as_widget(attrs={**described(field), **attrs})))


def summary_line(field: BoundField) -> str:
    """The field's errors for the summary. Django's own sentences do not name the field, so its label goes first."""
    usual = {str(text) for text in forms.Field.default_error_messages.values()}
    return " ".join(f"{field.label}: {error}" if str(error) in usual else str(error) for error in field.errors)


def described(field: BoundField) -> dict[str, str]:
    """The attributes that tie a control to its help, its error and its class."""
    attrs = {"class": _class(field.field.widget)}
    own = field.auto_id or field.html_name
    told = ([f"{own}-error"] if field.errors else []) + ([f"{own}-help"] if field.help_text else [])
    if told:
        attrs["aria-describedby"] = " ".join(told)
    if field.errors:
        attrs["aria-invalid"] = "true"
    return attrs


def _class(widget: forms.Widget) -> str:
    own = str(widget.attrs.get("class", ""))
    usual = next(name for kind, name in _CLASSES if isinstance(widget, kind))
    return f"{usual} {own}".strip()
