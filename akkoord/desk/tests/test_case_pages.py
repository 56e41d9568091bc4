# SPDX-License-Identifier: EUPL-1.2
"""What the desk adds to a case: calls, priorities, ratings, saved replies."""

from __future__ import annotations

from uuid import uuid4

import pytest

from akkoord.cases.actions import make_move
from akkoord.cases.models import Case
from akkoord.desk.actions import write_saved_reply
from akkoord.desk.models import Rating, SavedReply
from akkoord.people.actions import block_contact
from akkoord.people.models import Membership
from akkoord.scope.database import set_scope
from akkoord.scope.rules import SYSTEM

CALL = {"area": "payroll", "category": "error", "impact": "hindered", "subject": "Loonrun stopt", "text": "Belt over de loonrun."}


def test_a_caller_is_found_by_name_address_organisation_and_number(world, visit):
    client = visit(world.agent)
    for word in ("ooster", "marieke.oosterbaan@", "elzenhorst", str(world.customer.customer_number)):
        page = client.get("/calls/new", {"q": word}).content.decode()
        assert "Marieke Oosterbaan" in page, word
    assert "Niemand" not in client.get("/calls/new", {"q": "elzen"}).content.decode()
    assert "Geen contactpersoon gevonden" in client.get("/calls/new", {"q": "Van der Onbekend"}).content.decode()


def test_a_call_with_an_answer_counts_as_answered_now(world, visit):
    client = visit(world.agent)
    who = {"caller": world.submitter.pk, "organisation": world.customer.pk}
    assert "Wat heb je geantwoord?" in client.get("/calls/new", who).content.decode()
    answer = client.post("/calls/new", {**CALL, **who, "answer": "Draai per afdeling.", "once": str(uuid4())})
    case = Case.objects.get()
    assert answer.url == f"/cases/{case.number}"
    assert (case.reporter, case.origin, case.state) == (world.submitter, "phone", "in_progress")
    assert case.clock("reaction").verdict == "kept"


def test_a_call_without_an_answer_leaves_the_reaction_running(world, visit):
    visit(world.agent).post(
        "/calls/new", {**CALL, "caller": world.submitter.pk, "organisation": world.customer.pk, "once": str(uuid4())}
    )
    assert Case.objects.get().clock("reaction").is_open


@pytest.mark.parametrize(
    ("who", "why"),
    [("manager", "geen incidentmelder"), ("administrator", "geen incidentmelder"), ("member", "geen incidentmelder")],
)
def test_a_caller_who_may_not_report_is_refused_and_the_screen_says_why(world, visit, who, why):
    client, caller = visit(world.agent), getattr(world, who)
    chosen = {"caller": caller.pk, "organisation": world.customer.pk}
    page = client.get("/calls/new", chosen).content.decode()
    assert f"{caller.name} mag niet melden voor Zorggroep Elzenhorst" in page
    assert why in page
    refused = client.post("/calls/new", {**CALL, **chosen})
    assert refused.status_code == 409
    assert not Case.objects.exists()


def test_a_blocked_caller_is_refused(world, visit, amsterdam):
    membership = Membership.objects.get(person=world.submitter)
    block_contact(by=world.administrator, at=amsterdam("Mon 2026-11-16 09:00"), membership=membership)
    page = (
        visit(world.agent).get("/calls/new", {"caller": world.submitter.pk, "organisation": world.customer.pk}).content.decode()
    )
    assert "heeft deze contactpersoon geblokkeerd" in page


def test_nobody_is_a_caller_of_an_organisation_they_do_not_belong_to(world, visit):
    assert (
        visit(world.agent).get("/calls/new", {"caller": world.submitter.pk, "organisation": world.first_class.pk}).status_code
        == 404
    )
    assert visit(world.agent).get("/calls/new", {"caller": world.agent.pk, "organisation": world.vendor.pk}).status_code == 404


def test_a_raise_is_asked_assessed_with_its_consequence_and_accepted(world, visit, amsterdam, clock):
    clock("Thu 2026-11-19 09:00")
    case = world.reports(priority=3, at="Wed 2026-11-18 10:15")
    customer = visit(world.submitter)
    assert "Hogere prioriteit vragen" in customer.get(f"/cases/{case.number}").content.decode()
    customer.post(f"/cases/{case.number}/priority-request", {"priority": "2", "reason": "148 mensen krijgen geen salaris."})
    assert case.clock("assessment").due_at == amsterdam("Fri 2026-11-20 09:00")
    assert "de klok van ons besluit loopt" in customer.get(f"/cases/{case.number}").content.decode()
    clock("Thu 2026-11-19 12:50")
    desk = visit(world.agent)
    page = desk.get(f"/cases/{case.number}").content.decode()
    assert "Beoordeel: van prioriteit 3 naar 2" in page
    assert "148 mensen krijgen geen salaris." in page
    assert "vr 18 dec 16:00" in page, "what a yes starts"
    desk.post(f"/cases/{case.number}/priority-decision", {"decision": "yes", "reason": "Dat is productie."})
    case.refresh_from_db()
    assert case.priority == 2
    assert case.clock("recovery").due_at == amsterdam("Fri 2026-12-18 16:00")
    assert "Beoordeel:" not in desk.get(f"/cases/{case.number}").content.decode()


def test_a_rejected_raise_keeps_the_priority_and_the_customer_reads_why(world, visit):
    case = world.reports(priority=3, at="Wed 2026-11-18 10:15")
    customer, desk = visit(world.submitter), visit(world.agent)
    customer.post(f"/cases/{case.number}/priority-request", {"priority": "2", "reason": "Haast."})
    desk.post(f"/cases/{case.number}/priority-decision", {"decision": "no", "reason": ""})
    assert case.raises.get().decided_at is None, "a decision says why"
    desk.post(f"/cases/{case.number}/priority-decision", {"decision": "no", "reason": "Er is een omweg."})
    case.refresh_from_db()
    assert case.priority == 3
    assert "Er is een omweg." in customer.get(f"/cases/{case.number}").content.decode()


def test_a_priority_that_is_not_offered_is_refused_and_the_reason_is_kept(world, visit):
    case = world.reports(priority=3, at="Wed 2026-11-18 10:15")
    client = visit(world.submitter)
    client.post(f"/cases/{case.number}/priority-request", {"priority": "1", "reason": "Lang betoog dat niet weg mag."})
    page = client.get(f"/cases/{case.number}").content.decode()
    assert "Lang betoog dat niet weg mag." in page
    assert not case.raises.exists()


def test_only_the_reporter_asks_and_only_the_desk_sets(world, visit):
    case = world.reports(priority=3, at="Wed 2026-11-18 10:15")
    assert (
        visit(world.stranger).post(f"/cases/{case.number}/priority-request", {"priority": "2", "reason": "x"}).status_code == 404
    )
    visit(world.manager).post(f"/cases/{case.number}/priority-request", {"priority": "2", "reason": "x"})
    assert not case.raises.exists()
    for who in (world.submitter, world.operator, world.stranger):
        assert visit(who).post(f"/cases/{case.number}/priority", {"priority": "2"}).status_code == 404
        assert visit(who).post(f"/cases/{case.number}/priority-decision", {"decision": "yes", "reason": "x"}).status_code == 404
    set_scope(SYSTEM)
    case.refresh_from_db()
    assert case.priority == 3


def test_the_first_priority_counts_from_the_report_and_later_ones_from_the_act(world, visit, amsterdam):
    case = world.reports(priority=3, at="Wed 2026-11-18 10:15")
    desk = visit(world.agent)
    desk.post(f"/cases/{case.number}/priority", {"priority": "2"})
    assert case.clock("recovery").due_at == amsterdam("Fri 2026-12-18 10:15")
    desk.post(f"/cases/{case.number}/priority", {"priority": "3"})
    assert case.clock("recovery").due_at == amsterdam("Thu 2027-02-18 10:15")
    desk.post(f"/cases/{case.number}/priority", {"priority": "2"})
    assert case.clock("recovery").due_at == amsterdam("Fri 2026-12-18 16:00"), "one month from Thursday 19 November is a Saturday"
    desk.post(f"/cases/{case.number}/priority", {"priority": "9"})
    case.refresh_from_db()
    assert case.priority == 2


@pytest.fixture
def resolved(world, amsterdam):
    case = world.reports(at="Tue 2026-11-17 10:15")
    make_move(case=case, move="resolve", by=world.agent, at=amsterdam("Wed 2026-11-18 10:00"), text="Opgelost.")
    return case


def test_a_star_in_the_mail_chooses_and_one_press_gives_it(world, visit, resolved):
    client = visit(world.submitter)
    page = client.get(f"/cases/{resolved.number}/rating?stars=4").content.decode()
    assert 'value="4" required checked' in page
    assert not Rating.objects.exists(), "looking changes nothing"
    client.post(f"/cases/{resolved.number}/rating", {"stars": "4", "remark": "Vlot geholpen"})
    assert (Rating.objects.get().stars, Rating.objects.get().remark) == (4, "Vlot geholpen")
    assert "Vlot geholpen" in visit(world.agent).get(f"/cases/{resolved.number}").content.decode()
    assert "Hoe hielpen we je" not in client.get("/").content.decode()


def test_one_press_on_a_star_is_enough(world, visit, resolved):
    client = visit(world.submitter)
    assert "Hoe hielpen we je?" in client.get(f"/cases/{resolved.number}").content.decode()
    client.post(f"/cases/{resolved.number}/rating", {"stars": "5"})
    assert Rating.objects.get().stars == 5


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("member", 404), ("manager", 409), ("agent", 409)])
def test_only_the_reporter_rates(world, visit, resolved, who, status):
    client = visit(getattr(world, who))
    assert client.get(f"/cases/{resolved.number}/rating?stars=1").status_code == status
    assert client.post(f"/cases/{resolved.number}/rating", {"stars": "1"}).status_code == status
    assert not Rating.objects.exists()


@pytest.mark.parametrize("stars", ["", "0", "6", "x"])
def test_a_rating_is_one_to_five_stars(world, visit, resolved, stars):
    assert visit(world.submitter).post(f"/cases/{resolved.number}/rating", {"stars": stars}).status_code == 422


def test_an_open_case_is_not_rated(world, visit):
    case = world.reports(at="Wed 2026-11-18 10:15")
    assert visit(world.submitter).post(f"/cases/{case.number}/rating", {"stars": "5"}).status_code == 409


def test_the_mail_that_it_is_resolved_asks_the_reporter_with_five_links(world, run_jobs, resolved):
    from akkoord.notifications.models import Mail

    run_jobs()
    mail = Mail.objects.get(subject__startswith="Je melding is afgehandeld")
    for stars in range(1, 6):
        assert f"/cases/{resolved.number}/rating?stars={stars}" in mail.text
        assert f"/cases/{resolved.number}/rating?stars={stars}" in mail.html
    assert "rating?stars" not in Mail.objects.get(subject__startswith="We hebben je melding ontvangen").text


def test_a_desk_lead_writes_saved_replies_and_an_agent_uses_them(world, visit):
    lead, desk = visit(world.lead), visit(world.agent)
    text = "Dag {reporter}, over {number}: {iets}. Groet, {agent}"
    lead.post("/saved-replies/new", {"title": "Groet", "language": "nl", "text": text})
    reply = SavedReply.objects.get()
    assert desk.get("/saved-replies").status_code == 200
    assert desk.get("/saved-replies/new").status_code == 404
    assert desk.post(f"/saved-replies/{reply.pk}/removal").status_code == 302 or SavedReply.objects.exists()
    assert SavedReply.objects.filter(pk=reply.pk).exists()
    again = lead.post("/saved-replies/new", {"title": "Groet", "language": "nl", "text": "Anders"})
    assert again.status_code == 422
    case = world.reports(at="Thu 2026-11-19 09:00")
    assert "Invoegen" in desk.get(f"/cases/{case.number}").content.decode()
    desk.post(f"/cases/{case.number}/saved-reply", {"saved": str(reply.pk), "text": "Wat ik al schreef.", "kind": "reply"})
    page = desk.get(f"/cases/{case.number}").content.decode()
    assert f"Dag Marieke, over {case.number}: {{iets}}. Groet, Joris Teunissen" in page
    assert "Wat ik al schreef." in page
    assert "Invoegen" not in visit(world.submitter).get(f"/cases/{case.number}").content.decode()


def test_a_reply_after_the_reopening_period_becomes_a_new_linked_case(world, visit, resolved, clock):
    clock("Mon 2026-12-07 10:00")
    visit(world.submitter).post(
        f"/cases/{resolved.number}/message", {"text": "Het is er weer.", "kind": "reply", "move": "reopen", "once": str(uuid4())}
    )
    new = Case.objects.exclude(pk=resolved.pk).get()
    assert new.links.get().other == resolved


def test_a_waiting_case_says_when_it_lapses(world, visit, amsterdam):
    case = world.reports(at="Tue 2026-11-17 10:15")
    make_move(case=case, move="ask", by=world.agent, at=amsterdam("Wed 2026-11-18 10:00"), text="Welke versie?")
    page = visit(world.submitter).get(f"/cases/{case.number}").content.decode()
    assert "Zonder antwoord vervalt dit" in page
    assert "wo 16 dec" in page, "twenty working days after Wednesday 18 November"


def test_saved_replies_are_the_leads(world, amsterdam):
    from akkoord.cases.refusals import NotAllowed

    with pytest.raises(NotAllowed):
        write_saved_reply(by=world.agent, at=amsterdam("Thu 2026-11-19 09:00"), title="x", language="nl", text="y")
