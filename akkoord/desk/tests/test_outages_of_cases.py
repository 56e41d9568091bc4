# SPDX-License-Identifier: EUPL-1.2
"""A calamity opens an outage, incidents belong to one, and who reports sees what is known already. sla:2.2.2, sla:2.2.3"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from akkoord.audit.models import Event
from akkoord.cases.models import Case
from akkoord.cases.refusals import NotAllowed
from akkoord.desk.actions import link_outage, put_on_status_page, report_calamity
from akkoord.desk.refusals import OnStatusPage
from akkoord.operations.actions.components import add_instance, place_organisation
from akkoord.operations.actions.outages import close_outage, open_outage
from akkoord.operations.concerning import linkable, running_for
from akkoord.operations.models import Instance, Outage
from akkoord.operations.rules.words import Impact
from akkoord.scope.database import scoped, set_scope
from akkoord.scope.rules import SYSTEM
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam

AT = amsterdam("Thu 2026-11-19 12:30")
SAID = {"title_nl": "Inloggen lukt niet", "title_en": "Signing in fails", "severity": "critical"}


def calamity_of(world: World) -> Case:
    return report_calamity(
        by=world.submitter, at=AT, organisation=world.customer, subject="Elzenhorst staat stil", text="Niets werkt.",
        reachable_at="06 12345678",
    )  # fmt: skip


def told() -> dict[str, Any]:
    return {**SAID, "instances": {Instance.objects.get(code="public-portal"): Impact.DOWN}, "began_at": AT}


@pytest.fixture
def calamity(world) -> Case:
    return calamity_of(world)


@pytest.fixture
def outage(world) -> Outage:
    return open_outage(**told(), by=world.operator, at=AT)


def text_of(answer) -> str:
    return str(answer.content.decode())


def test_a_calamity_opens_an_outage_that_knows_it(world, calamity):
    outage = put_on_status_page(case=calamity, by=world.agent, at=AT, **told())
    calamity.calamity.refresh_from_db()
    assert calamity.calamity.outage == outage.key and outage.origin == "calamity"
    assert outage.cases.get().subject == calamity.key
    names = list(Event.objects.filter(subject=outage.key).order_by("pk").values_list("name", flat=True))
    assert names == ["OutageOpened", "CaseLinkedToOutage"]


def test_a_calamity_is_put_there_once(world, calamity):
    key = uuid4()
    first = put_on_status_page(case=calamity, by=world.agent, at=AT, once=key, **told())
    assert put_on_status_page(case=calamity, by=world.agent, at=AT, once=key, **told()) == first
    with pytest.raises(OnStatusPage):
        put_on_status_page(case=calamity, by=world.other_agent, at=AT, once=uuid4(), **told())
    assert Outage.objects.count() == 1


def test_only_the_desk_puts_calamities_there_and_links_cases(world, calamity, outage):
    incident = world.reports("Niemand komt erin", at=AT)
    for person in (world.submitter, world.operator):
        with pytest.raises(NotAllowed):
            put_on_status_page(case=calamity, by=person, at=AT, **told())
        with pytest.raises(NotAllowed):
            link_outage(case=incident, outage=outage, by=person, at=AT)
    with pytest.raises(NotAllowed):
        put_on_status_page(case=incident, by=world.agent, at=AT, **told())
    assert not outage.cases.exists()


def test_a_calamity_linked_to_a_known_outage_opens_no_second_one(world, calamity, outage):
    link_outage(case=calamity, outage=outage, by=world.agent, at=AT)
    link_outage(case=calamity, outage=outage, by=world.agent, at=AT)
    calamity.calamity.refresh_from_db()
    assert calamity.calamity.outage == outage.key and outage.cases.count() == 1
    with pytest.raises(OnStatusPage):
        put_on_status_page(case=calamity, by=world.agent, at=AT, **told())


def test_the_button_on_a_calamity_leads_to_the_status_page_without_the_customers_words(world, visit, calamity):
    agent, where = visit(world.agent), f"/cases/{calamity.number}/status-page"
    assert where in text_of(agent.get(calamity.get_absolute_url()))
    form = text_of(agent.get(where))
    assert "Elzenhorst staat stil" not in form and "Niets werkt." not in form
    portal = Instance.objects.get(code="public-portal").pk
    refused = agent.post(where, {**SAID, "began_at": "2026-11-19T12:30", "text_nl": "We zoeken."})
    assert refused.status_code == 422 and "We zoeken." in text_of(refused)
    sent = agent.post(where, {**SAID, "began_at": "2026-11-19T12:30", "text_nl": "We zoeken.", f"struck_{portal}": "down"})
    assert sent.status_code == 303 and sent.url == calamity.get_absolute_url()
    page = text_of(agent.get(calamity.get_absolute_url()))
    assert where not in page and "Inloggen lukt niet" in page
    public = text_of(visit(world.submitter).get("/status"))
    assert "Inloggen lukt niet" in public and "Elzenhorst staat stil" not in public


def test_an_incident_is_linked_from_its_page_and_the_customer_sees_the_outage(world, visit, outage):
    incident = world.reports("Niemand komt erin", at=AT)
    agent, customer = visit(world.agent), visit(world.submitter)
    assert outage.number in text_of(agent.get(incident.get_absolute_url()))
    assert "Inloggen lukt niet" not in text_of(customer.get(incident.get_absolute_url()))
    assert agent.post(f"/cases/{incident.number}/outage", {"outage": "OUT-2026-999999"}).status_code == 404
    assert agent.post(f"/cases/{incident.number}/outage", {"outage": outage.number}).status_code == 303
    seen = text_of(customer.get(incident.get_absolute_url()))
    assert "Inloggen lukt niet" in seen and outage.get_absolute_url() in seen and "link-outage" not in seen


def test_strangers_and_customers_find_no_such_door(world, visit, calamity, outage):
    for person in (world.submitter, world.stranger, world.operator):
        browser = visit(person)
        assert browser.get(f"/cases/{calamity.number}/status-page").status_code == 404
        assert browser.post(f"/cases/{calamity.number}/outage", {"outage": outage.number}).status_code == 404
    assert not outage.cases.exists()


def test_an_outage_that_is_not_public_stays_ours_on_the_customers_page(world, visit):
    inside = {**told(), "instances": {Instance.objects.get(code="storage"): Impact.DOWN}}
    hidden = open_outage(**inside, by=world.operator, at=AT)
    incident = world.reports("Traag", at=AT)
    link_outage(case=incident, outage=hidden, by=world.agent, at=AT)
    assert "Inloggen lukt niet" in text_of(visit(world.agent).get(incident.get_absolute_url()))
    assert "Inloggen lukt niet" not in text_of(visit(world.submitter).get(incident.get_absolute_url()))


def test_who_reports_sees_the_running_outages_that_concern_them(world, visit, outage):
    page = visit(world.submitter)
    assert "Inloggen lukt niet" in text_of(page.get("/report")) and "Inloggen lukt niet" in text_of(
        page.get("/report/expectation")
    )
    set_scope(SYSTEM)
    close_outage(outage, ended_at=AT, by=world.operator, at=AT)
    assert "Inloggen lukt niet" not in text_of(page.get("/report"))


def test_an_outage_on_another_cluster_concerns_nobody_here(world):
    first = Instance.objects.get(code="mobile-app")
    other = add_instance(component=first.component, code="mobile-b", name="B", since=AT, by=None, at=AT)
    place_organisation(organisation=world.customer, instance=first, since=AT, by=None, at=AT)
    open_outage(**{**told(), "instances": {other: Impact.DOWN}}, by=world.operator, at=AT)
    assert not running_for(world.customer.pk, AT)
    later = amsterdam("Thu 2026-11-19 12:40")
    place_organisation(organisation=world.customer, instance=other, since=later, by=None, at=later)
    assert running_for(world.customer.pk, later)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_put_a_calamity_there_at_once_one_does():
    with scoped(SYSTEM):
        key = calamity_of(World()).pk
    ready = Barrier(2)

    def put(name: str) -> str:
        try:
            with scoped(SYSTEM):
                person, case, said = getattr(World(), name), Case.objects.get(pk=key), told()
                ready.wait(10)
                put_on_status_page(case=case, by=person, at=AT, once=uuid4(), **said)
                return "put"
        except OnStatusPage as refusal:
            return refusal.code
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(2) as people:
        assert sorted(people.map(put, ("agent", "other_agent"))) == ["on_status_page", "put"]
    with scoped(SYSTEM):
        assert Outage.objects.count() == 1


def test_the_desk_is_offered_what_a_case_could_come_from(world, outage):
    incident = world.reports("Niemand komt erin", at=amsterdam("Thu 2026-11-19 12:40"))
    assert linkable(incident.key, world.agent, incident.opened_at) == [outage]
    close_outage(outage, ended_at=AT, by=world.operator, at=AT)
    assert linkable(incident.key, world.agent, incident.opened_at) == [outage], "over, but just before the report"
    assert linkable(incident.key, world.agent, amsterdam("Sat 2026-11-21 12:40")) == []
    link_outage(case=incident, outage=outage, by=world.agent, at=AT)
    assert linkable(incident.key, world.agent, incident.opened_at) == []
