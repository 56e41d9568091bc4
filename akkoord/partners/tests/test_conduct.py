# SPDX-License-Identifier: EUPL-1.2
"""The code of conduct: published as data, accepted by name and version; and what is done only by agreement."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from pydantic import ValidationError

from akkoord.cases.refusals import NotAllowed
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.clocks.rules import Verdict
from akkoord.partners.actions.conduct import accept_code, ask_permission, decide_permission
from akkoord.partners.cli import add_commands
from akkoord.partners.code import SHIPPED, code_at, read_code
from akkoord.partners.judging import judged_requirements
from akkoord.partners.models import Acceptance, CodeVersion, Permission
from akkoord.partners.refusals.conduct import CodeKnown, DecidedAlready, NameDiffers, NotInForce, ReasonMissing
from akkoord.partners.rules.conduct import PermissionKind
from akkoord.scope.database import scoped
from akkoord.site.world.moments import amsterdam

from .network import AT

pytestmark = pytest.mark.django_db


def judged(network, at=AT):
    return next(r.judged for r in judged_requirements(network.partner, at) if r.said.promise.about == "code_of_conduct_kept")


def accept(network, code, *people):
    for person in people:
        accept_code(organisation=network.partner.organisation, version=code, typed_name=person.name, by=person, at=AT)


def test_the_shipped_code_names_no_vendor_and_reads_in_both_languages():
    code = read_code()
    assert {rule.group for rule in code.rules} == {"general", "customers", "new_customers", "assignments", "names"}
    assert all(rule.text.nl and rule.text.en for rule in code.rules)


@pytest.mark.parametrize("wrong", ["version: x\n", "version: 2026-1\neffective_on: 2026-01-01\naccept_within: soon\nrules: []\n"])
def test_a_code_with_a_fault_is_refused_with_its_name(tmp_path, wrong):
    file = tmp_path / "conduct.yaml"
    file.write_text(wrong)
    with pytest.raises(ValidationError, match=r"version|accept_within|rules"):
        read_code(file)


def test_everybody_accepts_by_their_own_name(network):
    code = network.code()
    with pytest.raises(NameDiffers):
        accept_code(organisation=network.partner.organisation, version=code, typed_name="Roos Verhagen", by=network.daan, at=AT)
    with pytest.raises(NotAllowed):
        accept_code(
            organisation=network.partner.organisation, version=code, typed_name="Jeroen Hazelhof", by=network.jeroen, at=AT
        )
    accept(network, code, network.daan, network.daan)
    assert Acceptance.objects.count() == 1, "a second time changes nothing"
    assert judged(network).verdict is Verdict.BROKEN
    lieke = network.world.person("Lieke Smeets")
    accept(network, code, network.roos, network.emre, lieke)
    assert judged(network).verdict is Verdict.KEPT


def test_a_version_holds_from_midnight_on_our_clock(network):
    network.code()
    new = network.code("2026-2", date(2026, 11, 18))
    with pytest.raises(NotInForce):
        given = {"organisation": network.partner.organisation, "version": new, "typed_name": "Daan Kuiper", "by": network.daan}
        accept_code(**given, at=amsterdam("Tue 2026-11-17 23:59"))
    accept_code(**given, at=amsterdam("Wed 2026-11-18 00:05"))
    assert code_at(amsterdam("Wed 2026-11-18 00:05")) == new


def test_a_new_version_asks_again_by_mail_and_the_old_one_can_no_longer_be_accepted(network, run_jobs, mailoutbox):
    old = network.code()
    new = network.code("2026-2", date(2026, 11, 1))
    run_jobs()
    assert {network.roos.email, network.emre.email, network.jeroen.email} <= {m.to[0] for m in mailoutbox}
    with pytest.raises(NotInForce):
        accept(network, old, network.roos)
    accept(network, new, network.roos)
    waiting = judged(network)
    assert waiting.verdict is Verdict.AT_RISK and waiting.due_on == date(2026, 12, 1)
    with pytest.raises(CodeKnown):
        network.code("2026-2", date(2027, 1, 1))


def test_an_acceptance_is_never_changed(network):
    accept(network, network.code(), network.roos)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE partners_acceptance SET typed_name = 'x'")


def test_the_page_asks_for_the_name_and_keeps_what_was_typed(network):
    code = network.code()
    reader = signed_in(network.daan)
    assert "Geef zelf geen demonstraties" in reader.get("/partnership/conduct", at=AT).content.decode()
    wrong = reader.post("/partnership/conduct", {"version": code.pk, "typed_name": "D. Kuiper"}, at=AT)
    assert wrong.status_code == 422 and "D. Kuiper" in wrong.content.decode()
    assert reader.post("/partnership/conduct", {"version": code.pk, "typed_name": "daan kuiper"}, at=AT).status_code == 303
    assert "Je hebt deze versie" in words_of(reader.get("/partnership/conduct", at=AT).content.decode())
    for stranger in (network.world.stranger, network.world.agent, network.mirte):
        assert signed_in(stranger).get("/partnership/conduct", at=AT).status_code == 404


def test_what_needs_an_agreement_is_asked_and_decided_once_with_a_reason(network, run_jobs, mailoutbox):
    ask: dict[str, Any] = {"kind": PermissionKind.DOMAIN, "what": "meridaan-advies.example", "why": "Voor een actie"}
    asked = ask_permission(organisation=network.partner.organisation, by=network.roos, at=AT, **ask)
    run_jobs()
    assert [m.to for m in mailoutbox] == [[network.mirte.email]]
    with pytest.raises(ReasonMissing):
        decide_permission(permission=asked, is_agreed=False, reason=" ", by=network.mirte, at=AT)
    for other in (network.roos, network.world.agent, network.world.lead):
        with pytest.raises(NotAllowed):
            decide_permission(permission=asked, is_agreed=True, reason="", by=other, at=AT)
    decide_permission(permission=asked, is_agreed=False, reason="Onze naam gebruiken we zelf.", by=network.mirte, at=AT)
    with pytest.raises(DecidedAlready):
        decide_permission(permission=asked, is_agreed=True, reason="", by=network.mirte, at=AT)
    run_jobs()
    assert mailoutbox[-1].to == [network.roos.email] and "Onze naam gebruiken we zelf." in mailoutbox[-1].body
    with pytest.raises(NotAllowed):
        ask_permission(organisation=network.partner.organisation, by=network.emre, at=AT, **ask)
    with scoped(network.jeroen.scope):
        assert not Permission.objects.exists()


def test_the_forms_of_both_sides(network):
    form = {"kind": "campaign", "what": "Najaarsactie", "why": "", "once": "3f0c0a52-9d0e-4c0e-9b69-0f9d6d7a4444"}
    for _time in range(2):
        assert signed_in(network.roos).post("/partnership/conduct/agreements/new", form, at=AT).status_code == 303
    (permission,) = Permission.objects.all()
    desk = signed_in(network.mirte)
    assert "Najaarsactie" in desk.get("/partner-desk/agreements", at=AT).content.decode()
    there = f"/partner-desk/agreements/{permission.pk}/decision"
    assert signed_in(network.roos).post(there, {"decision": "yes"}, at=AT).status_code == 404
    assert desk.post(there, {"decision": "yes", "reason": ""}, at=AT).status_code == 303
    permission.refresh_from_db()
    assert permission.is_agreed and "Najaarsactie" in signed_in(network.emre).get("/partnership/conduct", at=AT).content.decode()


def test_the_command_checks_and_publishes_a_file_and_names_its_faults(world, tmp_path, capsys):
    assert main_of("--check", str(SHIPPED)) == 0 and not CodeVersion.objects.exists()
    assert main_of(str(SHIPPED)) == 0 and CodeVersion.objects.get().number == "2026-1"
    assert main_of(str(SHIPPED)) == 1, "the same version again is refused"
    wrong = tmp_path / "conduct.yaml"
    for text, fault in (("version: [", "parsing"), ("version: x\n", "version"), ("- a\n", "the file")):
        wrong.write_text(text)
        assert main_of(str(wrong)) == 1 and fault in capsys.readouterr().err
    assert main_of(str(tmp_path / "none.yaml")) == 1


def main_of(*words: str) -> int:
    """What the command gives for these words."""
    top = ArgumentParser()
    add_commands(top.add_subparsers())
    options = top.parse_args(["partners", "conduct", *words])
    return int(options.run(options))
