# SPDX-License-Identifier: EUPL-1.2
"""An installation begins at the command line, and whoever is entered is invited by mail."""

import pytest

from akkoord.agreements.models import Contract
from akkoord.people.models import Membership, Organisation
from akkoord.site.cli import parser

CUSTOMER = [
    "register", "customer", "Molen De Hoop", "--number", "20001", "--agreement", "reference", "--licence", "erp",
    "--from", "2026-01-01", "--person", "Tess Mulder", "--email", "tess@molen.example",
]  # fmt: skip
PERSON = ["--person", "Kim Bos", "--email", "kim@meridaan.example"]


def run(*words: str) -> int:
    options = parser().parse_args(words)
    return int(options.run(options))


def test_a_customer_is_entered_with_its_contract_and_its_administrator_is_invited(world, run_jobs, mailoutbox):
    assert run(*CUSTOMER, "--option", "first_class") == 0
    molen = Organisation.objects.get(customer_number=20001)
    assert Contract.objects.get(organisation=molen).options == ["first_class"]
    assert Membership.objects.get(organisation=molen).roles == ["administrator"]
    run_jobs()
    assert [m.to for m in mailoutbox] == [["tess@molen.example"]]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([*CUSTOMER, "--option", "gold"], "gold"),
        ([*CUSTOMER[:6], "unknown", *CUSTOMER[7:]], "unknown"),
        ([*CUSTOMER[:4], "10021", *CUSTOMER[5:]], "10021"),
        (["register", "vendor", "Another", *PERSON], "vendor"),
        (["register", "staff", *PERSON, "--role", "boss"], "allowed: agent"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_entered(world, capsys, words, why):
    before = Organisation.objects.count(), Membership.objects.count()
    assert run(*words) == 1
    assert why in capsys.readouterr().err
    assert (Organisation.objects.count(), Membership.objects.count()) == before


def test_a_colleague_is_invited_with_roles(world, run_jobs, mailoutbox):
    assert run("register", "staff", *PERSON, "--role", "agent", "--role", "desk_lead") == 0
    assert world.person("Kim Bos").has_staff_role("agent")
    run_jobs()
    assert [m.to for m in mailoutbox] == [["kim@meridaan.example"]]
