# SPDX-License-Identifier: EUPL-1.2
"""An administrator gives a program a token, and takes it back. `by` None is set-up. sla:2.3.3"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import Q

from akkoord.audit.actions import announce
from akkoord.scope.rules import Circle

from .. import guards
from ..events import TokenCreated, TokenRevoked
from ..models import ApiToken, Organisation, Person
from ..refusals import BadExpiry, NameMissing, ScopesDoNotFit
from ..rules import OrganisationKind, TokenScope, do_scopes_fit
from ..tokens import BEGIN, hash_of

LONGEST = timedelta(days=366)
SHOWN = len(BEGIN) + 4
AT_MOST_EVERY = timedelta(hours=1)


@transaction.atomic
def create_token(
    *, organisation: Organisation, name: str, scopes: Iterable[TokenScope], expires_at: datetime, by: Person | None, at: datetime
) -> tuple[ApiToken, str]:
    """The token's row, and the token itself: it stands nowhere and is told only here.

    Raises NotAllowed, NameMissing, ScopesDoNotFit, BadExpiry.
    """
    guards.demand_keeper(organisation, by)
    given = sorted(set(scopes))
    name = " ".join(name.replace("\x00", "").split())
    if not name:
        raise NameMissing
    if not do_scopes_fit(OrganisationKind(organisation.kind), given):
        raise ScopesDoNotFit
    if not at < expires_at <= at + LONGEST:
        raise BadExpiry
    secret = BEGIN + token_urlsafe(32)
    token = ApiToken.objects.create(
        organisation=organisation,
        name=name,
        scopes=[str(scope) for scope in given],
        token_hash=hash_of(secret),
        begins_with=secret[:SHOWN],
        created_at=at,
        created_by=by,
        expires_at=expires_at,
    )
    fact = TokenCreated(token_id=token.pk, organisation_id=organisation.pk, scopes=tuple(token.scopes))
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(organisation.pk))
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Person | None, at: datetime) -> None:
    """Let it open nothing any more, from this moment on; a second time changes nothing. Raises NotAllowed."""
    guards.demand_keeper(token.organisation, by)
    held = ApiToken.objects.select_for_update(no_key=True).get(pk=token.pk)
    if held.revoked_at is not None:
        return
    token.revoked_at, token.revoked_by = at, by
    token.save(update_fields=["revoked_at", "revoked_by"])
    fact = TokenRevoked(token_id=token.pk, organisation_id=token.organisation_id)
    announce(fact, by=by.pk if by else None, at=at, circle=Circle(token.organisation_id))


def note_token_use(*, token: ApiToken, by: None, at: datetime) -> None:
    """Write when it was last used, at most once an hour. No event: a program comes in thousands of times a day."""
    long_ago = Q(last_used_at=None) | Q(last_used_at__lte=at - AT_MOST_EVERY)
    ApiToken.objects.filter(long_ago, pk=token.pk).update(last_used_at=at)
