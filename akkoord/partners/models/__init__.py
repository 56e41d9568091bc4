# SPDX-License-Identifier: EUPL-1.2
"""The tables, by subject."""

from .applications import ApplicationDetail, Criterion
from .checks import CheckDetail, CheckLine, CheckRemark
from .conduct import Acceptance, CodeVersion, Permission
from .confidential import BreachReportDetail, HearingDetail
from .connectors import Certificate, CertificateStep, CertificationDetail, Connector
from .exams import Enrolment, ExamReminder, ExamResult, ExamSession
from .experts import Expert
from .gatherings import Attendance, Gathering
from .leads import Assignment, Lead, StatusReminder, StatusReport
from .partners import Ending, Invitation, Partner
from .profiles import Profile
from .records import Record
from .references import Reference, ReferenceRequest

__all__ = [
    "Acceptance",
    "ApplicationDetail",
    "Assignment",
    "Attendance",
    "BreachReportDetail",
    "Certificate",
    "CertificateStep",
    "CertificationDetail",
    "CheckDetail",
    "CheckLine",
    "CheckRemark",
    "CodeVersion",
    "Connector",
    "Criterion",
    "Ending",
    "Enrolment",
    "ExamReminder",
    "ExamResult",
    "ExamSession",
    "Expert",
    "Gathering",
    "HearingDetail",
    "Invitation",
    "Lead",
    "Partner",
    "Permission",
    "Profile",
    "Record",
    "Reference",
    "ReferenceRequest",
    "StatusReminder",
    "StatusReport",
]
