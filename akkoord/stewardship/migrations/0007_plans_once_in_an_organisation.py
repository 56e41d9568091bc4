# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    """The key of a planner's or an update's form counts once in its organisation, as that of the work list does."""

    dependencies = [("stewardship", "0006_forget_person")]

    operations = [
        migrations.AlterField(model_name="plannerentry", name="once", field=models.UUIDField(null=True)),
        migrations.AddConstraint(
            model_name="plannerentry",
            constraint=models.UniqueConstraint(fields=("organisation", "once"), name="planned_of_a_form_once"),
        ),
        migrations.AlterField(model_name="updateplan", name="once", field=models.UUIDField(null=True)),
        migrations.AddConstraint(
            model_name="updateplan",
            constraint=models.UniqueConstraint(fields=("organisation", "once"), name="update_of_a_form_once"),
        ),
    ]
