# SPDX-License-Identifier: EUPL-1.2
"""A faulty file is refused with file, line and what is allowed."""

from pathlib import Path

import pytest

from akkoord.agreements.document import Agreement
from akkoord.agreements.faults import BadAgreement, FaultAt
from akkoord.agreements.reading import read_agreement
from akkoord.agreements.schema import SCHEMA, schema_text
from akkoord.agreements.tests.files import (
    DAY_PARTS,
    ONE_PAGE,
    REFERENCE,
    REQUESTS,
    ROUND_THE_CLOCK,
    SERVICE_LOG,
    SEVERITIES,
    document,
)

SOUND = """\
code: small
version: 2026-1
effective_from: 2026-01-01
title: {nl: Klein, en: Small}
zone: Europe/Amsterdam
holidays: {country: NL, names: [Easter Monday]}
calendars:
  support:
    title: {nl: Servicedesk, en: Service desk}
    hours: [Mon-Fri 09:00-17:00]
options:
  extra: {title: {nl: Extra, en: Extra}}
priorities:
  - {number: 1, title: {nl: Een, en: One}, criteria: {nl: Alles, en: Everything}}
figures:
  at_risk_share: {value: 0.75, source: vendor, text: {nl: Deel, en: Share}}
clauses:
  - clause: 2.10
    title: {nl: Snel, en: Fast}
    promises:
      - id: reaction
        text: {nl: Binnen een uur., en: Within an hour.}
        by: vendor
        deadline: {on: incident, clock: reaction, within: 1 hour, calendar: support}
"""


def faults_of(tmp_path: Path, text: str) -> list[FaultAt]:
    path = tmp_path / "agreement.yaml"
    path.write_text(text)
    with pytest.raises(BadAgreement) as refused:
        read_agreement(path)
    assert all(str(fault).startswith(f"{path}:{fault.line}: ") for fault in refused.value.faults)
    return refused.value.faults


def test_a_sound_file_is_read_with_its_exact_text(tmp_path: Path) -> None:
    path = tmp_path / "agreement.yaml"
    path.write_text(SOUND)
    file = read_agreement(path)
    assert file.text == SOUND
    assert file.document.code == "small"
    assert len(file.sha256) == 64


def test_clause_2_10_stays_apart_from_clause_2_1(tmp_path: Path) -> None:
    path = tmp_path / "agreement.yaml"
    path.write_text(SOUND)
    assert read_agreement(path).document.clauses[0].clause == "2.10"


@pytest.mark.parametrize(
    ("good", "bad", "line", "says"),
    [
        ("code: small", "code: Small Vendor", 1, "small letters, digits and -"),
        ("effective_from: 2026-01-01", "effective_from: tomorrow", 3, "effective_from: 'tomorrow'"),
        ("effective_from: 2026-01-01\n", "", 1, "'effective_from' is missing"),
        ("effective_from: 2026-01-01", "effective: 2026-01-01", 3, "allowed: code, version, effective_from"),
        ("zone: Europe/Amsterdam", "zone: Europe/Amsterdm", 5, "no time zone; allowed: names such as Europe/Amsterdam"),
        ("[Easter Monday]", "[Easter Mondag]", 6, "'Easter Mondag' is no holiday of NL; allowed: "),
        ("country: NL", "country: QQ", 6, "the library does not know QQ"),
        ("Mon-Fri 09:00-17:00", "Mo-Fr 9-17", 10, "allowed: `Mon-Thu 08:00-17:00`"),
        ("Mon-Fri 09:00-17:00", "Mon-Fri 09:00-25:00", 10, "25:00 is no time of day; allowed: 00:00 to 24:00"),
        ("[Mon-Fri 09:00-17:00]", "[]", 8, "is never open"),
        (
            "hours: [Mon-Fri",
            "extends: suport\n    hours: [Mon-Fri",
            10,
            "'suport' is no calendar of this agreement; allowed: support",
        ),
        ("hours: [Mon-Fri", "extends: support\n    hours: [Mon-Fri", 10, "'support' extends itself"),
        ("value: 0.75", "value: 75", 16, "between 0 and 1"),
        ("at_risk_share:", "at_risc_share:", 16, "'at_risc_share' is no figure; allowed: at_risk_share, reopen_within"),
        ("within: 1 hour", "within: an hour", 24, "is no duration: use a whole number"),
        ("calendar: support", "calendar: desk", 24, "'desk' is no calendar of this agreement; allowed: support"),
        ("calendar: support", "calendar: {extra: support}", 24, "has no default"),
        ("calendar: support", "calendar: {default: support, gold: support}", 24, "'gold' is no option of this agreement"),
        ("within: 1 hour", "when: {priority: 2}, within: 1 hour", 24, "2 is no priority of this agreement; allowed: 1"),
        ("within: 1 hour", "when: {option: gold}, within: 1 hour", 24, "'gold' is no option of this agreement; allowed: extra"),
        ("within: 1 hour", "when: {colour: red}, within: 1 hour", 24, "'colour' is not known here; allowed: priority, category"),
        ("within: 1 hour", "when: {reported_outside: night}, within: 1 hour", 24, "'night' is no calendar"),
        (
            "deadline: {on",
            "always: {condition: x}\n        deadline: {on",
            21,
            "has deadline and always; a promise has exactly one of",
        ),
        (
            "calendar: support}",
            "calendar: support}\n        norm: {share: 90, per: rolling 9999 years}",
            25,
            "'rolling 9999 years' is longer than can be judged; allowed: at most 3660 days, 522 weeks, 120 months, 10 years",
        ),
        ("by: vendor", "by: everyone", 23, "'vendor', 'customer' or 'partner'"),
        ("en: Within an hour.", "en: ''", 22, "has no words in en"),
        ("{nl: Binnen een uur., en", "{nl: Binnen een uur, echt., en", 22, "words with a comma between braces need quotes"),
        ("zone: Europe/Amsterdam", "zone: Europe/Amsterdam\nzone: UTC", 6, "is not YAML: found duplicate key"),
        ("code: small", "code: [small", 2, "is not YAML"),
    ],
)
def test_a_fault_names_its_line_and_what_is_allowed(tmp_path: Path, good: str, bad: str, line: int, says: str) -> None:
    assert good in SOUND
    found = faults_of(tmp_path, SOUND.replace(good, bad, 1))
    assert any(says in fault.message and fault.line == line for fault in found), [str(fault) for fault in found]


@pytest.mark.parametrize("per", ["rolling 10 years", "rolling 120 months", "rolling 3660 days", "rolling 1 day"])
def test_a_period_may_roll_over_ten_years(tmp_path: Path, per: str) -> None:
    path = tmp_path / "agreement.yaml"
    path.write_text(SOUND.replace("calendar: support}", f"calendar: support}}\n        norm: {{share: 90, per: {per}}}", 1))
    assert read_agreement(path).document.clauses[0].promises[0].per == per


def test_all_faults_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = faults_of(tmp_path, SOUND.replace("within: 1 hour", "within: soon").replace("code: small", "code: S"))
    assert [fault.line for fault in found] == [1, 24]


def test_two_promises_for_one_clock_that_can_both_hold_are_refused(tmp_path: Path) -> None:
    second = """\
      - id: second
        text: {nl: Ook., en: Also.}
        by: vendor
        deadline: {on: incident, clock: reaction, when: WHEN, within: 2 hours, calendar: support}
"""
    first = SOUND.replace("within: 1 hour", "when: {priority: 1}, within: 1 hour")
    found = faults_of(tmp_path, first + second.replace("WHEN", "{option: extra}"))
    assert found[0].line == 28
    assert "2.10/reaction and 2.10/second can both hold for the reaction of the same incident" in found[0].message
    narrower = tmp_path / "narrower.yaml"
    narrower.write_text(first + second.replace("WHEN", "{priority: 1, option: extra}"))
    assert len(read_agreement(narrower).document.promises()) == 2


def test_a_file_that_is_not_utf8_is_refused_by_line(tmp_path: Path) -> None:
    path = tmp_path / "agreement.yaml"
    path.write_bytes(SOUND.replace("Klein", "Geïnd").encode("latin-1"))
    with pytest.raises(BadAgreement, match=r"agreement\.yaml:4: is not UTF-8"):
        read_agreement(path)


@pytest.mark.parametrize("path", [REFERENCE, ROUND_THE_CLOCK, ONE_PAGE, SERVICE_LOG, SEVERITIES, REQUESTS, DAY_PARTS])
def test_a_document_survives_the_database(path: Path) -> None:
    stored = document(path).model_dump_json(exclude_defaults=True)
    assert Agreement.model_validate_json(stored) == document(path)


def test_the_shipped_schema_is_up_to_date() -> None:
    assert SCHEMA.read_text() == schema_text(), "write it anew: schema.SCHEMA.write_text(schema.schema_text())"
