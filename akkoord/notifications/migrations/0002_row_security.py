# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

from akkoord.scope.policies import SCOPED, append_only, row_security


class Migration(migrations.Migration):
    """Mails are for the circle of what they are about; what was written is what is sent."""

    dependencies = [("notifications", "0001_initial"), ("scope", "0001_append_only")]
    operations = [
        row_security("notifications_mail", SCOPED),
        append_only("notifications_mail", but="sent_at, failures, last_failure"),
    ]
