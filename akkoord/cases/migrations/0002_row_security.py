# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

from akkoord.scope.policies import PERSONAL, SCOPED, append_only, as_its, row_security

CIRCLE = "organisation_id, audience, parties, persons"


class Migration(migrations.Migration):
    """Cases and what is said on them are for their circle; what was said stays as it was said. sla:2.2.1"""

    dependencies = [("cases", "0001_initial"), ("scope", "0001_append_only")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE cases_number;", "DROP SEQUENCE cases_number;"),
        row_security("cases_case", SCOPED),
        row_security("cases_message", SCOPED),
        row_security("cases_attachment", SCOPED),
        row_security("cases_follower", as_its("cases_case", "case_id")),
        row_security("cases_link", f"{as_its('cases_case', 'case_id')} AND {as_its('cases_case', 'other_id')}"),
        row_security("cases_draft", PERSONAL),
        append_only("cases_message", but=CIRCLE),
        append_only("cases_attachment", but=CIRCLE),
    ]
