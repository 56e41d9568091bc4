# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

from akkoord.scope.policies import as_its, row_security


class Migration(migrations.Migration):
    """What the desk knows of a case is for whoever may know of the case."""

    dependencies = [("desk", "0001_initial"), ("cases", "0002_row_security")]
    operations = [
        row_security(f"desk_{table}", as_its("cases_case", "case_id"))
        for table in ("incidentdetail", "calamitydetail", "raiserequest", "rating")
    ]
