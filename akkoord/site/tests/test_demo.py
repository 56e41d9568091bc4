# SPDX-License-Identifier: EUPL-1.2
"""The demonstration signs in by link and shows its mails: on one's own machine, in its own database, nowhere else."""

import smtplib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from pytest_django import Settings

from akkoord.people.models import Person
from akkoord.site import demo_links, demo_mail, demo_marks, demo_views

TOKEN_PAGES = ["/demo/mail", "/demo/mail/20261119T120000000000-aa.eml", "/demo/mail/20261119T120000000000-aa.eml/page"]


@pytest.fixture
def demo(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The demonstration's settings, its mark on the database, and one mail."""
    settings.DEMO, settings.SECURE, settings.BASE_URL, settings.HOME = True, False, "http://127.0.0.1:8000", tmp_path
    monkeypatch.setattr(demo_views, "FOLDER", tmp_path / "mail")
    monkeypatch.setattr(demo_views, "database_is_ours", lambda: True)
    (tmp_path / "mail").mkdir()
    mail = EmailMessage()
    mail["Subject"], mail["To"], mail["From"] = "Je melding", "ans@acme.example", "desk@meridaan.example"
    mail.set_content("Dag Ans")
    mail.add_alternative("<p>Dag <b>Ans</b></p>", subtype="html")
    (tmp_path / "mail" / "20261119T120000000000-aa.eml").write_bytes(mail.as_bytes())
    yield tmp_path


def person(email: str = "ans@acme.example") -> Person:
    return Person.objects.create(email=email, name="Ans de Wit", created_at=datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.django_db
def test_a_link_signs_in_the_person_it_was_made_for(demo: Path, client: Client) -> None:
    ans, token = person(), demo_links.links(demo, ["ans@acme.example"])["ans@acme.example"]
    assert client.get(f"/demo/sign-in/{token}").status_code == 302
    assert client.session["_auth_user_id"] == str(ans.pk)


@pytest.mark.django_db
def test_a_link_that_was_not_given_out_is_not_there(demo: Path, client: Client) -> None:
    person()
    demo_links.links(demo, ["ans@acme.example"])
    assert client.get("/demo/sign-in/guessed").status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
@pytest.mark.parametrize("away", ["not the demonstration", "another address", "tls", "another machine", "another database"])
def test_nobody_signs_in_by_link_anywhere_else(
    away: str, demo: Path, client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    person()
    token = demo_links.links(demo, ["ans@acme.example"])["ans@acme.example"]
    peer = "127.0.0.1"
    if away == "not the demonstration":
        settings.DEMO = False
    elif away == "another address":
        settings.BASE_URL = "http://portal.example"
    elif away == "tls":
        settings.SECURE = True
    elif away == "another machine":
        peer = "192.0.2.7"
    else:
        monkeypatch.setattr(demo_views, "database_is_ours", demo_marks.is_marked)
    for page in [f"/demo/sign-in/{token}", *TOKEN_PAGES]:
        assert client.get(page, REMOTE_ADDR=peer).status_code == 404
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_database_in_use_is_not_claimed() -> None:
    assert "not made by the demonstration" in next(demo_marks.claim())


@pytest.mark.django_db(databases=["default", "owner"])
def test_an_empty_database_is_claimed_and_known_again() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE people_person RENAME TO hidden_for_now")
        assert list(demo_marks.claim()) == []
        cursor.execute(demo_marks._MARK)
        assert cursor.fetchone() == (demo_marks.MADE,)


@pytest.mark.django_db
def test_mails_can_be_read(demo: Path, client: Client) -> None:
    list_page, page, html = (client.get(address) for address in TOKEN_PAGES)
    assert "Je melding" in list_page.content.decode()
    assert "Dag Ans" in page.content.decode()
    assert "<b>Ans</b>" in html.content.decode()
    assert "sandbox" in html.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["nothing.eml", "../demo.links", "mail.txt"])
def test_only_kept_mails_are_shown(tmp_path: Path, name: str) -> None:
    (tmp_path / "mail.txt").touch()
    assert demo_mail.mail(tmp_path, name) is None


def test_mail_server_keeps_what_it_takes(tmp_path: Path) -> None:
    server = demo_mail.MailServer(tmp_path)
    port = server.start()
    try:
        mail = EmailMessage()
        mail["Subject"], mail["To"], mail["From"] = "Opgelost", "ans@acme.example", "desk@meridaan.example"
        mail.set_content("Het is opgelost: déjà vu")
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
            client.send_message(mail)
    finally:
        server.stop()
    [kept] = demo_mail.mails(tmp_path)
    assert kept.header("Subject") == "Opgelost"
    assert kept.part("plain").strip() == "Het is opgelost: déjà vu"


def test_links_stay_the_same_and_are_for_their_owner_only(tmp_path: Path) -> None:
    first = demo_links.links(tmp_path, ["ans@acme.example"])
    second = demo_links.links(tmp_path, ["ans@acme.example", "bo@acme.example"])
    assert second["ans@acme.example"] == first["ans@acme.example"]
    assert demo_links.email_of(tmp_path, second["bo@acme.example"]) == "bo@acme.example"
    assert (tmp_path / demo_links.FILE).stat().st_mode & 0o077 == 0
