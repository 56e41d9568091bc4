# SPDX-License-Identifier: EUPL-1.2
"""Every address says who may stand before it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

DOORS = frozenset({"customer", "staff", "partner", "person", "token"})
# Pages of libraries, which guard themselves: sign-in and second factor.
LIBRARIES = ("allauth.",)
# Addresses that anybody may open, signed in or not. A new one is a decision, so it stands here.
PUBLIC = frozenset({
    "agreement", "agreement/versions/<str:number>", "agreement/versions/<str:number>/file",
    "agreement/versions/<str:number>/against/<str:other>", "agreement/versions/<str:number>/pdf",
    "agreement/versions/<str:number>/openslo",
    "opening-hours", "opening-hours.ics", "language", "components",
    "status", "status/history", "status/history/<str:month>", "status/outages/<str:number>", "status/maintenance/<str:number>",
    "availability", "availability/<str:month>", "availability/<str:month>/<slug:code>", "availability/<str:month>/intervals.<slug:form>",
    "status/outages.atom", "status/outages.rss", "status/maintenance.ics", "status/components/<slug:code>.ics",
    "status/components/<slug:code>.<slug:form>", "status/api/v2/<path:name>",
    "status/response-times", "status/response-times/<str:period>", "status/response-times/<str:period>.csv",
    "status/follow", "status/follow/asked",  # and behind a secret in the address, by which one follows without an account:
    "status/follow/<str:token>", "status/follow/<str:token>/confirmation", "status/follow/<str:token>/choice",
    "status/follow/<str:token>/end",
    "",  # the home page: of a visitor, a customer or a colleague
    "availability/plans/<str:month>",
    "promises/kept",  # how all promises were kept, where the vendor has that shown
    "references/<str:token>", "references/<str:token>/refusal", "references/<str:token>/withdrawal",  # by whom a reference is asked of
    "operations/duty.ics",  # with a person's own key
    "stewardship/planner.ics",  # the same
    "account/deadlines.ics",  # likewise
    "partners", "partners/<slug:slug>", "partners/programme", "partners/apply", "partners/apply/sent",
    # and behind a secret in the address, for an applicant without an account:
    "partners/applications/<str:token>", "partners/applications/<str:token>/reply", "partners/applications/<str:token>/withdrawal",
    "metrics",  # with the key of who measures us
    # the demonstration's, which answer 404 everywhere else
    "demo/sign-in/<str:token>", "demo/mail", "demo/mail/<str:name>", "demo/mail/<str:name>/page",
})  # fmt: skip


def addresses(patterns: Iterable[Any], before: str = "") -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every address with its view, from a URL configuration."""
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, address)
        else:
            yield address, pattern.callback


def open_doors(patterns: Iterable[Any], public: frozenset[str] = PUBLIC) -> Iterator[str]:
    """Addresses that demand nobody and are not on the public list, and entries of the list that are none."""
    found = set()
    for address, view in addresses(patterns):
        door = getattr(view, "door", None) or getattr(getattr(view, "view_class", None), "door", None)
        if door == "public":
            found.add(address.rstrip("/"))
            if address.rstrip("/") not in public:
                yield f"/{address} is public but not on the public list of tests/house/doors.py"
        elif door not in DOORS and not view.__module__.startswith(LIBRARIES):
            yield f"/{address} ({view.__module__}.{view.__name__}) does not say who may stand before it"
    yield from (f"/{address} is on the public list but is no public address" for address in sorted(public - found))
