# SPDX-License-Identifier: EUPL-1.2
"""What follows from a broken promise, as a fact of a report and back: so that a report says it as it stood when the month ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

from akkoord.agreements.consequences import NOTHING, Credited
from akkoord.agreements.document import Promise
from akkoord.agreements.terms import Terms

from ..ledger import is_everybodys
from ..measured import Year
from ..owed import Owed, Right, Share, owed_under
from ..owed_words import claim_words, owed_lines
from ..rules import Counts, Judged, month_after
from .value import Given, MonthReport, OwedFact, PromiseFact, RightFact, ShareFact


def with_follows(
    facts: Sequence[PromiseFact], terms: Terms, organisation: int, year: Year, month: date, *, ends_at: datetime, at: datetime
) -> Iterator[PromiseFact]:
    """The same facts, those of broken promises with what their consequences come to. Asks nothing where there are none."""
    says = {f"{clause.clause}/{promise.id}": promise for clause, promise in terms.document.promises() if promise.consequences}
    for fact in facts:
        promise, owed = says.get(fact.id), None
        if promise is not None and fact.verdict == "broken":
            judged = year.get(fact.id, {}).get(month) or _by_counts(fact, terms, month)
            whose = is_everybodys(promise)
            owed = owed_under(terms, promise, judged, organisation, at, everybodys=whose, seen=ends_at)
        yield fact if owed is None else fact.model_copy(update={"follows": fact_of(owed)})


def _by_counts(fact: PromiseFact, terms: Terms, month: date) -> Judged:
    """What clocks decided one by one, as the ledger has it: the figure is the share of them that kept it."""
    assert terms.version_id is not None  # terms in force were published
    share = Decimal(str(Counts(fact.kept, fact.broken).share)).scaleb(2)
    return Judged(fact.id, terms.version_id, fact.verdict, month, month_after(month), worst=share, best=share)


def fact_of(owed: Owed) -> OwedFact:
    """The same as plain values, with the promise as it is written in the agreement's file."""
    says = owed.promise.consequences
    assert says is not None
    tiers = () if owed.credit is None else owed.credit.tiers
    return OwedFact(
        promise=owed.promise.model_dump(mode="json", exclude_defaults=True),
        plan_due=_utc(owed.plan_due),
        shares=tuple(ShareFact(value=each.value, tier=tiers.index(each.tier), **_sizes(each.given)) for each in owed.shares),
        paid=Given(**_sizes(owed.paid)),
        claim_until=_utc(owed.claim_until),
        rights=tuple(RightFact(trigger=says.termination.index(each.trigger), until=_utc(each.until)) for each in owed.rights),
    )


def owed_of(fact: OwedFact, agreement: str) -> Owed:
    """What a fact of a report says was owed under the agreement with that code."""
    promise = Promise.model_validate(fact.promise)
    says = promise.consequences
    assert says is not None
    tiers = () if says.credit is None else says.credit.tiers
    return Owed(
        agreement, promise, fact.plan_due, says.credit,
        tuple(Share(each.value, tiers[each.tier], _credited(each)) for each in fact.shares),
        NOTHING if says.credit is None else _credited(fact.paid), fact.claim_until,
        tuple(Right(says.termination[each.trigger], each.until) for each in fact.rights),
    )  # fmt: skip


def follows_words(report: MonthReport, promise: PromiseFact) -> list[str]:
    """What follows, each thing a sentence, as the page of its evidence says it; empty where nothing does."""
    if promise.follows is None:
        return []
    owed = owed_of(promise.follows, report.agreement)
    return [line for line in (*owed_lines(owed), claim_words(owed)) if line]


def _sizes(given: Credited) -> dict[str, Fraction]:
    return {"percent": given.percent, "days": given.days, "amount": given.amount}


def _credited(given: Given) -> Credited:
    return Credited(given.percent, given.days, given.amount)


def _utc(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(UTC)
