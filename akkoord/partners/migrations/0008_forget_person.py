# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

from akkoord.scope.policies import forgets_person

TEXTS = {
    "partners_criterion": ["note"],
    "partners_checkremark": ["text"],
    "partners_acceptance": ["typed_name"],
    "partners_permission": ["why", "reason"],
    "partners_examresult": ["because"],
    "partners_lead": ["contact", "what", "reason"],
    "partners_statusreport": ["text", "developments"],
    "partners_invitation": ["text"],
    "partners_ending": ["reason"],
    "partners_profile": ["summary_nl", "summary_en", "about_nl", "about_en", "email"],
    "partners_record": ["note"],
    "partners_referencerequest": ["asked_name", "asked_email"],
    "partners_reference": ["text", "shown_name"],
}


class Migration(migrations.Migration):
    """Who is erased leaves the texts of the partner programme too."""

    dependencies = [("partners", "0007_writing"), ("cases", "0005_erase_person")]
    operations = [forgets_person("partners", TEXTS)]
