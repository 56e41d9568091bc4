# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from akkoord.scope.policies import SIDE, as_its, row_security


class Migration(migrations.Migration):
    """Who of the vendor has a case open; the customer does not see who looks."""

    dependencies = [("cases", "0003_search"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("is_writing", models.BooleanField(default=False)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="presences", to="cases.case"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("case", "person"), name="present_once")],
            },
        ),
        row_security("cases_presence", f"{SIDE} = 'system' OR ({SIDE} = 'staff' AND {as_its('cases_case', 'case_id')})"),
    ]
