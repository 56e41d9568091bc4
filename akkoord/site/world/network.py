# SPDX-License-Identifier: EUPL-1.2
"""Experts and their exams, gatherings, the code of conduct, leads and assignments of Meridaan's partners."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from akkoord.audit.wires import silenced
from akkoord.partners.actions.assignments import make_assignment, tell_status
from akkoord.partners.actions.conduct import accept_code, ask_permission, decide_permission, publish_code
from akkoord.partners.actions.exams import enrol_expert, plan_exam, record_result
from akkoord.partners.actions.experts import add_expert, show_expert
from akkoord.partners.actions.gatherings import plan_gathering, say_attendance, write_attendance
from akkoord.partners.actions.leads import decide_lead, register_lead
from akkoord.partners.actions.references import ask_reference, place_reference
from akkoord.partners.code import read_code
from akkoord.partners.models import Assignment, CodeVersion, ExamSession, Expert, Gathering
from akkoord.partners.models.partners import Partner
from akkoord.partners.rules.conduct import PermissionKind
from akkoord.partners.rules.exams import Outcome
from akkoord.partners.rules.gatherings import GatheringKind
from akkoord.partners.rules.leads import Progress
from akkoord.people.models import Membership, Person
from akkoord.timing.durations import parse_duration

from .moments import AMSTERDAM
from .partners import JOINED, MANAGER

ZILVERMEER, NOORDKANT, GRONDSMA = "adviesbureau-zilvermeer", "noordkant-payroll", "ilse-grondsma"
EXPERTS = (  # partner, name, since, days a week, industry, service, agreed to stand in the directory
    (
        ZILVERMEER,
        "Daan Kuiper",
        date(2017, 4, 1),
        4,
        "Zorg",
        "Verzuim en roosters inrichten, met de mensen die ermee werken.",
        True,
    ),
    (ZILVERMEER, "Lieke Smeets", date(2020, 9, 1), 4, "Zorg", "Salarisprocessen doorlichten en vereenvoudigen.", True),
    (ZILVERMEER, "Emre Yildiz", date(2023, 1, 1), 3, "Onderwijs", "Oude gegevens overzetten.", False),
    (
        NOORDKANT,
        "Jeroen Hazelhof",
        date(2015, 2, 1),
        5,
        "Salarisverwerking",
        "De maandelijkse salarisrun, van mutatie tot aangifte.",
        True,
    ),
    (NOORDKANT, "Mila Brand", date(2021, 6, 1), 4, "Salarisverwerking", "", False),
    (GRONDSMA, "Ilse Grondsma", date(2014, 10, 1), 4, "Gemeenten", "Functioneel beheer zolang je eigen beheerder weg is.", True),
)


def write_network(now: datetime) -> None:
    """A year of the network: who passed and who missed the exam, who was where, what was agreed. Nobody gets mail of the past."""
    with silenced():
        _Year(now).write()


class _Year:
    def __init__(self, now: datetime) -> None:
        self.now = now
        self.mirte = Person.objects.get(name=MANAGER)
        self.partners = {partner.slug: partner for partner in Partner.objects.select_related("organisation")}
        self.experts: dict[str, Expert] = {}

    def write(self) -> None:
        for slug, name, since, days, industry, service, is_shown in EXPERTS:
            self.experts[name] = self._expert(self.partners[slug], name, since, days, industry, service, is_shown)
        self._exams()
        self._gatherings()
        self._code()
        self._leads()
        self._assignments()
        self._references()

    def _expert(self, partner: Partner, name: str, since: date, days: int, industry: str, service: str, is_shown: bool) -> Expert:
        person, at = Person.objects.get(name=name), JOINED + timedelta(hours=2)
        expert = add_expert(
            organisation=partner.organisation, person=person, experience_since=since, days_a_week=days, industry=industry,
            service=service, by=None, at=at,
        )  # fmt: skip
        if is_shown:
            show_expert(expert=expert, is_shown=True, by=person, at=at)
        return expert

    def _exams(self) -> None:
        """Emre was absent ten days ago, and his earlier pass has lapsed; Daan and Lieke passed in spring."""
        last_year = self._exam("Salaris en HR", 375)
        for name in ("Emre Yildiz", "Mila Brand"):
            self._took(last_year, name, Outcome.PASSED, "7.5")
        spring = self._exam("Salaris en HR", 230)
        for name, grade in (("Daan Kuiper", "8"), ("Lieke Smeets", "9"), ("Jeroen Hazelhof", "8.5"), ("Ilse Grondsma", "7")):
            self._took(spring, name, Outcome.PASSED, grade)
        lately = self._exam("Salaris en HR", 10)
        self._took(lately, "Emre Yildiz", Outcome.ABSENT, None)
        self._took(lately, "Mila Brand", Outcome.PASSED, "8")
        self._exam("Salaris en HR, herkansing", -24)
        self._exam("Financieel", -66)

    def _exam(self, subject: str, days_ago: int) -> ExamSession:
        starts = self._day(days_ago, 13)
        planned = min(starts - timedelta(days=60), self.now - timedelta(days=1))
        return plan_exam(subject=subject, place="Meridaan, zaal 2", starts_at=starts, seats=20, by=self.mirte, at=planned)

    def _took(self, session: ExamSession, name: str, outcome: Outcome, grade: str | None) -> None:
        expert, before = self.experts[name], session.starts_at - timedelta(days=9)
        enrolment = enrol_expert(session=session, expert=expert, by=expert.person, at=before)
        record_result(
            enrolment=enrolment, outcome=outcome, grade=Decimal(grade) if grade else None, by=self.mirte,
            at=session.starts_at + timedelta(days=1),
        )  # fmt: skip

    def _gatherings(self) -> None:
        kick_off = self._gathering(GatheringKind.KICK_OFF, "Aftrap", 40)
        self._there(kick_off, ["Daan Kuiper", "Lieke Smeets", "Jeroen Hazelhof", "Mila Brand", "Ilse Grondsma"], [])
        event = self._gathering(GatheringKind.PARTNER_EVENT, "Partnerdag", 20)
        self._there(event, ["Daan Kuiper", "Lieke Smeets", "Emre Yildiz", "Jeroen Hazelhof"], ["Lieke Smeets"])
        meeting = self._gathering(GatheringKind.PROGRESS_MEETING, "Voortgang met Zilvermeer", 15, self.partners[ZILVERMEER])
        self._there(meeting, ["Daan Kuiper"], [])
        expert_day = self._gathering(GatheringKind.EXPERT_DAY, "Expertdag", -18)
        ilse = self.experts["Ilse Grondsma"]
        say_attendance(gathering=expert_day, expert=ilse, comes=True, presents=False, by=ilse.person, at=self._day(3, 10))

    def _gathering(self, kind: GatheringKind, title: str, days_ago: int, partner: Partner | None = None) -> Gathering:
        starts = self._day(days_ago, 9)
        return plan_gathering(
            kind=kind, title=title, place="Meridaan", starts_at=starts, organisation=partner.organisation if partner else None,
            by=self.mirte, at=min(starts - timedelta(days=45), self.now - timedelta(days=1)),
        )  # fmt: skip

    def _there(self, gathering: Gathering, came: list[str], presented: list[str]) -> None:
        write_attendance(
            gathering=gathering, came=[self.experts[name] for name in came], presented=[self.experts[name] for name in presented],
            by=self.mirte, at=gathering.starts_at + timedelta(days=1),
        )  # fmt: skip

    def _code(self) -> None:
        """Everybody accepted it but Emre, who came later than the others to everything."""
        text = read_code()
        code = publish_code(
            number=text.version, effective_on=text.effective_on, accept_within=parse_duration(text.accept_within), rules=text.rows,
            by=None, at=JOINED,
        )  # fmt: skip
        for slug in (ZILVERMEER, NOORDKANT, GRONDSMA):
            self._accept(self.partners[slug], code)
        zilvermeer, roos = self.partners[ZILVERMEER].organisation, Person.objects.get(name="Roos Verhagen")
        domain = ask_permission(
            organisation=zilvermeer, kind=PermissionKind.DOMAIN, what="meridaan-advies.example", why="Voor een actiepagina.",
            by=roos, at=self._day(60, 11),
        )  # fmt: skip
        reason = "Onze naam in een domein gebruiken we zelf. Een pagina op jullie eigen site is prima."
        decide_permission(permission=domain, is_agreed=False, reason=reason, by=self.mirte, at=self._day(58, 15))
        ask_permission(
            organisation=zilvermeer, kind=PermissionKind.DEMONSTRATION, what="Scholengroep Rietlanden",
            why="Ze vragen ons om roosters te laten zien. Kan er iemand van jullie mee?", by=roos, at=self._day(2, 16),
        )  # fmt: skip

    def _accept(self, partner: Partner, code: CodeVersion) -> None:
        for membership in Membership.objects.in_force().filter(organisation=partner.organisation).select_related("person"):
            person = membership.person
            if person.name != "Emre Yildiz":
                at = datetime(code.effective_on.year, code.effective_on.month, 12, 10, tzinfo=AMSTERDAM)
                accept_code(organisation=partner.organisation, version=code, typed_name=person.name, by=person, at=at)

    def _leads(self) -> None:
        roos, jeroen = Person.objects.get(name="Roos Verhagen"), Person.objects.get(name="Jeroen Hazelhof")
        mill = register_lead(
            organisation=self.partners[ZILVERMEER].organisation, company="Molenzorg", contact="Aafke Roel, hoofd personeel",
            what="Ze willen hun roosters en verzuim in één programma.", is_customer=False, is_joint=True, by=roos, at=self._day(35, 11),
        )  # fmt: skip
        decide_lead(lead=mill, is_agreed=True, reason="", by=self.mirte, at=self._day(33, 10))
        register_lead(
            organisation=self.partners[NOORDKANT].organisation, company="Molenzorg B.V.", contact="", what="Salarisverwerking uitbesteden.",
            is_customer=False, is_joint=False, by=jeroen, at=self._day(4, 9),
        )  # fmt: skip

    def _assignments(self) -> None:
        """Daan tells every month; Jeroen is late."""
        daan = self._assignment("Zorggroep Elzenhorst", "Verzuim inrichten voor twaalf locaties.", "Daan Kuiper", 80)
        for days, progress, text in (
            (52, Progress.ON_TRACK, "De eerste vier locaties werken ermee."),
            (24, Progress.HINDERED, "De koppeling met het roosterpakket levert dubbele regels. We wachten op de leverancier."),
        ):
            tell_status(
                assignment=daan, progress=progress, text=text, by=self.experts["Daan Kuiper"].person, at=self._day(days, 16)
            )
        self._assignment("Museum Het Palet", "De salarisrun overnemen.", "Jeroen Hazelhof", 36)

    def _assignment(self, customer: str, what: str, name: str, days_ago: int) -> Assignment:
        expert, starts = self.experts[name], self._day(days_ago, 9)
        return make_assignment(
            organisation=expert.organisation, customer=customer, what=what, expert=expert, consultant=self.mirte,
            starts_on=starts.date(), by=self.mirte, at=starts,
        )  # fmt: skip

    def _references(self) -> None:
        for name, customer, asked, email, text in (
            ("Ilse Grondsma", "Gemeente Oeverdijk", "Lotte Hamelink", "lotte.hamelink@oeverdijk.example", "Ilse kende ons systeem na een week beter dan wijzelf. Ze laat het netter achter dan ze het vond."),
            ("Daan Kuiper", "Zorggroep Elzenhorst", "Tarik Benhaddou", "tarik.benhaddou@elzenhorst.example", "Daan vroeg eerst aan de planners wat ze nodig hadden. Dat scheelde ons een half jaar."),
        ):  # fmt: skip
            expert = self.experts[name]
            request = ask_reference(
                expert=expert, customer=customer, name=asked, email=email, language="nl", by=expert.person, at=self._day(70, 10)
            )
            place_reference(request=request, text=text, with_name=True, by=None, at=self._day(66, 20))

    def _day(self, days_ago: int, hour: int) -> datetime:
        """A weekday so many days ago; negative: to come."""
        day = (self.now - timedelta(days=days_ago)).astimezone(AMSTERDAM).replace(hour=hour, minute=0, second=0, microsecond=0)
        return day - timedelta(days=max(0, day.isoweekday() - 5))
