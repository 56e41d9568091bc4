# SPDX-License-Identifier: EUPL-1.2
"""How a partnership ends: with notice by either side, at once on each ground that the programme names, or back to connector."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force
from akkoord.cases.refusals import NotAllowed
from akkoord.notifications.models import Mail
from akkoord.partners.actions.checks import start_check
from akkoord.partners.actions.endings import end_partnership, turn_back
from akkoord.partners.actions.partners import register_partner
from akkoord.partners.models import Partner
from akkoord.partners.programme import grounds_of, terms_of_partner
from akkoord.partners.refusals.partners import EndedAlready, NoSuchGround, NoticeTooShort, ReasonMissing
from akkoord.partners.rules.partners import PartnerKind
from akkoord.people.models import Person
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM

from .network import AT, TODAY, Network

GROUNDS = [
    ("adviesbureau-zilvermeer", "2.3/at-once-exam"),
    ("adviesbureau-zilvermeer", "2.3/at-once-bills"),
    ("adviesbureau-zilvermeer", "2.3/at-once-code"),
    ("adviesbureau-zilvermeer", "2.3/at-once-expectations"),
    ("ilse-grondsma", "3.3/at-once-exam"),
    ("ilse-grondsma", "3.3/at-once-bills"),
    ("ilse-grondsma", "3.3/at-once-code"),
    ("koppelhuis-vaartveld", "4.4/at-once-bills"),
    ("koppelhuis-vaartveld", "4.4/at-once-code"),
    ("koppelhuis-vaartveld", "4.4/at-once-expectations"),
    ("roosterkring", "5.3/at-once-expectations"),
]


def named(slug: str) -> Partner:
    return Partner.objects.select_related("organisation").get(slug=slug)


@pytest.mark.parametrize(("slug", "ground"), GROUNDS)
def test_a_partnership_ends_at_once_on_a_ground_of_the_programme(network: Network, slug: str, ground: str) -> None:
    partner = named(slug)
    ending = end_partnership(partner=partner, ground=ground, reason="Zie ons gesprek.", by=network.mirte, at=AT)
    assert (ending.ends_on, partner.until, partner.is_partner_on(TODAY)) == (TODAY, TODAY, False)
    with pytest.raises(NoAgreementInForce):
        terms_in_force(partner.organisation_id, AT, "partner-programme")


def test_every_ground_of_the_programme_was_tried(network: Network) -> None:
    found = {
        (partner.slug, said.id)
        for partner in Partner.objects.exclude(slug="noordkant-payroll")
        for said in grounds_of(terms_of_partner(partner, AT), AT)
    }
    assert found - {("roosterkring", f"4.4/at-once-{each}") for each in ("bills", "code", "expectations")} == set(GROUNDS)


def test_notice_by_either_side_keeps_the_term(network: Network) -> None:
    for by in (network.mirte, network.roos):
        with pytest.raises(NoticeTooShort) as refused:
            end_partnership(partner=network.partner, ground="notice", reason="", ends_on=date(2026, 12, 17), by=by, at=AT)
        assert "18 dec" in str(refused.value.message)
    ending = end_partnership(partner=network.partner, ground="notice", reason="", by=network.roos, at=AT)
    assert (ending.ends_on, ending.by_partner) == (date(2026, 12, 18), True)
    assert network.partner.is_partner_on(date(2026, 12, 17))
    assert not network.partner.is_partner_on(date(2026, 12, 18))
    assert terms_in_force(network.partner.organisation_id, AT, "partner-programme").options == {"service"}


def test_after_notice_it_can_still_end_at_once_but_not_twice(network: Network) -> None:
    end_partnership(partner=network.partner, ground="notice", reason="", by=network.mirte, at=AT)
    with pytest.raises(EndedAlready):
        end_partnership(partner=network.partner, ground="notice", reason="", by=network.mirte, at=AT)
    end_partnership(partner=network.partner, ground="2.3/at-once-code", reason="Koude acquisitie.", by=network.mirte, at=AT)
    with pytest.raises(EndedAlready):
        end_partnership(partner=network.partner, ground="2.3/at-once-code", reason="Nog eens", by=network.mirte, at=AT)


@pytest.mark.parametrize(
    ("slug", "ground", "reason", "refusal"),
    [
        ("koppelhuis-vaartveld", "4.4/at-once-exam", "Examen", NoSuchGround),
        ("ilse-grondsma", "2.3/at-once-exam", "Examen", NoSuchGround),
        ("adviesbureau-zilvermeer", "zomaar", "Zomaar", NoSuchGround),
        ("adviesbureau-zilvermeer", "2.3/at-once-exam", "  ", ReasonMissing),
    ],
)
def test_no_ending_at_once_without_a_written_ground(
    network: Network, slug: str, ground: str, reason: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        end_partnership(partner=named(slug), ground=ground, reason=reason, by=network.mirte, at=AT)


def test_who_may_end_it(network: Network) -> None:
    for name in ("Daan Kuiper", "Jeroen Hazelhof", "Annelot de Wit"):
        with pytest.raises(NotAllowed):
            end_partnership(partner=network.partner, ground="notice", reason="", by=network.world.person(name), at=AT)
    with pytest.raises(NotAllowed):
        end_partnership(partner=network.partner, ground="2.3/at-once-bills", reason="x", by=network.roos, at=AT)


def test_a_product_partner_goes_back_to_its_registered_connector(network: Network) -> None:
    partner = named("roosterkring")
    with pytest.raises(ReasonMissing):
        turn_back(partner=partner, reason="", by=network.mirte, at=AT)
    ending = turn_back(partner=partner, reason="Te weinig overleg.", by=network.mirte, at=AT)
    assert (ending.kinds, ending.kept, partner.kinds, partner.until) == (["product"], ["connector"], ["connector"], None)
    assert terms_in_force(partner.organisation_id, AT, "partner-programme").options == {"connector"}
    for slug in ("roosterkring", "koppelhuis-vaartveld"):
        with pytest.raises(NoSuchGround):
            turn_back(partner=named(slug), reason="x", by=network.mirte, at=AT)


def test_a_running_check_ends_with_the_partnership(network: Network) -> None:
    case = start_check(partner=network.partner, text="Alles", by=network.mirte, at=AT)
    end_partnership(partner=network.partner, ground="2.3/at-once-exam", reason="Niemand haalde het.", by=network.mirte, at=AT)
    case.refresh_from_db()
    assert case.state == "ended"


def test_a_former_partner_can_return(network: Network) -> None:
    end_partnership(partner=network.partner, ground="2.3/at-once-bills", reason="Niet betaald.", by=network.mirte, at=AT)
    again = register_partner(
        organisation=network.partner.organisation, kinds=[PartnerKind.SERVICE], since=date(2027, 2, 1), by=network.mirte, at=AT.replace(year=2027, month=2, day=1)
    )  # fmt: skip
    assert (again.pk, again.until) == (network.partner.pk, None)


def test_both_sides_hear_of_an_end(network: Network, run_jobs: Callable[..., int]) -> None:
    end_partnership(partner=network.partner, ground="notice", reason="We stoppen ermee.", by=network.roos, at=AT)
    run_jobs()
    set_scope(SYSTEM)
    mail = Mail.objects.get(person=network.mirte, subject__startswith="Het partnerschap van")
    assert "We stoppen ermee." in mail.text
    assert not Mail.objects.filter(person=network.roos, subject=mail.subject).exists()  # who did it knows


def test_the_page_says_what_ends_and_when(network: Network, signed_in: Callable[[Person], Client]) -> None:
    own = signed_in(network.roos)
    page = own.get("/partnership/ending").content.decode()
    assert "Jullie experts volgen onze cursussen gratis." in page
    assert own.post("/partnership/ending", {"ground": "notice", "reason": "Te druk"}).status_code == 422  # not confirmed
    assert own.post("/partnership/ending", {"ground": "2.3/at-once-bills", "reason": "x", "sure": "on"}).status_code == 422
    assert own.post("/partnership/ending", {"ground": "notice", "reason": "Te druk", "sure": "on"}).status_code == 303
    assert "Dit partnerschap stopt" in own.get("/partnership").content.decode()
    assert own.get("/partnership/ending").status_code == 404
    assert signed_in(network.daan).get("/partnership/ending").status_code == 404


def test_whoever_looks_after_partners_ends_one_on_its_page(network: Network, signed_in: Callable[[Person], Client]) -> None:
    desk = signed_in(network.mirte)
    address = "/partner-desk/roosterkring/ending"
    assert "Terug naar koppelingleverancier" in desk.get(address).content.decode()
    given = {"ground": "turned_back", "reason": "", "sure": "on"}
    assert desk.post(address, given).status_code == 422
    assert desk.post(address, given | {"reason": "Te weinig overleg"}).status_code == 303
    assert "Te weinig overleg" in desk.get("/partner-desk/roosterkring").content.decode()
    assert signed_in(network.world.lead).get(address).status_code == 404
