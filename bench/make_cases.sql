-- SPDX-License-Identifier: EUPL-1.2
-- From two copied tables, plan (a row a case) and plan_clock (a row a clock), to everything that hangs on a case.
-- Run by make_cases.py as the owner, in the system's scope, with the triggers of search and append-only off.

INSERT INTO cases_case (id, audience, parties, persons, number, kind, subject, state, priority, area, reporter_name,
    reporter_email, first_class, opened_at, changed_at, state_since, closed_at, origin, assignee_id, closed_by_id,
    organisation_id, reporter_id, version_id)
SELECT p.id, 'shared', '{}', '{}', p.number, 'incident', t.subject, p.state, p.priority, p.area, '', '', p.first_class,
    p.opened_at, coalesce(p.closed_at, p.answered_at, p.opened_at), coalesce(p.closed_at, p.answered_at, p.opened_at),
    p.closed_at, 'portal', p.assignee, CASE WHEN p.closed_at IS NULL THEN NULL ELSE p.assignee END, p.organisation,
    p.reporter, p.version
FROM plan p JOIN plan_text t ON t.id = p.text;

INSERT INTO desk_incidentdetail (case_id, category, impact, expected, error_message, environment, steps)
SELECT id, category, 'hindered', '', '', '', '' FROM plan;

-- Four entries a case: the report, two answers, the end. An open case has those that lie in the past.
INSERT INTO cases_message (audience, parties, persons, by_name, from_vendor, at, purpose, text, via, by_id, case_id, organisation_id)
SELECT 'shared', '{}', '{}', '', e.from_vendor, e.at, e.purpose,
    t.body || CASE WHEN e.n = 0 THEN ' FOUT-' || p.id ELSE '' END, 'portal',
    CASE WHEN e.from_vendor THEN p.assignee ELSE p.reporter END, p.id, p.organisation
FROM plan p CROSS JOIN LATERAL (VALUES
    (0, p.opened_at, 'report', false),
    (1, p.answered_at, 'answer', true),
    (2, p.answered_at + interval '90 minutes', 'addition', false),
    (3, p.closed_at, 'solution', true)) AS e (n, at, purpose, from_vendor)
JOIN plan_text t ON t.id = (p.text + e.n * 37) % (SELECT count(*) FROM plan_text)
WHERE e.at <= coalesce(p.closed_at, now())
ORDER BY p.id, e.n;

INSERT INTO audit_event (audience, parties, persons, name, at, by_id, organisation_id, subject, data)
SELECT 'shared', '{}', '{}',
    CASE m.purpose WHEN 'report' THEN 'IncidentReported' WHEN 'answer' THEN 'IncidentAnswered'
        WHEN 'addition' THEN 'CaseAdded' ELSE 'IncidentResolved' END,
    m.at, m.by_id, m.organisation_id, 'case:' || m.case_id, jsonb_build_object('case_id', m.case_id, 'message_id', m.id)
FROM cases_message m JOIN plan p ON p.id = m.case_id ORDER BY m.id;

INSERT INTO clocks_clock (id, audience, parties, persons, subject, name, round, promise, calendar, within, started_at, due_at,
    at_risk_at, stopped_at, ended_because, verdict, risk_told_at, imported, organisation_id, version_id)
SELECT c.id, 'shared', '{}', '{}', 'case:' || c.case_id, c.name, 1, c.promise, c.calendar, c.within, c.started_at, c.due_at,
    c.at_risk_at, c.stopped_at, '',
    CASE WHEN c.stopped_at <= c.due_at THEN 'kept' WHEN c.stopped_at IS NOT NULL OR c.due_at < now() THEN 'broken' ELSE 'running' END,
    CASE WHEN c.at_risk_at < now() THEN c.at_risk_at END, true, p.organisation, p.version
FROM plan_clock c JOIN plan p ON p.id = c.case_id;

INSERT INTO clocks_deadline (set_at, counted_from, promise, within, due_at, why, by_id, clock_id)
SELECT c.started_at, c.started_at, c.promise, c.within, c.due_at, 'started', p.reporter, c.id
FROM plan_clock c JOIN plan p ON p.id = c.case_id;

UPDATE cases_case SET next_clock_id = c.id, next_due_at = c.due_at, next_at_risk_at = c.at_risk_at
FROM (SELECT DISTINCT ON (case_id) * FROM plan_clock WHERE stopped_at IS NULL ORDER BY case_id, due_at, id) c
WHERE cases_case.id = c.case_id AND cases_case.closed_at IS NULL;

INSERT INTO cases_search (case_id, organisation_id, audience, parties, persons, shared)
SELECT p.id, p.organisation, 'shared', '{}', '{}', akkoord_words(t.subject || ' ' || said.text)
FROM plan p JOIN plan_text t ON t.id = p.text
JOIN (SELECT case_id, string_agg(text, ' ' ORDER BY id) AS text FROM cases_message GROUP BY case_id) said ON said.case_id = p.id;

SELECT setval('cases_number', (SELECT max(id) FROM cases_case)),
    setval(pg_get_serial_sequence('cases_case', 'id'), (SELECT max(id) FROM cases_case)),
    setval(pg_get_serial_sequence('clocks_clock', 'id'), (SELECT max(id) FROM clocks_clock));
