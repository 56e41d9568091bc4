# SPDX-License-Identifier: EUPL-1.2
"""The agreement as PDF: every promise is in it, tagged, in both languages, and the same bytes again."""

from __future__ import annotations

import pytest
from django.test import Client

from akkoord.agreements import printed
from akkoord.agreements.in_force import terms_of_version
from akkoord.agreements.models import AgreementVersion

pytestmark = pytest.mark.django_db
ADDRESS = "/agreement/versions/2026-2/pdf"


def asked(client: Client, language: str) -> bytes:
    answer = client.get(ADDRESS, headers={"accept-language": language})
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="reference-2026-2.pdf"'
    return answer.content


def test_everybody_gets_it_in_their_language_tagged_and_the_same_again(client: Client) -> None:
    dutch, english = asked(client, "nl"), asked(client, "en")
    for made, language in ((dutch, b"nl"), (english, b"en")):
        assert made.startswith(b"%PDF-1.7") and b"/StructTreeRoot" in made and b"/Lang(" + language + b")" in made
        assert b"<pdfuaid:part>1<" in made and b"<pdfaid:part>2<" in made
    assert dutch != english
    printed._made.cache_clear()
    assert asked(client, "nl") == dutch


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_promise_and_every_calendar_is_in_it(language: str) -> None:
    version = AgreementVersion.objects.get(number="2026-2")
    data = printed._data(version, terms_of_version(version), language)
    found = {p["name"]: p["text"] for section in data["sections"] for clause in section["clauses"] for p in clause["promises"]}
    assert found == {f"{c.clause}/{p.id}": p.text.in_language(language) for c, p in version.text.promises()}
    assert len(data["calendars"]) == len(version.text.calendars)


def test_a_version_that_is_not_there_has_none(client: Client) -> None:
    assert client.get("/agreement/versions/1999-1/pdf").status_code == 404
