# SPDX-License-Identifier: EUPL-1.2

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from akkoord.scope.policies import BY_ORGANISATION, row_security

CURRENT = "since <= current_date AND (until IS NULL OR until > current_date)"
LISTED = """EXISTS (SELECT 1 FROM partners_profile its
    WHERE its.organisation_id = partners_connector.organisation_id AND its.is_agreed)"""  # constants only


def reading(table: str, more: str) -> migrations.RunSQL:
    """Let everybody read rows of `table` under `more`, besides who may already; who may write stays as it is."""
    return migrations.RunSQL(
        f"ALTER POLICY scope ON {table} USING ({BY_ORGANISATION} OR ({more}))",
        f"ALTER POLICY scope ON {table} USING ({BY_ORGANISATION})",
    )


class Migration(migrations.Migration):
    """Everybody may read who is partner now, what was agreed for the directory, and the connectors of who stands in it."""

    dependencies = [
        ("partners", "0004_applications"),
        ("people", "0006_feed_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="connector",
            name="certified_through",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("summary_nl", models.TextField()),
                ("summary_en", models.TextField(blank=True)),
                ("about_nl", models.TextField()),
                ("about_en", models.TextField(blank=True)),
                (
                    "industries",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None),
                ),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None),
                ),
                (
                    "regions",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None),
                ),
                ("website", models.URLField(blank=True)),
                ("email", models.EmailField(max_length=254)),
                ("phone", models.TextField(blank=True)),
                ("written_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("is_agreed", models.BooleanField(default=False)),
                ("why", models.TextField(blank=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="profiles", to="partners.partner"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at", None), ("replaced_at", None)),
                        fields=("partner",),
                        name="one_profile_waits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_agreed", False), ("decided_at__isnull", False), _connector="OR"),
                        name="profile_agreed_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_at", None), ("is_agreed", True), models.Q(("why", ""), _negated=True), _connector="OR"
                        ),
                        name="profile_sent_back_with_reason",
                    ),
                ],
            },
        ),
        row_security("partners_profile", f"{BY_ORGANISATION} OR is_agreed", write=BY_ORGANISATION),
        reading("partners_partner", CURRENT),
        reading("partners_connector", LISTED),
    ]
