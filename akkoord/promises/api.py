# SPDX-License-Identifier: EUPL-1.2
"""For programs: the verdicts of their own organisation. docs/howto/read-verdicts.md"""

from __future__ import annotations

import re
from datetime import date

from django.http import HttpResponse, HttpResponseNotAllowed

from akkoord.people.rules import OrganisationKind, TokenScope
from akkoord.people.token_door import TokenRequest, refused, token_door

from .lines import as_lines, verdicts_of

AT_A_TIME = 1000
LONGEST_ID = 18  # digits, so that it is a number of the database's


@token_door(TokenScope.VERDICTS_READ)
def verdicts(request: TokenRequest) -> HttpResponse:
    """JSON Lines, at most 1000 from `after` on; `Link` names the next page where there is one. 422 for what it does not know."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    after, month = request.GET.get("after", "0"), request.GET.get("month")
    if set(request.GET) - {"after", "month"} or not re.fullmatch(rf"[0-9]{{1,{LONGEST_ID}}}", after):
        return refused(
            422, "bad_query", "Allowed: `after`, the id of the last verdict that you have, and `month`, such as 2026-10."
        )
    whose = request.token.organisation
    found = verdicts_of(None if whose.kind == OrganisationKind.VENDOR else whose.pk).filter(pk__gt=int(after))
    if month is not None:
        if re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", month) is None:
            return refused(422, "bad_query", "`month` is a year and a month, such as 2026-10.")
        found = found.filter(month=date.fromisoformat(f"{month}-01"))
    keys = list(found.values_list("pk", flat=True)[: AT_A_TIME + 1])
    page = keys[:AT_A_TIME]
    body = "".join(as_lines(found.filter(pk__lte=page[-1]))) if page else ""
    answer = HttpResponse(body, content_type="application/x-ndjson; charset=utf-8", headers={"Cache-Control": "no-store"})
    if len(keys) > AT_A_TIME:
        query = f"?after={page[-1]}" + (f"&month={month}" if month else "")
        answer["Link"] = f'<{request.path}{query}>; rel="next"'
    return answer
