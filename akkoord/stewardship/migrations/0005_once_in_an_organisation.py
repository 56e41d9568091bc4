# SPDX-License-Identifier: EUPL-1.2

from django.db import migrations, models


class Migration(migrations.Migration):
    """The key of a form counts once in its organisation: another's can neither meet it nor find that it exists."""

    dependencies = [
        ("stewardship", "0004_tickets"),
    ]

    operations = [
        migrations.AlterField(
            model_name="worktask",
            name="once",
            field=models.UUIDField(null=True),
        ),
        migrations.AddConstraint(
            model_name="worktask",
            constraint=models.UniqueConstraint(fields=("organisation", "once"), name="work_of_a_form_once"),
        ),
    ]
