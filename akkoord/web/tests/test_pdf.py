# SPDX-License-Identifier: EUPL-1.2
"""Documents on paper: tagged, the same again, and nothing that a text could command."""

from datetime import UTC, datetime

import pytest

from akkoord.web.pdf import CannotMakePdf, pdf

DATED = datetime(2026, 11, 1, tzinfo=UTC)
DATA = {"title": "Proef", "language": "nl", "vendor": "Meridaan", "rows": [["a", "1"], ["b", "2"]]}
SOURCE = """
= #d.title
== Rijen
#table(columns: 2, table.header[Naam][Aantal], ..d.rows.flatten())
"""


def test_a_document_is_tagged_and_says_its_language_and_title() -> None:
    made = pdf(SOURCE, DATA, dated=DATED)
    assert made.startswith(b"%PDF-1.7")
    for part in (b"/StructTreeRoot", b"/Marked true", b"/Lang(nl)", b"<pdfuaid:part>1<", b"<pdfaid:part>2<", b">Proef<"):
        assert part in made, part


def test_the_same_facts_make_the_same_bytes_in_any_order_of_their_names() -> None:
    backwards = dict(reversed(DATA.items()))
    assert pdf(SOURCE, DATA, dated=DATED) == pdf(SOURCE, backwards, dated=DATED)
    assert pdf(SOURCE, DATA, dated=DATED) != pdf(SOURCE, {**DATA, "rows": [["a", "2"]]}, dated=DATED)


def test_a_text_is_never_a_command() -> None:
    nasty = {**DATA, "rows": [['#panic("no") ] } $ \\ "', '#read("/etc/hostname")']]}
    assert pdf(SOURCE, nasty, dated=DATED).startswith(b"%PDF-1.7")


def test_a_picture_comes_with_its_words_or_not_at_all() -> None:
    chart = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'
    drawn = '\n#image(bytes(d.chart), format: "svg", alt: d.words)\n'
    told = pdf(SOURCE + drawn, {**DATA, "chart": chart, "words": "Tien van tien"}, dated=DATED)
    assert b"/Alt" in told
    with pytest.raises(CannotMakePdf, match="alt"):
        pdf(SOURCE + '\n#image(bytes(d.chart), format: "svg")\n', {**DATA, "chart": chart}, dated=DATED)


def test_a_source_or_data_with_something_missing_is_refused() -> None:
    with pytest.raises(CannotMakePdf, match="language"):
        pdf(SOURCE, {"title": "Proef", "vendor": "Meridaan"}, dated=DATED)
    with pytest.raises(CannotMakePdf, match="flatten"):
        pdf(SOURCE, {**DATA, "rows": 3}, dated=DATED)
