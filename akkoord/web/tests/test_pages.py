# SPDX-License-Identifier: EUPL-1.2
"""The frame of every page: both languages, nothing inline, headers, and error pages that tell nothing they should not."""

import re

import pytest
from django.test import Client

from akkoord.web.middleware import HEADERS


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_the_gallery_shows_every_verdict_in_dutch_and_in_english(client: Client) -> None:
    dutch = text(client.get("/components"))
    assert '<html lang="nl"' in dutch
    assert all(word in dutch for word in ("nagekomen", "geschonden", "loopt gevaar", "niet te meten", "afgezien", "staat stil"))
    english = text(client.get("/components", headers={"accept-language": "en"}))
    assert '<html lang="en"' in english
    assert all(word in english for word in ("kept", "broken", "at risk", "not measurable", "waived", "paused"))


def test_nothing_is_inline_so_that_the_policy_holds(client: Client) -> None:
    page = text(client.get("/components"))
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


def test_nothing_comes_from_elsewhere(client: Client) -> None:
    page = text(client.get("/components"))
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page)


def test_every_answer_carries_the_security_headers(client: Client) -> None:
    for path in ("/components", "/nowhere", "/fails"):
        answer = client.get(path)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_the_first_thing_on_a_page_is_the_way_to_its_content(client: Client) -> None:
    page = text(client.get("/components"))
    assert re.search(r"<a [^>]*>", page).group() == '<a class="skip" href="#content">'  # type: ignore[union-attr]
    assert '<main id="content" tabindex="-1">' in page
    assert page.count("<h1") == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_not_found_says_the_same_as_forbidden(client: Client, language: str) -> None:
    from django.http import HttpRequest
    from django.utils import translation

    from akkoord.web.errors import forbidden, not_found

    with translation.override(language):
        here, there = not_found(HttpRequest()), forbidden(HttpRequest())
    assert (here.status_code, there.status_code) == (404, 403)
    assert here.content == there.content


def test_an_error_of_ours_says_what_was_kept_and_what_to_do(client: Client) -> None:
    answer = client.get("/fails")
    assert answer.status_code == 500
    assert "Er is niets gewijzigd" in text(answer)
    assert "Opnieuw proberen" in text(answer)
    assert "on purpose" not in text(answer)


def test_when_the_error_page_itself_fails_there_is_still_an_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise RuntimeError("no templates today")

    monkeypatch.setattr("akkoord.web.errors.render_to_string", refuse)
    answer = client.get("/fails")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "text/plain; charset=utf-8")
    assert "Er is niets gewijzigd" in text(answer)


def test_an_old_form_is_told_that_nothing_was_sent(frame_only: None, settings: object) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "nl"})
    answer = strict.post("/language", {"language": "en"})
    assert answer.status_code == 403
    assert "Er is niets verstuurd" in text(answer)


def test_the_language_is_remembered_and_the_reader_comes_back_where_he_was(client: Client) -> None:
    answer = client.post("/language", {"language": "en", "next": "/components"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/components")
    assert '<html lang="en"' in text(client.get("/components"))


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_the_language_form_does_not_lead_elsewhere(client: Client, elsewhere: str) -> None:
    assert client.post("/language", {"language": "en", "next": elsewhere}).headers["Location"] == "/"


def test_a_language_that_we_do_not_have_is_refused(client: Client) -> None:
    assert client.post("/language", {"language": "xx"}).status_code == 400


def test_the_clock_is_read_once_a_request(client: Client) -> None:
    from django.http import HttpRequest, HttpResponse

    from akkoord.web.middleware import Moment
    from akkoord.web.moments import now

    seen: list[object] = []

    def look(request: HttpRequest) -> HttpResponse:
        seen.extend([request.at, now()])  # type: ignore[attr-defined]
        return HttpResponse()

    Moment(look)(HttpRequest())
    assert seen[0] == seen[1]
