# SPDX-License-Identifier: EUPL-1.2
"""Leads: registered once, agreed on, and who else registered a company stays untold."""

from __future__ import annotations

from typing import Any

import pytest

from akkoord.cases.refusals import NotAllowed
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.partners.actions.leads import decide_lead, end_lead, register_lead
from akkoord.partners.models import Lead
from akkoord.partners.refusals.conduct import LeadClosed, LeadKnown, ReasonMissing
from akkoord.partners.refusals.experts import NothingWritten
from akkoord.partners.rules.leads import LeadState
from akkoord.scope.database import scoped

from .network import AT

pytestmark = pytest.mark.django_db
ABOUT: dict[str, Any] = {"contact": "", "what": "Zoekt hulp bij salarissen", "is_customer": False, "is_joint": True}


def register(network, partner, by, company="Bakkerij Tarwehof"):
    return register_lead(organisation=partner.organisation, company=company, by=by, at=AT, **ABOUT)


def test_that_another_partner_registered_a_company_the_vendor_alone_learns(network):
    register(network, network.partner, network.roos)
    with scoped(network.jeroen.scope):
        register(network, network.other, network.jeroen, "bakkerij tarwehof b.v.")
        register(network, network.other, network.jeroen, "Kwekerij Noorderakker")
    browser, form = signed_in(network.jeroen), {"what": "Meer doen", "contact": "", "once": ""}
    register(network, network.partner, network.roos, "Museum Het Palet")
    answers = []
    for company in ("Museum Het Palet", "Slagerij Vos"):
        assert browser.post("/partnership/leads/new", {**form, "company": company}, at=AT).status_code == 303
        answers.append(words_of(browser.get("/partnership/leads", at=AT).content.decode()))
    for shown in answers:
        assert "Gemeld. Je hoort snel of we akkoord zijn" in shown, "said of a company that another partner has, and of a new one"
        assert "Zilvermeer" not in shown and "eerder" not in shown and "Iemand anders" not in shown
    desk = words_of(signed_in(network.mirte).get("/partner-desk/leads", at=AT).content.decode())
    assert "Ook gemeld door Adviesbureau Zilvermeer" in desk
    with scoped(network.jeroen.scope):
        assert {lead.organisation_id for lead in Lead.objects.all()} == {network.other.organisation_id}


def test_ones_own_company_is_registered_once_until_it_is_lost(network):
    lead = register(network, network.partner, network.roos)
    with pytest.raises(LeadKnown):
        register(network, network.partner, network.daan, "BAKKERIJ TARWEHOF")
    decide_lead(lead=lead, is_agreed=True, reason="", by=network.mirte, at=AT)
    end_lead(lead=lead, is_won=False, by=network.roos, at=AT)
    assert register(network, network.partner, network.roos).pk != lead.pk


def test_who_may_do_what(network):
    with pytest.raises(NothingWritten):
        register(network, network.partner, network.roos, "  ")
    for other in (network.emre, network.jeroen, network.world.agent):
        with pytest.raises(NotAllowed):
            register(network, network.partner, other)
    lead = register(network, network.partner, network.mirte)
    assert lead.by_vendor
    with pytest.raises(LeadClosed):
        end_lead(lead=lead, is_won=True, by=network.roos, at=AT)
    with pytest.raises(ReasonMissing):
        decide_lead(lead=lead, is_agreed=False, reason="", by=network.mirte, at=AT)
    with pytest.raises(NotAllowed):
        decide_lead(lead=lead, is_agreed=True, reason="", by=network.roos, at=AT)
    decide_lead(lead=lead, is_agreed=True, reason="", by=network.mirte, at=AT)
    with pytest.raises(LeadClosed):
        decide_lead(lead=lead, is_agreed=True, reason="", by=network.mirte, at=AT)


def test_each_side_hears_of_the_other(network, run_jobs, mailoutbox):
    lead = register(network, network.partner, network.roos)
    run_jobs()
    assert [m.to for m in mailoutbox] == [[network.mirte.email]]
    decide_lead(lead=lead, is_agreed=False, reason="Dit loopt al.", by=network.mirte, at=AT)
    run_jobs()
    assert mailoutbox[-1].to == [network.roos.email] and "Dit loopt al." in mailoutbox[-1].body


def test_the_forms_of_both_sides(network):
    form = {
        "company": "Kwekerij Noorderakker",
        "contact": "",
        "what": "Meer doen",
        "once": "3f0c0a52-9d0e-4c0e-9b69-0f9d6d7a5555",
    }
    for _time in range(2):
        assert signed_in(network.roos).post("/partnership/leads/new", form, at=AT).status_code == 303
    (lead,) = Lead.objects.all()
    again = signed_in(network.roos).post("/partnership/leads/new", {**form, "once": ""}, at=AT)
    assert again.status_code == 422 and "Meer doen" in again.content.decode(), "what was typed is kept"
    desk, there = signed_in(network.mirte), f"/partner-desk/leads/{lead.pk}/decision"
    assert signed_in(network.roos).post(there, {"decision": "yes"}, at=AT).status_code == 404
    assert desk.post(there, {"decision": "no", "reason": ""}, at=AT).status_code == 303
    lead.refresh_from_db()
    assert lead.state == LeadState.REGISTERED, "without a reason nothing is refused"
    assert desk.post(there, {"decision": "yes", "reason": ""}, at=AT).status_code == 303
    assert signed_in(network.jeroen).post(f"/partnership/leads/{lead.pk}/outcome", {"won": "yes"}, at=AT).status_code == 404
    assert signed_in(network.daan).post(f"/partnership/leads/{lead.pk}/outcome", {"won": "yes"}, at=AT).status_code == 303
    lead.refresh_from_db()
    assert lead.state == LeadState.WON
    new = {**form, "partner": network.other.pk, "company": "Museum Het Palet", "once": ""}
    assert desk.post("/partner-desk/leads/new", new, at=AT).status_code == 303
