# SPDX-License-Identifier: EUPL-1.2
"""What a broken promise owes, in the reader's words and with its arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.conf import settings
from django.utils.translation import gettext as _

from akkoord.agreements.consequence_words import Value, bounds_words, given_words, of_base, right_words, tier_words, value_of
from akkoord.agreements.document import Credit, Promise
from akkoord.agreements.judged_values import domain_of
from akkoord.web.moments import written

from .owed import Owed, Share


def owed_lines(owed: Owed) -> list[str]:
    """Each thing that follows as a sentence, the arithmetic before what it comes to."""
    return list(_lines(owed))


def claim_words(owed: Owed) -> str:
    """Until when the credit must be asked for, and of whom; that nobody need ask; empty without a credit."""
    if owed.credit is None or not any((owed.paid.percent, owed.paid.days, owed.paid.amount)):
        return ""
    if owed.claim_until is None:
        return _("Nobody need ask for it.")
    said = {"vendor": settings.VENDOR_NAME, "when": written(owed.claim_until, "dated")}
    return _("To be asked of %(vendor)s before %(when)s; after that it lapses.") % said


def _lines(owed: Owed) -> Iterator[str]:
    value = value_of(owed.promise)
    if owed.plan_due is not None:
        yield _("An improvement plan comes by %(when)s.") % {"when": written(owed.plan_due, "dated")}
    if (credit := owed.credit) is not None:
        for share in owed.shares:
            yield _share_words(share, owed.promise, credit, value)
        if owed.paid != owed.given and credit.cap is not None:
            said = {"cap": given_words(credit.cap, credit), "paid": given_words(owed.paid, credit)}
            yield _("Together at most %(cap)s, so this comes to %(paid)s.") % said
        elif len(owed.shares) > 1:
            yield _("Together %(paid)s.") % {"paid": given_words(owed.paid, credit)}
    for right in owed.rights:
        said = {"what": right_words(right.trigger, value)}
        if right.until is None:
            yield _("This gives the right to end the contract (%(what)s).") % said
        else:
            said["when"] = written(right.until, "dated")
            yield _("This gives the right to end the contract (%(what)s), until %(when)s.") % said


def _share_words(share: Share, promise: Promise, credit: Credit, value: Value) -> str:
    """ "98.5 % lies in: less than 99 %. 10 % of: that month's price." and, for steps, how many there are."""
    said = {"value": value(share.value), "tier": bounds_words(share.tier, value), "gives": tier_words(share.tier, credit, value)}
    rate = share.tier.per_started or share.tier.linear
    domain = domain_of(promise)
    if rate is None or domain is None:
        return _("Measured %(value)s, in the tier “%(tier)s”: %(gives)s.") % said
    since = Fraction(rate.counted_from if rate.counted_from is not None else domain.bound)
    said |= {
        "since": value(since), "beyond": value(abs(share.value - since)), "total": of_base(share.given, credit),
    }  # fmt: skip
    return (
        _("Measured %(value)s, in the tier “%(tier)s”: %(gives)s, and it lies %(beyond)s beyond %(since)s. That is %(total)s.")
        % said
    )
