# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong is said on a page of ours."""

from __future__ import annotations

import pytest
from django.urls import get_resolver


@pytest.mark.parametrize(("language", "words"), [("nl", "Naar het begin"), ("en", "To the start page")])
@pytest.mark.parametrize("address", ["/nowhere", "/cases/INC-2026-999999/nothing/here"])
def test_an_address_that_is_not_there_gets_our_page(db, client, address, language, words):
    client.cookies["akkoord_language"] = language
    answer = client.get(address)
    assert answer.status_code == 404
    assert words in answer.content.decode()


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_every_mishap_has_a_page(status):
    assert get_resolver().resolve_error_handler(status).__module__ == "akkoord.web.errors"
