# SPDX-License-Identifier: EUPL-1.2
"""No mail is lost and none is sent twice. sla:2.2.1"""

from __future__ import annotations

from smtplib import SMTPServerDisconnected

import pytest
from django.core.mail import EmailMultiAlternatives

from akkoord.audit.jobs import react, spread
from akkoord.audit.models import Event
from akkoord.cases.actions import follow_case, make_move, write_note
from akkoord.notifications.actions import send_mail
from akkoord.notifications.models import Mail


def test_a_report_gives_the_reporter_a_receipt_in_their_language(world, amsterdam, run_jobs, mailoutbox):
    at = amsterdam("Wed 2026-11-18 10:15")
    dutch = world.reports(at=at)
    english = world.reports(at=at, by=world.person("Oliver Brandt"))
    run_jobs()
    by_address = {m.to[0]: m for m in mailoutbox}
    assert by_address[world.submitter.email].subject == f"We hebben je melding ontvangen [{dutch.number}]"
    assert by_address["oliver.brandt@elzenhorst.example"].subject == f"We received your report [{english.number}]"
    assert dutch.get_absolute_url() in by_address[world.submitter.email].body


def test_an_answer_goes_to_the_reporter_and_to_who_follows_but_not_to_who_wrote_it(world, amsterdam, run_jobs, mailoutbox):
    at = amsterdam("Wed 2026-11-18 10:15")
    case = world.reports(at=at)
    follow_case(case=case, by=world.submitter, at=at, person=world.manager)
    run_jobs()
    mailoutbox.clear()
    make_move(case=case, move="answer", by=world.agent, at=at, text="Probeer het nog eens.")
    write_note(case=case, by=world.agent, at=at, text="Geheim.")
    run_jobs()
    assert {m.to[0] for m in mailoutbox} == {world.submitter.email, world.manager.email}
    assert all("Probeer het nog eens." in m.body and "Geheim" not in m.body for m in mailoutbox)


def test_a_follower_who_lost_the_role_hears_nothing_more(world, amsterdam, run_jobs, mailoutbox):
    at = amsterdam("Wed 2026-11-18 10:15")
    case = world.reports(at=at)
    follow_case(case=case, by=world.submitter, at=at, person=world.manager)
    world.manager.memberships.update(roles=["member"])
    run_jobs()
    mailoutbox.clear()
    make_move(case=case, move="answer", by=world.agent, at=at, text="Klaar.")
    run_jobs()
    assert {m.to[0] for m in mailoutbox} == {world.submitter.email}


def test_a_reaction_that_runs_twice_writes_one_mail(world, amsterdam, run_jobs, mailoutbox):
    world.reports(at=amsterdam("Wed 2026-11-18 10:15"))
    event = Event.objects.get(name="IncidentReported")
    spread.func(event_id=event.pk)
    react.func(event_id=event.pk, reaction="akkoord.cases.reactions.mail_about_case")
    run_jobs()
    assert Mail.objects.filter(event_id=event.pk).count() == 1
    assert len(mailoutbox) == 1


def test_a_mail_server_that_fails_leaves_the_mail_waiting(world, amsterdam, run_jobs, mailoutbox, monkeypatch):
    at = amsterdam("Wed 2026-11-18 10:15")
    world.reports(at=at)
    run = EmailMultiAlternatives.send

    def broken(self, fail_silently=False):
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr(EmailMultiAlternatives, "send", broken)
    with pytest.raises(SMTPServerDisconnected):
        run_jobs()
    monkeypatch.setattr(EmailMultiAlternatives, "send", run)
    waiting = Mail.objects.get(sent_at=None)
    assert send_mail(by=None, at=at, mail_id=waiting.pk)
    assert not send_mail(by=None, at=at, mail_id=waiting.pk), "sent once"
    assert len(mailoutbox) == 1


def test_imported_history_is_silent(world, amsterdam, run_jobs, mailoutbox):
    case = world.reports(at=amsterdam("Wed 2026-11-18 10:15"), origin="import")
    make_move(case=case, move="resolve", by=world.agent, at=amsterdam("Wed 2026-11-18 11:15"), text="Klaar.")
    assert run_jobs() == 0
    assert not mailoutbox
