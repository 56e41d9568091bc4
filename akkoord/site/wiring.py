# SPDX-License-Identifier: EUPL-1.2
"""The one visible table: which reactions hear which event, which kinds of case there are, who fills which slot."""

from __future__ import annotations

from akkoord.agreements import events as agreements
from akkoord.agreements import places as agreements_places
from akkoord.agreements.coming import show_coming
from akkoord.agreements.reactions import mail_change
from akkoord.agreements.slots import JUDGED_SINCE
from akkoord.agreements.submitters import submitter_limit
from akkoord.audit.events import Fact
from akkoord.audit.wires import Reaction, wire
from akkoord.cases import events as cases
from akkoord.cases import places as cases_places
from akkoord.cases.kind import all_kinds, declare
from akkoord.cases.reactions import follow_deadline, mail_about_case
from akkoord.clocks import events as clocks
from akkoord.clocks.evidence import judged_since
from akkoord.clocks.reactions import recount_clocks
from akkoord.desk import events as desk
from akkoord.desk import slots as desk_slots
from akkoord.desk.kinds import CALAMITY, INCIDENT
from akkoord.notifications.reactions import mail_invitation, post_sign_in_letter
from akkoord.objections import slots as objections_slots
from akkoord.objections.kinds import AGREEMENT_QUESTION
from akkoord.operations import events as operations
from akkoord.operations import slots as operations_slots
from akkoord.operations.improvement.reactions import mail_plan_due
from akkoord.operations.kinds import DISPUTE
from akkoord.operations.reactions import answer_follower, renew_copies, tell, tell_who_did_not_hear
from akkoord.operations.watch.reactions import mail_crossing, mail_hand_over
from akkoord.partners import slots as partners_slots
from akkoord.partners.events import conduct, connectors, experts, profiles
from akkoord.partners.events import partners as partnerships
from akkoord.partners.kinds.applications import PARTNER_APPLICATION
from akkoord.partners.kinds.checks import PARTNER_CHECK
from akkoord.partners.kinds.confidential import BREACH_REPORT, HEARING_OF
from akkoord.partners.kinds.connectors import CERTIFICATION
from akkoord.partners.reactions import conduct as conduct_mails
from akkoord.partners.reactions import experts as expert_mails
from akkoord.partners.reactions import partners as partner_mails
from akkoord.partners.reactions import references as reference_mails
from akkoord.partners.reactions.connectors import mail_certificate, mail_end
from akkoord.partners.reactions.profiles import mail_decided, mail_proposed
from akkoord.people import events as people
from akkoord.people import letters, limits
from akkoord.people import slots as people_slots
from akkoord.promises import slots as promises_slots
from akkoord.promises.reactions import judge_again
from akkoord.promises.report import events as reports
from akkoord.promises.report import slots as report_slots
from akkoord.promises.report.reactions import mail_report
from akkoord.stewardship import slots as stewardship_slots
from akkoord.stewardship.events import checks as steward_checks
from akkoord.stewardship.events import duties as steward_duties
from akkoord.stewardship.events import planner as steward_planner
from akkoord.stewardship.events import roles as steward_roles
from akkoord.stewardship.events import tickets as steward_tickets
from akkoord.stewardship.events import updates as steward_updates
from akkoord.stewardship.events import work as steward_work
from akkoord.stewardship.kinds import TICKET
from akkoord.stewardship.reactions.planner import mail_entry_coming
from akkoord.stewardship.reactions.tickets import flow_back
from akkoord.web import frame

from .demo_switch import show_switch

KINDS = (
    INCIDENT,
    CALAMITY,
    DISPUTE,
    AGREEMENT_QUESTION,
    CERTIFICATION,
    TICKET,
    PARTNER_APPLICATION,
    PARTNER_CHECK,
    BREACH_REPORT,
    HEARING_OF,
)

REACTIONS: dict[type[Fact], list[Reaction]] = {
    agreements.AgreementAnnounced: [mail_change],
    agreements.ExceptionPublished: [recount_clocks],
    agreements.ExceptionWithdrawn: [recount_clocks],
    clocks.DeadlineMoved: [follow_deadline],
    people.PersonInvited: [mail_invitation],
    operations.OutageOpened: [tell, renew_copies, judge_again],
    operations.OutageUpdated: [tell, renew_copies],
    operations.OutageResolved: [tell, renew_copies, judge_again],
    operations.OutageDetailed: [tell_who_did_not_hear, renew_copies, judge_again],
    operations.CorrectionConfirmed: [renew_copies, judge_again],
    operations.MaintenanceAnnounced: [tell, renew_copies],
    operations.MaintenanceMoved: [tell, renew_copies],
    operations.MaintenanceCancelled: [tell, renew_copies],
    operations.MaintenanceBegun: [tell, renew_copies],
    operations.MaintenanceEnded: [tell, renew_copies, judge_again],
    operations.SubscriptionAsked: [answer_follower],
    operations.WatchCrossed: [mail_crossing],
    operations.WatchWell: [mail_crossing],
    operations.DutyHandedOver: [mail_hand_over],
    operations.ImprovementPlanDue: [mail_plan_due],
    reports.ReportPlaced: [mail_report],
    partnerships.ProductPartnerInvited: [partner_mails.mail_invited],
    partnerships.InvitationAnswered: [partner_mails.mail_answered],
    partnerships.PartnershipEnded: [partner_mails.mail_ended],
    partnerships.RequirementRecorded: [partner_mails.mail_told],
    experts.ReferenceAsked: [reference_mails.mail_request],
    experts.ReferencePlaced: [reference_mails.mail_reference],
    experts.ReferenceDeclined: [reference_mails.mail_reference],
    experts.ExpertEnrolled: [expert_mails.mail_enrolment],
    experts.ExamCancelled: [expert_mails.mail_exam_cancelled],
    experts.ExamTaken: [expert_mails.mail_result],
    experts.ExamLapses: [expert_mails.mail_lapse],
    experts.GatheringCancelled: [expert_mails.mail_gathering_cancelled],
    conduct.CodePublished: [conduct_mails.mail_code],
    conduct.PermissionAsked: [conduct_mails.mail_permission],
    conduct.PermissionDecided: [conduct_mails.mail_permission],
    conduct.LeadRegistered: [conduct_mails.mail_lead],
    conduct.LeadDecided: [conduct_mails.mail_lead],
    conduct.AssignmentMade: [conduct_mails.mail_assignment],
    conduct.StatusTold: [conduct_mails.mail_status],
    conduct.StatusDue: [conduct_mails.mail_status_due],
    connectors.CertificateNearsLapse: [mail_certificate],
    connectors.CertificateLapsed: [mail_certificate],
    connectors.ConnectorEnded: [mail_end],
    profiles.ProfileProposed: [mail_proposed],
    profiles.ProfileAgreed: [mail_decided],
    profiles.ProfileSentBack: [mail_decided],
    steward_planner.EntryComing: [mail_entry_coming],
}

UNHEARD: set[type[Fact]] = {
    agreements.AgreementPublished, agreements.DraftPutIn, agreements.DraftWithdrawn,
    agreements.ContractSigned, agreements.ContractEnded, agreements.ContractEndedOverChange,
    cases.PersonErased,
    operations.ComponentRegistered, operations.OrganisationPlaced, operations.OutageFact, operations.MaintenanceFact,
    operations.CorrectionAsked, operations.CorrectionRejected, operations.CaseLinkedToOutage,
    operations.SubscriptionFact, operations.SubscriptionConfirmed, operations.SubscriptionChanged, operations.SubscriptionEnded,
    operations.ImprovementPlanSpared, operations.ImprovementPlanWritten,
    operations.ImprovementPlanPublished, operations.DutySet,
    operations.JobRetried, operations.CrossingFact,
    experts.ExpertFact, experts.ExpertAdded, experts.ExpertChanged, experts.ExpertLeft, experts.ReferenceWithdrawn,
    experts.ExamPlanned, experts.EnrolmentWithdrawn, experts.GatheringPlanned, experts.AttendanceSaid, experts.AttendanceWritten,
    conduct.CodeAccepted, conduct.LeadEnded, conduct.AssignmentEnds,
    people.SignInFailed,
    desk.SavedReplyWritten, desk.SavedReplyRemoved,
    people.OrganisationRegistered, people.PersonFact, people.PersonRegistered, people.PersonBlocked, people.PersonUnblocked,
    people.DetailsChanged, people.FeedKeyMade, people.FeedKeyEnded, people.SignedIn,
    people.MembershipFact, people.MembershipAdded, people.MembershipChanged,
    people.MembershipBlocked, people.MembershipUnblocked, people.MembershipEnded,
    profiles.ProfileFact, connectors.ConnectorFact, connectors.ConnectorRegistered, connectors.ConnectorDescribed,
    partnerships.PartnerFact, partnerships.PartnerRegistered,
    reports.ReportMade, reports.ReportsAsked,
    people.TokenFact, people.TokenCreated, people.TokenRevoked,
    steward_roles.ProcessFact, steward_roles.ProcessAdded, steward_roles.ProcessRenamed, steward_roles.ProcessEnded,
    steward_roles.HoldingFact, steward_roles.RoleGiven, steward_roles.RoleEnded, steward_duties.DutyChanged,
    steward_work.WorkFact, steward_work.WorkAdded, steward_work.WorkChanged, steward_work.WorkTakenOff, steward_work.WorkWasDone,
    steward_work.WorkWasUndone, steward_checks.SelfCheckFilledIn,
    steward_tickets.TicketSettingsChanged,
    steward_planner.PlannerFact, steward_planner.EntryPlanned, steward_planner.EntryChanged, steward_planner.EntryDone,
    steward_planner.EntryReopened, steward_planner.EntryRemoved, steward_planner.YearPlanned,
    steward_updates.UpdatePlanFact, steward_updates.UpdatePlanned, steward_updates.UpdatePlanChanged, steward_updates.UpdateDecided,
    steward_updates.UpdateTestFact, steward_updates.UpdateTestSet, steward_updates.UpdateTestDone, steward_updates.FindingPassedOn,
}  # fmt: skip


def connect() -> None:
    """Install kinds, reactions and slots."""
    declare(*KINDS)
    table = {fact: list(reactions) for fact, reactions in REACTIONS.items()}
    for kind in all_kinds():
        for fact, line in kind.lines.items():
            if line.mail is not None and mail_about_case not in table.setdefault(fact, []):
                table[fact].append(mail_about_case)
    for fact in {move.announces for move in INCIDENT.moves}:  # what was passed on says on its ticket how it stands
        table.setdefault(fact, []).append(flow_back)
    wire(table)
    JUDGED_SINCE.fill(judged_since)
    letters.LETTERS.fill(post_sign_in_letter)
    limits.SUBMITTER_LIMIT.fill(submitter_limit)
    frame.READER.fill(people_slots.show_reader)
    frame.PLACES.fill(people_slots.show_places)
    frame.TOOLS.fill(people_slots.show_sign_in)
    agreements_places.fill()
    cases_places.fill()
    desk_slots.fill()
    desk_slots.HOME_MAIN.fill(show_coming, order=10)
    objections_slots.fill()
    stewardship_slots.fill()
    partners_slots.fill()
    operations_slots.fill()
    operations_slots.OPERATIONS_SIDE.fill(show_switch)
    promises_slots.fill()
    frame.PLACES.fill(report_slots.show_places)
