# SPDX-License-Identifier: EUPL-1.2
"""What the tests of experts, exams, conduct and leads begin with: the five partners, and Zilvermeer's experts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from akkoord.audit.wires import silenced
from akkoord.partners.actions.conduct import publish_code
from akkoord.partners.actions.exams import enrol_expert, plan_exam, record_result
from akkoord.partners.actions.experts import add_expert
from akkoord.partners.code import read_code
from akkoord.partners.models import CodeVersion, Enrolment, ExamSession, Expert
from akkoord.partners.models.partners import Partner
from akkoord.partners.rules.exams import Outcome
from akkoord.people.models import Person
from akkoord.site.world.handle import World
from akkoord.site.world.moments import amsterdam
from akkoord.site.world.partners import found_partners
from akkoord.timing.durations import parse_duration

AT = amsterdam("Wed 2026-11-18 10:00")
TODAY = date(2026, 11, 18)
STARTED = amsterdam("Mon 2025-02-10 09:00")


@dataclass
class Network:
    """Who there is. Roos administers Zilvermeer, Daan and Lieke submit, Emre only reads; Jeroen is of another partner."""

    world: World

    def __post_init__(self) -> None:
        with silenced():
            found_partners()

    @cached_property
    def mirte(self) -> Person:
        return self.world.person("Mirte Holleman")

    @cached_property
    def roos(self) -> Person:
        return self.world.person("Roos Verhagen")

    @cached_property
    def daan(self) -> Person:
        return self.world.person("Daan Kuiper")

    @cached_property
    def emre(self) -> Person:
        return self.world.person("Emre Yildiz")

    @cached_property
    def jeroen(self) -> Person:
        return self.world.person("Jeroen Hazelhof")

    @cached_property
    def partner(self) -> Partner:
        return Partner.objects.select_related("organisation").get(slug="adviesbureau-zilvermeer")

    @cached_property
    def other(self) -> Partner:
        return Partner.objects.select_related("organisation").get(slug="noordkant-payroll")

    def expert(self, person: Person, *, of: Partner | None = None) -> Expert:
        """Somebody is an expert since February 2025."""
        partner = of or self.partner
        return add_expert(
            organisation=partner.organisation, person=person, experience_since=date(2020, 3, 1), days_a_week=4,
            industry="Zorg", service="Processen verbeteren", by=None, at=STARTED,
        )  # fmt: skip

    def exam(self, on: str, *, seats: int = 20) -> ExamSession:
        """An exam, planned a month before."""
        starts = amsterdam(on)
        return plan_exam(
            subject="Salaris en HR", place="Meridaan, zaal 2", starts_at=starts, seats=seats, by=self.mirte, at=starts - timedelta(days=30)
        )  # fmt: skip

    def took(self, expert: Expert, on: str, outcome: Outcome = Outcome.PASSED) -> Enrolment:
        """An expert takes an exam, with what came of it."""
        session = self.exam(on)
        enrolment = enrol_expert(session=session, expert=expert, by=expert.person, at=session.starts_at - timedelta(days=10))
        grade = {Outcome.PASSED: Decimal(8), Outcome.FAILED: Decimal(4)}.get(outcome)
        record_result(enrolment=enrolment, outcome=outcome, grade=grade, by=self.mirte, at=session.starts_at + timedelta(days=1))
        return enrolment

    def code(self, number: str = "2026-1", effective_on: date = date(2026, 1, 1)) -> CodeVersion:
        """The shipped code of conduct is published."""
        text = read_code()
        return publish_code(
            number=number, effective_on=effective_on, accept_within=parse_duration(text.accept_within), rules=text.rows,
            by=None, at=amsterdam("Mon 2025-12-01 09:00"),
        )  # fmt: skip
