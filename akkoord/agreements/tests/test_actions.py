# SPDX-License-Identifier: EUPL-1.2
"""Publishing, deviating days and contracts: effect, event and refusal."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import override_settings

from akkoord.agreements import actions
from akkoord.agreements.actions import CannotEnd, CannotPublish, CannotSign, CannotWithdraw
from akkoord.agreements.cli import check_file
from akkoord.agreements.document import Agreement as Document
from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force, terms_owned_by, version_in_force
from akkoord.agreements.models import Agreement, AgreementVersion, CalendarException, Contract
from akkoord.agreements.slots import JUDGED_SINCE
from akkoord.agreements.tests.files import REFERENCE, ROUND_THE_CLOCK, amsterdam, document
from akkoord.audit.models import Event
from akkoord.people.models import Organisation
from akkoord.scope.database import scoped, set_scope
from akkoord.scope.rules import PUBLIC, SYSTEM, Scope, Side
from akkoord.timing.deadlines import deadline

pytestmark = pytest.mark.django_db

CODE = "trial"
JUNE = amsterdam("Mon 2026-06-01 12:00")
NOVEMBER = amsterdam("Wed 2026-11-18 10:15")


@pytest.fixture(autouse=True)
def system_scope(db: None) -> Iterator[None]:
    """Everything happens as the system does it, beside the named world and under a code of its own."""
    with override_settings(AGREEMENT=CODE), scoped(SYSTEM):
        yield


def version(number: str, effective: date, **changes: Any) -> Document:
    """The reference agreement under another number and date."""
    return document().model_copy(update={"code": CODE, "version": number, "effective_from": effective, **changes})


def published(
    number: str = "2026-2", effective: date = date(2026, 7, 1), at: datetime = JUNE, **changes: Any
) -> AgreementVersion:
    return actions.publish_agreement(document=version(number, effective, **changes), by=None, at=at)


def organisation(name: str = "Zorggroep Elzenhorst") -> Organisation:
    return Organisation.objects.create(kind="customer", name=name, created_at=JUNE)


def signed(**given: Any) -> Contract:
    """A contract of a new organisation from July."""
    given = {"organisation": given.pop("organisation", None) or organisation(), "starts_on": date(2026, 7, 1), **given}
    return actions.sign_contract(**{"agreement": Agreement.objects.get(code=CODE), "by": None, "at": JUNE, **given})


def test_a_version_holds_from_midnight_in_its_own_zone() -> None:
    old, new = published("2026-1", date(2025, 1, 1)), published()
    border = amsterdam("Wed 2026-07-01 00:00")
    assert version_in_force(CODE, border - timedelta(seconds=1)) == old
    assert version_in_force(CODE, border) == new
    assert terms_in_force(None, border).number == "2026-2"
    with pytest.raises(NoAgreementInForce):
        version_in_force(CODE, amsterdam("Tue 2024-12-31 23:59"))


def test_publication_is_announced_and_keeps_the_text_and_the_holidays() -> None:
    text = REFERENCE.read_text()
    made = actions.publish_agreement(document=version("2026-2", date(2026, 7, 1)), source_text=text, by=None, at=JUNE)
    assert made.source_text == text and len(made.sha256) == 64
    assert date(2026, 12, 25) in made.frozen_dates and date(2026, 5, 5) not in made.frozen_dates
    assert AgreementVersion.objects.get(pk=made.pk).text == version("2026-2", date(2026, 7, 1))
    event = Event.objects.filter(name="AgreementPublished").latest("id")
    assert event.data["version_id"] == made.pk and event.data["effective_from"] == "2026-07-01T00:00:00+02:00"


def test_an_upgrade_of_the_holidays_library_moves_no_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    published()
    monkeypatch.setattr("akkoord.agreements.closed_dates.closed_dates", lambda *_: frozenset())
    assert not terms_in_force(None, NOVEMBER).calendar("support").is_open(amsterdam("Fri 2026-12-25 10:00"))


def test_check_warns_when_the_holidays_library_now_differs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    published()
    file = Namespace(document=version("2026-2", date(2026, 7, 1)), warnings=())
    monkeypatch.setattr("akkoord.agreements.reading.read_agreement", lambda _: file)
    asked = Namespace(file="trial.yaml", needs_database=True)
    assert check_file(asked) == 0
    assert "warning" not in capsys.readouterr().out
    monkeypatch.setattr("akkoord.agreements.closed_dates.closed_dates", lambda *_: frozenset({date(2098, 1, 3)}))
    assert check_file(asked) == 0
    said = capsys.readouterr().out
    assert "2026-2 was published with 2098-01-03 open; the holidays library now differs. It stays open." in said
    assert "was published with 2098-12-25 closed" in said


def test_a_published_version_cannot_be_changed() -> None:
    made = published()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AgreementVersion.objects.filter(pk=made.pk).update(number="2026-3")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        made.delete()


@pytest.mark.parametrize(
    ("number", "effective", "says"),
    [
        ("2026-2", date(2027, 1, 1), "was published already"),
        ("2026-3", date(2026, 7, 1), "already covers 2026-07-01"),
        ("2026-1", date(2025, 7, 1), "already covers 2025-07-01"),
    ],
)
def test_a_date_that_is_covered_is_refused(number: str, effective: date, says: str) -> None:
    published()
    with pytest.raises(CannotPublish, match=says):
        published(number, effective)
    assert AgreementVersion.objects.filter(agreement__code=CODE).count() == 1


def test_a_version_is_refused_when_something_was_judged_under_the_one_before() -> None:
    published()
    asked: list[dict[str, object]] = []

    def judged(**question: object) -> bool:
        asked.append(question)
        return question["since"] <= NOVEMBER  # type: ignore[operator]  # a moment, by the slot's contract

    JUDGED_SINCE.fill(judged)
    try:
        with pytest.raises(CannotPublish, match="was judged under 2026-2"):
            published("2026-3", date(2026, 11, 1))
        assert published("2026-4", date(2026, 12, 1)).number == "2026-4"
    finally:
        JUDGED_SINCE.empty()
    assert asked[0]["agreement_id"] == Agreement.objects.get(code=CODE).pk


def test_a_promise_is_not_dropped_in_silence() -> None:
    published()
    fewer = tuple(clause for clause in document().clauses if clause.clause != "2.2.4")
    with pytest.raises(CannotPublish, match=r"drops 2\.2\.4/analysed-daily of 2026-2 without a successor"):
        published("2026-3", date(2027, 1, 1), clauses=fewer)
    assert published("2026-3", date(2027, 1, 1), clauses=fewer, dropped=("2.2.4/analysed-daily",)).number == "2026-3"


def test_a_promise_may_name_the_one_it_follows() -> None:
    published()
    renamed = tuple(
        clause.model_copy(
            update={
                "promises": tuple(
                    p.model_copy(update={"id": "daily", "replaces": ("2.2.4/analysed-daily",)}) for p in clause.promises
                )
            }
        )
        if clause.clause == "2.2.4"
        else clause
        for clause in document().clauses
    )
    assert published("2026-3", date(2027, 1, 1), clauses=renamed).number == "2026-3"


def test_an_agreement_with_a_notice_of_changes_is_held_to_it() -> None:
    noticed = tuple(
        clause.model_copy(
            update={
                "promises": tuple(
                    p.model_copy(update={"notice": p.notice.model_copy(update={"at_least": "1 month"})})
                    if p.id == "change-told" and p.notice and clause.clause == "1.2"
                    else p
                    for p in clause.promises
                )
            }
        )
        for clause in document().clauses
    )
    published(clauses=noticed)
    with pytest.raises(CannotPublish, match=r"1\.2/change-told promises 1 month of notice"):
        published("2027-1", date(2026, 12, 1), at=NOVEMBER, clauses=noticed)
    assert published("2027-1", date(2026, 12, 19), at=NOVEMBER, clauses=noticed).number == "2027-1"


def test_a_document_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(CannotPublish, match="no time zone"):
        published(zone="Mars/Olympus")
    assert not Agreement.objects.filter(code=CODE).exists()


def test_a_deviating_day_moves_deadlines_only_when_told_before_it_begins() -> None:
    published()
    agreement = Agreement.objects.get(code=CODE)
    told: dict[str, Any] = {"agreement": agreement, "calendar": "support", "reason": {"nl": "Uitje", "en": "Outing"}, "by": None}
    actions.publish_exception(day=date(2026, 11, 19), hours=["08:00-12:00"], at=NOVEMBER, **told)
    actions.publish_exception(day=date(2026, 11, 18), hours=[], at=NOVEMBER, **told)
    support = terms_in_force(None, NOVEMBER).calendar("support")
    due = deadline(support, terms_in_force(None, NOVEMBER).promise("2.2.3/reaction-p1").within, amsterdam("Thu 2026-11-19 11:30"))
    assert due == amsterdam("Fri 2026-11-20 08:30")
    assert support.is_open(NOVEMBER), "told after it began: it stands on the page and moves nothing"
    assert [
        e.data["day"] for e in Event.objects.filter(name="ExceptionPublished", data__agreement_id=agreement.pk).order_by("id")
    ] == ["2026-11-19", "2026-11-18"]
    assert terms_in_force(None, NOVEMBER).calendar("support_phone").is_open(amsterdam("Thu 2026-11-19 14:00"))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"calendar": "desk"}, "is no calendar"),
        ({"hours": ["8-12"]}, "allowed: `08:00-12:00`"),
        ({"hours": ["08:00-12:00", "11:00-13:00"]}, "overlap"),
        ({"reason": {"nl": "Uitje"}}, "give the reason in nl, en"),
    ],
)
def test_a_deviating_day_that_cannot_be_is_refused(changes: dict[str, Any], says: str) -> None:
    published()
    sound: dict[str, Any] = {
        "agreement": Agreement.objects.get(code=CODE),
        "calendar": "support",
        "day": date(2026, 12, 24),
        "hours": [],
        "by": None,
    }
    sound |= {"reason": {"nl": "Kerstavond", "en": "Christmas Eve"}, "at": NOVEMBER}
    with pytest.raises(CannotPublish, match=says):
        actions.publish_exception(**{**sound, **changes})
    actions.publish_exception(**sound)
    with pytest.raises(CannotPublish, match="withdraw those first"):
        actions.publish_exception(**sound)


def test_a_deviating_day_is_withdrawn_only_before_it_begins() -> None:
    published()
    day = actions.publish_exception(
        agreement=Agreement.objects.get(code=CODE),
        calendar="support",
        day=date(2026, 12, 24),
        hours=[],
        by=None,
        at=NOVEMBER,
        reason={"nl": "Kerstavond", "en": "Christmas Eve"},
    )
    with pytest.raises(CannotWithdraw):
        actions.withdraw_exception(exception=day, by=None, at=amsterdam("Thu 2026-12-24 00:00"))
    actions.withdraw_exception(exception=day, by=None, at=NOVEMBER)
    assert not CalendarException.objects.standing().filter(agreement__code=CODE).exists()
    assert terms_in_force(None, NOVEMBER).calendar("support").is_open(amsterdam("Thu 2026-12-24 10:00"))
    assert Event.objects.filter(name="ExceptionWithdrawn").exists()


def test_a_contract_gives_its_options_licence_and_limit() -> None:
    published()
    contract = signed(options=["first_class"], licence="erp", submitter_limit=3)
    terms = terms_in_force(contract.organisation_id, NOVEMBER)
    assert (terms.options, terms.licence, terms.submitter_limit) == (frozenset({"first_class"}), "erp", 3)
    assert terms.allowed_priorities("outage") == (1, 2, 3)
    assert Event.objects.filter(name="ContractSigned").latest("id").organisation_id == contract.organisation_id


def test_an_option_ends_with_its_contract_and_the_next_one_follows() -> None:
    published()
    first = signed(options=["first_class"])
    actions.end_contract(contract=first, ends_on=date(2026, 12, 1), by=None, at=NOVEMBER)
    signed(organisation=first.organisation, starts_on=date(2026, 12, 1))
    border = amsterdam("Tue 2026-12-01 00:00")
    assert terms_in_force(first.organisation_id, border - timedelta(seconds=1)).is_first_class
    assert not terms_in_force(first.organisation_id, border).is_first_class
    with pytest.raises(NoAgreementInForce):
        terms_in_force(first.organisation_id, amsterdam("Tue 2026-06-30 23:59"))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"options": ["gold"]}, "gold: no option of trial; allowed: first_class"),
        ({"licence": "gold"}, "gold: no licence"),
        ({"overrides": {"9/x": {}}}, "9/x: no promise"),
        ({"overrides": {"2.2.3/reaction-p2": {"by": "vendor"}}}, "an override is no promise"),
    ],
)
def test_a_contract_names_only_what_the_agreement_has(changes: dict[str, Any], says: str) -> None:
    published()
    with pytest.raises(CannotSign, match=says):
        signed(**changes)


def test_two_contracts_never_hold_at_once_not_even_past_the_action() -> None:
    published()
    first = signed()
    with pytest.raises(CannotSign, match="end it first"):
        signed(organisation=first.organisation, starts_on=date(2027, 1, 1))
    with pytest.raises(DatabaseError, match="one_contract_at_a_time"), transaction.atomic():
        Contract.objects.create(
            organisation=first.organisation, agreement=first.agreement, starts_on=date(2027, 1, 1), signed_at=JUNE
        )
    with pytest.raises(CannotEnd):
        actions.end_contract(contract=first, ends_on=date(2026, 6, 1), by=None, at=JUNE)


def test_individual_terms_prevail_and_are_named() -> None:
    published()
    sharper: dict[str, Any] = {"text": {"nl": "Binnen 4 uur.", "en": "Within 4 hours."}, "by": "vendor"}
    sharper |= {
        "deadline": {"on": "incident", "clock": "reaction", "when": {"priority": 2}, "within": "4 hours", "calendar": "support"}
    }
    contract = signed(overrides={"2.2.3/reaction-p2": sharper})
    mine = terms_in_force(contract.organisation_id, NOVEMBER)
    promise = mine.deadline_promise("incident", "reaction", {"priority": 2}, NOVEMBER)
    assert promise and str(promise.within) == "4 hours"
    assert mine.overridden == {"2.2.3/reaction-p2"}
    assert str(terms_in_force(None, NOVEMBER).promise("2.2.3/reaction-p2").within) == "1 working day"


def test_an_organisations_own_agreement_is_its_own_alone() -> None:
    published()
    mine, other = organisation(), organisation("Woonstede")
    actions.publish_agreement(document=document(ROUND_THE_CLOCK), owner=mine, by=None, at=JUNE)
    assert terms_owned_by(mine.pk, NOVEMBER).code == "round-the-clock"
    with pytest.raises(NoAgreementInForce):
        terms_owned_by(other.pk, NOVEMBER)
    with pytest.raises(NoAgreementInForce):
        version_in_force("round-the-clock", NOVEMBER)
    seen = {}
    for who, scope in {
        "owner": Scope(Side.CUSTOMER, frozenset({mine.pk})),
        "stranger": Scope(Side.CUSTOMER, frozenset({other.pk})),
        "staff": Scope(Side.STAFF),
        "public": PUBLIC,
    }.items():
        with scoped(scope):
            seen[who] = [
                Agreement.objects.filter(code__in=(CODE, "round-the-clock")).count(),
                AgreementVersion.objects.filter(agreement__code__in=(CODE, "round-the-clock")).count(),
            ]
    assert seen == {"owner": [2, 2], "stranger": [1, 1], "staff": [1, 1], "public": [1, 1]}


def test_a_contract_is_seen_by_its_organisation_and_staff_only() -> None:
    published()
    contract = signed()
    for scope, rows in (
        (Scope(Side.CUSTOMER, frozenset({contract.organisation_id})), 1),
        (Scope(Side.CUSTOMER, frozenset({contract.organisation_id + 1})), 0),
        (Scope(Side.STAFF), 1),
        (PUBLIC, 0),
    ):
        with scoped(scope):
            assert Contract.objects.filter(pk=contract.pk).count() == rows
    set_scope(SYSTEM)


def test_terms_cost_few_queries(django_assert_max_num_queries: Any) -> None:
    published()
    contract = signed()
    terms_in_force(contract.organisation_id, NOVEMBER)  # the text is read once per process
    with django_assert_max_num_queries(3):
        terms_in_force(contract.organisation_id, datetime(2026, 11, 18, 9, tzinfo=UTC))
