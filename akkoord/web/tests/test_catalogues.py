# SPDX-License-Identifier: EUPL-1.2
"""No word of a page goes untranslated without somebody being told."""

from pathlib import Path

import pytest

from akkoord.web import catalogues


@pytest.fixture
def floor(tmp_path: Path) -> Path:
    """A floor with one word in Python, one in a template, and one that nobody hears."""
    folder = tmp_path / "hall"
    (folder / "templates").mkdir(parents=True)
    (folder / "__init__.py").write_text('from django.utils.translation import gettext as _\nSAYS = _("door {name}")\n')
    (folder / "templates" / "page.html").write_text(
        '{{ _("window") }}{% trans n=2 %}{{ n }} chair{% pluralize n %}{{ n }} chairs{% endtrans %}'
    )
    return folder


def test_words_of_python_and_templates_are_collected(floor: Path) -> None:
    words = {catalogues._key(message) for message in catalogues.collected(floor) if message.id}
    assert words == {"door {name}", "window", "%(n)s chair"}


def test_a_missing_translation_and_a_lost_placeholder_are_told(floor: Path) -> None:
    said = catalogues.collected(floor)
    fresh = catalogues.brought_up_to_date(floor, "nl", said)
    assert len(list(catalogues.missing(fresh))) == 3
    fresh["window"].string = "raam"
    fresh["%(n)s chair"].string = ("%(n)s stoel", "%(n)s stoelen")
    fresh["door {name}"].string = "deur"
    assert list(catalogues.missing(fresh)) == ["placeholder lost: 'door {name}'"]


def test_a_translation_survives_and_an_unused_word_goes(floor: Path) -> None:
    first = catalogues.brought_up_to_date(floor, "nl", catalogues.collected(floor))
    first["window"].string = "raam"
    path = catalogues.po_path(floor, "nl")
    path.parent.mkdir(parents=True)
    path.write_bytes(catalogues.written(first))
    (floor / "__init__.py").write_text("")
    again = catalogues.brought_up_to_date(floor, "nl", catalogues.collected(floor))
    assert {catalogues._key(message) for message in again if message.id} == {"window", "%(n)s chair"}
    assert again["window"].string == "raam"


def test_a_word_inside_an_f_string_is_told(floor: Path) -> None:
    (floor / "hidden.py").write_text("from django.utils.translation import gettext as _\nSAYS = f\"<b>{_('roof')}</b>\"\n")
    assert len(list(catalogues.unheard(floor))) == 1
