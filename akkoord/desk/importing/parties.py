# SPDX-License-Identifier: EUPL-1.2
"""Whose cases a log holds, and on which terms each ran."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from akkoord.agreements.actions import sign_contract
from akkoord.agreements.in_force import NoAgreementInForce, terms_in_force, terms_of_version
from akkoord.agreements.models import Agreement, AgreementVersion, Contract
from akkoord.agreements.terms import FigureMissing, Terms
from akkoord.people.actions import register_organisation
from akkoord.people.models import Organisation
from akkoord.people.rules import OrganisationKind

from .clocks import moment
from .records import Record


class NoTerms(LookupError):
    """A case belongs to nobody known, or ran under no agreement; the message says what would help."""


class UnknownAgreement(LookupError):
    """No agreement has that code; the message names those that there are."""


class Parties:
    """The organisations of a log and the terms of its cases, each looked up once.

    With `create`, a name that is not known becomes a customer with a contract from the agreement's first day.
    """

    def __init__(self, code: str, *, create: bool, at: datetime) -> None:
        agreement = Agreement.objects.filter(code=code, owner=None).first()
        if agreement is None:
            known = ", ".join(Agreement.objects.filter(owner=None).order_by("code").values_list("code", flat=True))
            raise UnknownAgreement(f"no agreement has the code {code!r}; published are: {known or 'none'}")
        self.agreement = agreement
        self._versions: list[AgreementVersion] = list(agreement.versions.select_related("agreement").order_by("-effective_from"))
        self._create = create
        self._at = at
        self._organisations: dict[str, Organisation] = {}
        self._contracts: dict[str, list[Contract]] = {}
        self._terms: dict[tuple[int, int | None], Terms] = {}
        self.created: list[str] = []

    def organisation(self, name: str) -> Organisation:
        """The organisation of that name; raises KeyError for one that was not asked for by `terms` and made."""
        return self._organisations[name]

    def terms(self, record: Record) -> Terms:
        """The terms that the case ran on. Raises NoTerms."""
        opened = moment(record.opened)
        version = next((v for v in self._versions if v.effective_from <= opened), None)
        if version is None:
            since = f"; its first version holds from {self._versions[-1].effective_from:%Y-%m-%d}" if self._versions else ""
            raise NoTerms(f"{self.agreement.code} was not in force yet{since}")
        self._look_up(record.organisation)
        contract = self._contract(record.organisation, opened.astimezone(ZoneInfo(version.text.zone)))
        key = (version.pk, contract.pk if contract else None)
        if key not in self._terms:
            self._terms[key] = self._checked(record, terms_of_version(version, contract), opened)
        return self._terms[key]

    def make_new(self) -> None:
        """Write the customers that the log brought, with their contracts."""
        for name in self.created:
            organisation = register_organisation(by=None, at=self._at, kind=OrganisationKind.CUSTOMER, name=name)
            version = self._versions[-1]
            starts_on = version.effective_from.astimezone(ZoneInfo(version.text.zone)).date()
            sign_contract(organisation=organisation, agreement=self.agreement, starts_on=starts_on, by=None, at=self._at)
            self._organisations[name] = organisation
        self.created = []

    def _look_up(self, name: str) -> None:
        if name in self._organisations or name in self.created:
            return
        found = list(Organisation.objects.filter(name=name).exclude(kind=OrganisationKind.VENDOR)[:2])
        if len(found) > 1:
            raise NoTerms(f"{name!r} is the name of several organisations; rename one of them first")
        if found:
            self._organisations[name] = found[0]
            self._contracts[name] = list(Contract.objects.filter(organisation=found[0], agreement=self.agreement))
        elif self._create:
            self.created.append(name)
        else:
            raise NoTerms(f"no organisation is called {name!r}; add it, name it in `values`, or say `create: true`")

    def _contract(self, name: str, opened: datetime) -> Contract | None:
        if name not in self._contracts:
            return None  # made by this import: no options, the agreement as it stands
        day = opened.date()
        for contract in self._contracts[name]:
            if contract.starts_on <= day and (contract.ends_on is None or day < contract.ends_on):
                return contract
        raise NoTerms(f"{name!r} has no contract under {self.agreement.code} on {day}")

    def _checked(self, record: Record, terms: Terms, opened: datetime) -> Terms:
        """The same terms; refused where the case would later be found to run on others."""
        try:
            terms.at_risk_share  # noqa: B018  # asked now, so that the file is not half-way when it is missing
        except FigureMissing as missing:
            raise NoTerms(f"{missing}; give it among the figures of the agreement") from missing
        organisation = self._organisations.get(record.organisation)
        if organisation is not None and record.organisation in self._contracts:
            try:
                later = terms_in_force(organisation.pk, opened)
            except NoAgreementInForce as none:
                raise NoTerms(str(none)) from none
            if later.version_id != terms.version_id:
                other = f"{later.code} {later.number}"
                raise NoTerms(f"{record.organisation!r} was under {other} then, which goes before {terms.code}")
        return terms
