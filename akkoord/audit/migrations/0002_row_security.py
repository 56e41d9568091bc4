# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

from akkoord.scope.policies import BY_ORGANISATION, SCOPED, append_only, row_security


class Migration(migrations.Migration):
    """Events are for their circle and never change; readings are for the organisation whose data was read."""

    dependencies = [("audit", "0001_initial"), ("scope", "0001_append_only")]
    operations = [
        row_security("audit_event", SCOPED),
        append_only("audit_event", but="organisation_id, audience, parties, persons"),
        row_security("audit_reading", BY_ORGANISATION),
        append_only("audit_reading"),
    ]
