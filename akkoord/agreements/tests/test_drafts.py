# SPDX-License-Identifier: EUPL-1.2
"""The life of a version: put in, checked, compared, announced, in force, superseded; and who was told of it. sla:1.2"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import translation

from akkoord.agreements.actions import (
    CannotPublish,
    CannotWithdraw,
    announce_draft,
    announce_version,
    put_in_draft,
    withdraw_draft,
)
from akkoord.agreements.faults import BadAgreement
from akkoord.agreements.in_force import version_in_force
from akkoord.agreements.models import AgreementDraft, AgreementTold, AgreementVersion, Contract
from akkoord.agreements.reactions import mail_change
from akkoord.agreements.reading import agreement_in
from akkoord.agreements.tests.files import REFERENCE
from akkoord.audit.models import Event
from akkoord.cases.tests.reading import clock_at, signed_in, words_of
from akkoord.notifications.models import Mail
from akkoord.people.models import Membership
from akkoord.people.rules import PortalRole, StaffRole
from akkoord.scope.database import set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM, Scope, Side
from akkoord.site.world.moments import amsterdam

AT = amsterdam("Thu 2026-11-19 12:00")
IN_FORCE = amsterdam("Fri 2027-01-01 00:00")
TEXT = (
    REFERENCE.read_text()
    .replace("version: 2026-2", "version: 2027-1", 1)
    .replace("effective_from: 2026-07-01", "effective_from: 2027-01-01", 1)
    .replace("within: 1 working day, calendar: support", "within: 4 hours, calendar: support", 1)
)
FAULTY = TEXT.replace("calendar: support", "calendar: supprt", 1)


def put_in(by: Any = None, text: str = TEXT) -> AgreementDraft:
    return put_in_draft(source_text=text, file_name="2027-1.yaml", by=by, at=AT)


@pytest.fixture
def author(world):
    """Ruben, product manager."""
    person = world.person("Ruben Castelijn")
    assert StaffRole.PRODUCT_MANAGER in person.staff_roles
    return person


def test_the_text_of_these_tests_is_a_change() -> None:
    assert "version: 2027-1" in TEXT and "effective_from: 2027-01-01" in TEXT and "within: 4 hours" in TEXT


def test_a_faulty_file_is_kept_with_every_fault_by_its_line_and_cannot_be_announced(world) -> None:
    draft = put_in(text=FAULTY)
    assert not draft.is_sound and draft.faults
    line = FAULTY.splitlines()[int(draft.faults[0]["line"]) - 1]
    assert "supprt" in line and "allowed" in draft.faults[0]["message"]
    with pytest.raises(CannotPublish, match="has faults"):
        announce_draft(draft=draft, by=None, at=AT)
    assert put_in(text="code: [").faults and put_in(text="").faults and put_in(text="\x00").faults


def test_a_file_that_would_grow_without_bound_is_refused() -> None:
    rows = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))
    with pytest.raises(BadAgreement, match="pointed to"):
        agreement_in(f"a0: &a0 [x, x]\n{rows}\n", Path("bomb.yaml"))
    with pytest.raises(BadAgreement, match="nested too deeply"):
        agreement_in("a: " + "[" * 100_000, Path("deep.yaml"))


def test_a_draft_lives_from_put_in_to_superseded(world, author) -> None:
    draft = put_in(author)
    assert draft.is_sound and draft.is_open and Event.objects.filter(name="DraftPutIn", by_id=author.pk).exists()
    version = announce_draft(draft=draft, by=author, at=AT)
    draft = AgreementDraft.objects.get(pk=draft.pk)
    assert draft.version == version and version.source_text == TEXT and not draft.is_open
    assert version_in_force("reference", AT).number == "2026-2"
    assert version_in_force("reference", IN_FORCE).number == "2027-1"
    for again in (lambda: announce_draft(draft=draft, by=author, at=AT), lambda: withdraw_draft(draft=draft, by=author, at=AT)):
        with pytest.raises((CannotPublish, CannotWithdraw)):
            again()


def test_what_publish_refuses_announcing_refuses_too(world, author) -> None:
    dropping = put_in(author, TEXT.replace("- id: revised", "- id: revised-anew", 1))
    with pytest.raises(CannotPublish, match="without a successor"):
        announce_draft(draft=dropping, by=author, at=AT)
    assert not AgreementVersion.objects.filter(number="2027-1").exists() and AgreementDraft.objects.get(pk=dropping.pk).is_open


def test_a_refusal_is_said_in_the_readers_language_and_in_english_on_a_terminal(world, author) -> None:
    dropping = put_in(author, TEXT.replace("- id: revised", "- id: revised-anew", 1))
    with pytest.raises(CannotPublish, match=r"^drops 1\.2/revised of 2026-2 without a successor; name it under") as refused:
        announce_draft(draft=dropping, by=author, at=AT)
    with translation.override("en"):
        assert refused.value.message.startswith("Drops 1.2/revised of 2026-2 without a successor")
    answer = signed_in(author).post(f"/agreement/drafts/{dropping.pk}/announcement", at=AT)
    assert answer.status_code == 422
    assert "Laat 1.2/revised van 2026-2 vallen zonder opvolger" in words_of(answer.content.decode())


def test_a_date_in_a_refusal_is_written_as_the_reader_writes_dates(world, author) -> None:
    draft = put_in(author, TEXT.replace("effective_from: 2027-01-01", "effective_from: 2026-06-01"))
    with pytest.raises(CannotPublish, match="2026-2 of reference already covers 2026-06-01") as refused:
        announce_draft(draft=draft, by=author, at=AT)
    assert "geldt dan al (1 juni 2026)" in refused.value.message


def test_a_draft_is_withdrawn_once_and_keeps_its_text(world, author) -> None:
    draft = put_in(author)
    withdraw_draft(draft=draft, by=author, at=AT)
    with pytest.raises(CannotWithdraw):
        withdraw_draft(draft=draft, by=author, at=AT)
    with pytest.raises(CannotPublish):
        announce_draft(draft=draft, by=author, at=AT)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AgreementDraft.objects.filter(pk=draft.pk).update(source_text="x")


def test_every_administrator_hears_of_it_once_with_what_changes(world, author, run_jobs) -> None:
    version = announce_draft(draft=put_in(author), by=author, at=AT)
    run_jobs()
    set_scope(SYSTEM)
    keepers = Membership.objects.in_force().filter(
        roles__contains=[PortalRole.ADMINISTRATOR],
        organisation__in=Contract.objects.filter(agreement=version.agreement).values("organisation"),
    )
    told = AgreementTold.objects.filter(version=version)
    assert {(t.person_id, t.organisation_id) for t in told} == {(k.person_id, k.organisation_id) for k in keepers} != set()
    assert {t.told_at for t in told} == {AT}
    mails = Mail.objects.filter(about=f"version:{version.pk}")
    assert {m.person_id for m in mails} == {k.person_id for k in keepers}
    mine = mails.get(person=world.administrator)
    assert "1 januari 2027" in mine.subject and "beter voor jou" in mine.text and "/against/2026-2" in mine.text
    mail_change(Event.objects.get(name="AgreementAnnounced"))
    assert mails.count() == len({k.person_id for k in keepers}) and told.count() == len(keepers)


def test_the_first_version_of_a_code_is_told_to_nobody(world) -> None:
    first = AgreementVersion.objects.get(number="2025-1")
    assert announce_version(version=first, by=None, at=AT) is False
    assert not Event.objects.filter(name="AgreementAnnounced").exists()


def test_customers_see_what_comes_on_home_and_agreement_until_it_holds(world, author) -> None:
    announce_draft(draft=put_in(author), by=author, at=AT)
    later = amsterdam("Fri 2027-01-01 09:00")
    for address in ("/", "/agreement"):
        page = words_of(signed_in(world.submitter).get(address, at=AT).content.decode())
        assert "Versie 2027-1 geldt vanaf 1 januari 2027" in page, address
        assert "Versie 2027-1 geldt vanaf" not in words_of(signed_in(world.submitter).get(address, at=later).content.decode())
    with clock_at(AT):
        assert "2027-1" in Client().get("/agreement").content.decode(), "everybody may read what comes"


def test_the_page_takes_a_file_shows_what_it_changes_and_announces_it(world, author, run_jobs) -> None:
    reader = signed_in(author)
    assert 'href="/agreement/drafts"' in reader.get("/agreement", at=AT).content.decode()
    answer = reader.post("/agreement/drafts", {"file": SimpleUploadedFile("2027-1.yaml", TEXT.encode())}, at=AT)
    assert answer.status_code == 303
    page = words_of(reader.get(answer["Location"], at=AT).content.decode())
    assert "2.2.3/reaction-p2" in page and "beter voor jou" in page and "1 werkdag wordt 4 uur" in page
    assert reader.post(f"{answer['Location']}/announcement", at=AT).status_code == 303
    run_jobs()
    page = words_of(reader.get(answer["Location"], at=AT).content.decode())
    assert "Ineke Verschoor" in page and "Zorggroep Elzenhorst" in page and "aangekondigd" in page
    assert "geldt nu" in words_of(reader.get("/agreement/drafts", at=IN_FORCE).content.decode())
    assert reader.post(f"{answer['Location']}/announcement", at=AT).status_code == 422
    assert reader.post(f"{answer['Location']}/withdrawal", at=AT).status_code == 303


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"x" * 1_000_001])
def test_a_file_that_is_none_is_refused_beside_its_field(world, author, content: bytes) -> None:
    answer = signed_in(author).post("/agreement/drafts", {"file": SimpleUploadedFile("x.yaml", content)}, at=AT)
    assert answer.status_code == 422 and not AgreementDraft.objects.exists()


def test_a_faulty_file_shows_its_faults_on_its_page(world, author) -> None:
    reader = signed_in(author)
    answer = reader.post("/agreement/drafts", {"file": SimpleUploadedFile("f.yaml", FAULTY.encode())}, at=AT)
    page = reader.get(answer["Location"], at=AT).content.decode()
    assert "supprt" in page and "/announcement" not in page
    assert reader.post(f"{answer['Location']}/announcement", at=AT).status_code == 422


def test_others_find_no_drafts(world, author) -> None:
    draft = put_in(author)
    address = f"/agreement/drafts/{draft.pk}"
    for person in (world.agent, world.operator, world.administrator, world.stranger):
        reader = signed_in(person)
        for page in ("/agreement/drafts", address):
            assert reader.get(page, at=AT).status_code == 404
        for act in ("/agreement/drafts", f"{address}/announcement", f"{address}/withdrawal"):
            assert reader.post(act, at=AT).status_code == 404
    assert Client().get(address).status_code == 302
    assert signed_in(world.lead).get(address, at=AT).status_code == 200
    for scope in (PUBLIC, Scope(Side.CUSTOMER, frozenset({world.customer.pk}))):
        with transaction.atomic():
            set_scope(scope)
            assert not AgreementDraft.objects.exists()
    set_scope(SYSTEM)


def test_who_was_told_is_seen_by_that_organisation_and_staff_only(world, author, run_jobs) -> None:
    announce_draft(draft=put_in(author), by=author, at=AT)
    run_jobs()
    with transaction.atomic():
        set_scope(Scope(Side.CUSTOMER, frozenset({world.customer.pk})))
        assert {t.organisation_id for t in AgreementTold.objects.all()} == {world.customer.pk}
        set_scope(PUBLIC)
        assert not AgreementTold.objects.exists()
    set_scope(SYSTEM)
