# SPDX-License-Identifier: EUPL-1.2
"""The page of promises: for the vendor, honest about what it does not know. Beside the agreement: one's own figures."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from akkoord.agreements.models import AgreementVersion
from akkoord.cases.tests.reading import signed_in, words_of
from akkoord.clocks.models import Clock
from akkoord.people.models import Organisation
from akkoord.promises.actions import count_promises
from akkoord.promises.slots import show_stand

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("past")]
PAGE = "/promises?agreement=service-log"


def test_page_says_how_much_was_kept_and_what_runs(world: Any, at: datetime) -> None:
    text = words_of(signed_in(world.lead).get(PAGE, at=at).content.decode())
    assert "Beloftes in november 2026" in text
    assert "8 keer geoordeeld, 75 % nagekomen" in text.replace("\u00a0", " ")
    assert "Een incident met prioriteit 1 is binnen 1 werkdag opgelost." in text


def test_page_names_what_cannot_be_measured(world: Any, at: datetime) -> None:
    Clock.objects.filter(name="reaction", verdict__in=["kept", "broken"]).update(verdict="none")
    count_promises(by=None, at=at)
    text = words_of(signed_in(world.lead).get(PAGE, at=at).content.decode())
    assert "waren niet te meten." in text


def test_page_of_the_vendors_agreement_lists_what_is_not_judged(world: Any, at: datetime) -> None:
    text = words_of(signed_in(world.lead).get("/promises", at=at).content.decode())
    assert "Hier niet beoordeeld" in text and "nog niets vastgelegd" in text


def test_one_organisation_shows_its_own_figures_alone(world: Any, at: datetime) -> None:
    bakery = Organisation.objects.get(name="Bakkerij Zonnegloren")
    text = words_of(signed_in(world.lead).get(f"{PAGE}&organisation={bakery.pk}", at=at).content.decode())
    assert "Beloftes aan Bakkerij Zonnegloren in november 2026" in text
    assert "Café De Ruyter" not in text.split("Per artikel")[0]


@pytest.mark.parametrize("address", [f"{PAGE}&organisation=999999", "/promises?agreement=none"])
def test_what_is_not_there_is_not_found(world: Any, at: datetime, address: str) -> None:
    assert signed_in(world.lead).get(address, at=at).status_code == 404


def test_customer_has_no_such_page(world: Any, at: datetime) -> None:
    customer = next(p for p in world.vendor.memberships.model.objects.exclude(organisation=world.vendor)).person
    assert signed_in(customer).get(PAGE, at=at).status_code == 404


def test_page_asks_the_database_as_often_for_many_promises_as_for_few(world: Any, at: datetime) -> None:
    reader = signed_in(world.lead)
    with CaptureQueriesContext(connection) as asked:
        reader.get(PAGE, at=at)
    assert len(asked) <= 24, [query["sql"][:120] for query in asked]


def test_stand_beside_a_promise_is_the_readers_own(world: Any, at: datetime) -> None:
    request = RequestFactory().get("/agreement")
    version = AgreementVersion.objects.get(agreement__code="service-log")
    stranger = next(p for p in world.vendor.memberships.model.objects.exclude(organisation=world.vendor)).person
    request.user = stranger
    told = show_stand(request, version, "2/recovery-p1")
    assert told is not None and "svg" not in told
    assert show_stand(RequestFactory().get("/agreement"), version, "2/recovery-p1") is None
