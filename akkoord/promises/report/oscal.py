# SPDX-License-Identifier: EUPL-1.2
"""A month's verdicts as OSCAL assessment results, for programs that keep the evidence of audits. https://pages.nist.gov/OSCAL

Every promise is an objective and has an observation: its figure, its bound, and where the evidence stands. Only what was judged
has a finding: kept is satisfied, broken is not. What is not measurable, or was waived, is no finding, and its observation says so.
The same facts give the same bytes: every identifier follows from the fingerprint of the facts.
"""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.utils.translation import gettext as _

from akkoord.agreements.rules import midnight
from akkoord.web.badges import verdict_word
from akkoord.web.said import url

from .promise_words import bound_of, figure_of, why_of
from .sections import title_of, written_for
from .value import MonthReport, PromiseFact

VERSION = "1.2.3"
NAMESPACE = "urn:akkoord:oscal"  # of our own properties
STATES = {"kept": ("satisfied", "pass"), "broken": ("not-satisfied", "fail")}
_NO_TOKEN, _MARKUP = re.compile(r"[^\w.-]+"), re.compile(r"([\\`*_\[\]<>^~$])")
Object = dict[str, Any]


def oscal_of(report: MonthReport, language: str) -> str:
    """The document as JSON, in a language."""
    with written_for(report, language):
        document = {"assessment-results": _Writer(report, language).document()}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def objective_of(report: MonthReport, promise: PromiseFact) -> str:
    """A promise as a token, which begins with a letter: `reference-2.2.3-reaction-p2`."""
    token = _NO_TOKEN.sub("-", f"{report.agreement}-{promise.id}").strip("-")
    return token if token[0].isalpha() else f"p-{token}"


class _Writer:
    """One report on its way to a document; `url`s and words are in the active language."""

    def __init__(self, report: MonthReport, language: str) -> None:
        self.report, self.language = report, language
        self.ends_at = report.ends_at.isoformat()
        self.objectives = {promise.id: objective_of(report, promise) for promise in report.promises}

    def document(self) -> Object:
        report, plan = self.report, self.id("plan")
        vendor = {"uuid": self.id("vendor"), "type": "organization", "name": settings.VENDOR_NAME}
        customer = {"uuid": self.id("customer"), "type": "organization", "name": report.organisation}
        metadata = {
            "title": title_of(report),
            "last-modified": self.ends_at,
            "version": report.fingerprint,
            "oscal-version": VERSION,
            "parties": [vendor, customer],
        }
        agreement = {
            "uuid": plan,
            "title": f"{report.agreement} {report.version}",
            "rlinks": [{"href": self.page_of_agreement()}],
        }
        found = {"uuid": self.id("document"), "metadata": metadata, "import-ap": {"href": f"#{plan}"}}
        if report.promises:
            found["local-definitions"] = {"objectives-and-methods": [self.objective(promise) for promise in report.promises]}
        return {**found, "results": [self.result()], "back-matter": {"resources": [agreement]}}

    def result(self) -> Object:
        report = self.report
        reviewed: Object = {"control-selections": [self.selection()]}
        if report.promises:
            chosen = [{"objective-id": name} for name in self.objectives.values()]
            reviewed["control-objective-selections"] = [{"include-objectives": chosen}]
        result: Object = {
            "uuid": self.id("result"),
            "title": title_of(report),
            "description": _("How each promise of agreement %(agreement)s, version %(version)s, was kept for %(organisation)s.")
            % {"agreement": report.agreement, "version": report.version, "organisation": _plain(report.organisation)},
            "start": midnight(report.month, report.zone).isoformat(),
            "end": self.ends_at,
            "reviewed-controls": reviewed,
        }
        lists = {
            "observations": [self.observation(promise) for promise in report.promises],
            "findings": [self.finding(promise) for promise in report.promises if promise.verdict in STATES],
        }
        return result | {name: found for name, found in lists.items() if found}

    def selection(self) -> Object:
        """The promises that were looked at; an agreement without any has nothing to choose from."""
        chosen = [{"control-id": name} for name in self.objectives.values()]
        return {"include-controls": chosen} if chosen else {"include-all": {}}

    def objective(self, promise: PromiseFact) -> Object:
        name = self.objectives[promise.id]
        text = _plain(promise.text.of(self.language))
        return {"control-id": name, "parts": [{"id": name, "name": "assessment-objective", "prose": text}]}

    def observation(self, promise: PromiseFact) -> Object:
        return {
            "uuid": self.id(f"observation {promise.id}"),
            "title": _plain(promise.text.of(self.language)),
            "description": self.said_of(promise),
            "props": [self.prop(name, value) for name, value in self.figures(promise).items() if value],
            "methods": ["EXAMINE"],
            "types": ["control-objective"],
            "subjects": [{"subject-uuid": self.id("customer"), "type": "party"}],
            "relevant-evidence": self.evidence(promise),
            "collected": self.ends_at,
        }

    def finding(self, promise: PromiseFact) -> Object:
        state, reason = STATES[promise.verdict]
        target = {"type": "objective-id", "target-id": self.objectives[promise.id], "status": {"state": state, "reason": reason}}
        return {
            "uuid": self.id(f"finding {promise.id}"),
            "title": _plain(promise.text.of(self.language)),
            "description": self.said_of(promise),
            "target": target,
            "related-observations": [{"observation-uuid": self.id(f"observation {promise.id}")}],
        }

    def said_of(self, promise: PromiseFact) -> str:
        """The verdict as the report says it, with its figure and bound or why there is none."""
        said = [verdict_word(promise.verdict) if promise.verdict else _("nothing to judge"), why_of(promise)]
        figure, bound = figure_of(promise.worst, promise.best, promise.unit), bound_of(promise)
        held = _("%(figure)s, bound %(bound)s") % {"figure": figure, "bound": bound} if figure and bound else figure
        return _plain(": ".join(part for part in (*said, held) if part))

    def figures(self, promise: PromiseFact) -> dict[str, str]:
        """For programs: the promise's own name and verdict, its figures as the facts have them."""
        counts = {
            "kept": promise.kept,
            "broken": promise.broken,
            "waived": promise.waived,
            "not-measurable": promise.not_measurable,
        }
        values = {"worst": promise.worst, "best": promise.best, "bound": promise.bound}
        return {
            "promise": promise.id,
            "kind": promise.kind,
            "verdict": promise.verdict or "nothing",
            "why": promise.why,
            **{name: "" if value is None else str(value) for name, value in values.items()},
            "unit": promise.unit,
            **{name: str(count) if count else "" for name, count in counts.items()},
        }

    def evidence(self, promise: PromiseFact) -> list[Object]:
        """The page of the verdict, then each case with a clock of this promise."""
        month = f"{self.report.month:%Y-%m}"
        page = settings.BASE_URL + url("promise_evidence", month, promise.id)
        found = [{"href": page, "description": _("What the verdict rests on")}]
        for case in self.report.cases:
            decided = [verdict_word(clock.verdict) for clock in case.clocks if clock.promise == promise.id]
            if decided:
                address = settings.BASE_URL + url("case", case.number)
                found.append({"href": address, "description": f"{case.number}: {', '.join(decided)}"})
        return found

    def prop(self, name: str, value: str) -> Object:
        return {"name": name, "ns": NAMESPACE, "value": " ".join(value.split())}

    def page_of_agreement(self) -> str:
        return settings.BASE_URL + url("agreement_version", self.report.version)

    def id(self, part: str) -> str:
        return str(
            uuid5(UUID(self.report.fingerprint[:32]), part) if part != "vendor" else uuid5(NAMESPACE_URL, settings.BASE_URL)
        )


def _plain(text: str) -> str:
    """Text in one line that no reader takes for markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
