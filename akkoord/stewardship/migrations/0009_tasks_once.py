# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    """A form that adds a task to a ticket counts once."""

    dependencies = [("stewardship", "0008_changed_by_hand")]

    operations = [
        migrations.AddField(model_name="tickettask", name="once", field=models.UUIDField(null=True)),
        migrations.AddConstraint(
            model_name="tickettask",
            constraint=models.UniqueConstraint(fields=("case", "once"), name="ticket_task_of_a_form_once"),
        ),
    ]
