# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models

from akkoord.scope.policies import SIDE, row_security


class Migration(migrations.Migration):
    """What people call a window that is timed."""

    dependencies = [("operations", "0006_forget_follower")]
    operations = [
        migrations.CreateModel(
            name="Window",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(unique=True)),
                ("name_nl", models.TextField()),
                ("name_en", models.TextField()),
                ("position", models.SmallIntegerField(default=0)),
            ],
        ),
        row_security("operations_window", "true", write=f"{SIDE} IN ('system', 'staff')"),
    ]
