# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations


class Migration(migrations.Migration):
    """A reminder is an event: every question has reminders of its own."""

    dependencies = [("desk", "0002_row_security")]
    operations = [migrations.RemoveField(model_name="incidentdetail", name="reminders")]
