# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

from akkoord.scope.policies import append_only


class Migration(migrations.Migration):
    """How often sending was tried is with the job, in the queue."""

    dependencies = [("notifications", "0002_row_security")]
    operations = [
        migrations.RunSQL("DROP TRIGGER append_only ON notifications_mail;", migrations.RunSQL.noop),
        migrations.RemoveField(model_name="mail", name="failures"),
        migrations.RemoveField(model_name="mail", name="last_failure"),
        append_only("notifications_mail", but="sent_at"),
    ]
