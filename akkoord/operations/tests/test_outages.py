# SPDX-License-Identifier: EUPL-1.2
"""Opening, telling, detailing and closing an outage. sla:2.3.1"""

from __future__ import annotations

from uuid import uuid4

import pytest

from akkoord.audit.models import Event
from akkoord.cases.refusals import NotAllowed
from akkoord.operations.actions.outages import close_outage, detail_outage, link_case, open_outage, update_outage
from akkoord.operations.models import Instance, Outage, OutageLink
from akkoord.operations.refusals import BadBounds, CannotLessen, CannotSay, NothingStruck, OutageOver, TitleMissing
from akkoord.operations.rules.words import Impact, OutageState, Severity


@pytest.fixture
def portal(world) -> Instance:
    return Instance.objects.get(code="public-portal")


@pytest.fixture
def opens(world, portal, amsterdam):
    def give(**given) -> Outage:
        usual = {
            "title_nl": "Publiek portaal ligt eruit",
            "title_en": "Public portal is down",
            "instances": {portal: Impact.DOWN},
            "severity": Severity.MAJOR,
            "began_at": amsterdam("Wed 2026-11-18 10:00"),
            "by": world.operator,
            "at": amsterdam("Wed 2026-11-18 10:05"),
        }
        return open_outage(**(usual | given))

    return give


def names_of(outage: Outage) -> list[str]:
    return list(Event.objects.filter(subject=outage.key).order_by("pk").values_list("name", flat=True))


def test_an_outage_opens_with_number_bounds_and_first_update(opens, world, portal, amsterdam):
    outage = opens(text_nl="We zoeken.", text_en="We are looking.")
    assert outage.number.startswith("OUT-2026-") and outage.is_running and outage.is_public
    assert outage.began_at == amsterdam("Wed 2026-11-18 10:00")
    (bounds,) = outage.bounds.all()
    assert (bounds.began_at, bounds.ended_at, bounds.responsible) == (outage.began_at, None, "vendor")
    assert bounds.struck == {"public-portal": "down"} and bounds.by == world.operator and not bounds.is_correction
    (said,) = outage.updates.all()
    assert (said.state, said.text_nl, said.text_en) == ("investigating", "We zoeken.", "We are looking.")
    assert names_of(outage) == ["OutageOpened"]


def test_the_year_of_a_number_is_that_of_the_agreements_zone(opens, amsterdam):
    night = amsterdam("Fri 2027-01-01 00:30")
    assert opens(began_at=night, at=night).number.startswith("OUT-2027-"), "in UTC it is still 2026"


def test_only_internal_components_stay_internal(opens):
    outage = opens(instances={Instance.objects.get(code="storage"): Impact.DOWN})
    assert not outage.is_public
    assert not Outage.objects.visible_to(None).filter(pk=outage.pk).exists()


@pytest.mark.parametrize(
    ("given", "refusal"),
    [({"instances": {}}, NothingStruck), ({"title_nl": " ", "title_en": ""}, TitleMissing)],
)
def test_an_outage_says_what_it_strikes_and_what_it_is(opens, given, refusal):
    with pytest.raises(refusal):
        opens(**given)
    assert not Outage.objects.exists()


def test_an_outage_does_not_begin_in_the_future(opens, amsterdam):
    with pytest.raises(BadBounds):
        opens(began_at=amsterdam("Wed 2026-11-18 10:06"))


def test_only_operations_open_an_outage_and_the_desk_one_of_a_calamity(opens, world):
    with pytest.raises(NotAllowed):
        opens(by=world.agent)
    with pytest.raises(NotAllowed):
        opens(by=world.submitter, origin="calamity")
    assert opens(by=world.agent, origin="calamity").opened_by == world.agent


def test_a_form_sent_twice_opens_one_outage(opens):
    once = uuid4()
    assert opens(once=once) == opens(once=once)
    assert Outage.objects.count() == 1


def test_an_update_tells_how_far_it_is_and_when_it_should_be_over(opens, world, amsterdam):
    outage, expected = opens(), amsterdam("Wed 2026-11-18 12:00")
    said = update_outage(
        outage=outage, state=OutageState.IDENTIFIED, by=world.operator, at=amsterdam("Wed 2026-11-18 10:20"),
        text_nl="Schijf vol.", text_en="Disk full.", expected_at=expected,
    )  # fmt: skip
    assert (outage.state, outage.expected_at, said.text_en) == ("identified", expected, "Disk full.")
    assert names_of(outage) == ["OutageOpened", "OutageUpdated"]


def test_an_update_resolves_nothing(opens, world, amsterdam):
    outage = opens()
    for state in (OutageState.RESOLVED, OutageState.POSTMORTEM):
        with pytest.raises(CannotSay):
            update_outage(outage=outage, state=state, by=world.operator, at=amsterdam("Wed 2026-11-18 10:20"))
    assert outage.updates.count() == 1


def test_closing_writes_new_bounds_beside_the_first_and_tells(opens, world, amsterdam):
    outage, ended = opens(), amsterdam("Wed 2026-11-18 11:30")
    close_outage(outage, ended_at=ended, by=world.operator, at=amsterdam("Wed 2026-11-18 11:40"), text_nl="Het werkt weer.")
    assert (outage.ended_at, outage.state) == (ended, "resolved")
    assert [b.ended_at for b in outage.bounds.all()] == [None, ended]
    assert [u.state for u in outage.updates.all()] == ["investigating", "resolved"]
    assert names_of(outage) == ["OutageOpened", "OutageResolved"]


def test_an_outage_is_closed_once_and_not_before_it_began(opens, world, amsterdam):
    outage, at = opens(), amsterdam("Wed 2026-11-18 11:40")
    for ended in ("Wed 2026-11-18 09:59", "Wed 2026-11-18 11:41"):
        with pytest.raises(BadBounds):
            close_outage(outage, ended_at=amsterdam(ended), by=world.operator, at=at)
    once = uuid4()
    close_outage(outage, ended_at=at, by=world.operator, at=at, once=once)
    close_outage(outage, ended_at=at, by=world.operator, at=at, once=once)  # the same form again
    with pytest.raises(OutageOver):
        close_outage(outage, ended_at=at, by=world.second_operator, at=at)
    assert outage.bounds.count() == 2 and names_of(outage).count("OutageResolved") == 1


def test_after_the_end_only_the_post_mortem_is_told(opens, world, amsterdam):
    outage, at = opens(), amsterdam("Wed 2026-11-18 11:40")
    close_outage(outage, ended_at=at, by=world.operator, at=at)
    with pytest.raises(OutageOver):
        update_outage(outage=outage, state=OutageState.MONITORING, by=world.operator, at=at)
    update_outage(outage=outage, state=OutageState.POSTMORTEM, by=world.operator, at=at, text_nl="De schijf liep vol.")
    assert outage.state == "postmortem" and not outage.is_running


def test_what_is_known_later_is_written_down(opens, world, amsterdam):
    outage = opens()
    detail_outage(
        outage=outage, by=world.operator, at=amsterdam("Wed 2026-11-18 10:30"),
        severity="critical", cause="Schijf vol", workaround_nl="Gebruik de app.", workaround_en="Use the app.",
    )  # fmt: skip
    outage.refresh_from_db()
    assert (outage.severity, outage.cause, outage.workaround_en) == ("critical", "Schijf vol", "Use the app.")
    assert names_of(outage) == ["OutageOpened", "OutageDetailed"]


def test_one_person_makes_an_outage_larger_but_not_smaller(opens, world, portal, amsterdam):
    outage, at = opens(instances={portal: Impact.PARTLY}), amsterdam("Wed 2026-11-18 10:30")
    app = Instance.objects.get(code="mobile-app")
    detail_outage(outage=outage, by=world.operator, at=at, instances={portal: Impact.DOWN, app: Impact.SLOW})
    assert [b.struck for b in outage.bounds.all()] == [
        {"public-portal": "partly"},
        {"public-portal": "down", "mobile-app": "slow"},
    ]
    for less in ({portal: Impact.DOWN}, {portal: Impact.PARTLY, app: Impact.SLOW}):
        with pytest.raises(CannotLessen):
            detail_outage(outage=outage, by=world.operator, at=at, instances=less)
    assert outage.affected.count() == 2


def test_a_case_belongs_to_an_outage_once(opens, world, amsterdam):
    case = world.reports(at="Wed 2026-11-18 10:15")
    outage, at = opens(), amsterdam("Wed 2026-11-18 10:30")
    link_case(outage=outage, subject=case.key, by=world.agent, at=at)
    link_case(outage=outage, subject=case.key, by=world.operator, at=at)
    assert OutageLink.objects.filter(outage=outage, subject=case.key).count() == 1
    assert names_of(outage).count("CaseLinkedToOutage") == 1
    with pytest.raises(NotAllowed):
        link_case(outage=outage, subject=case.key, by=world.submitter, at=at)
