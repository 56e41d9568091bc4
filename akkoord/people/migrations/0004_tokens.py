# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from akkoord.scope.policies import BY_ORGANISATION, row_security


def person() -> models.ForeignKey:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    """Tokens with which programs of an organisation come in."""

    dependencies = [("people", "0003_stand")]
    operations = [
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("scopes", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("token_hash", models.TextField(unique=True)),
                ("begins_with", models.TextField()),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("created_by", person()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                ("revoked_by", person()),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "-created_at"], name="token_organisation")],
                "constraints": [
                    models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="token_expires_after_begin"),
                    models.CheckConstraint(
                        condition=Q(scopes__contained_by=["timings:write"]) & Q(scopes__len__gt=0), name="token_known_scopes"
                    ),
                    models.CheckConstraint(
                        condition=Q(revoked_at=None) | Q(revoked_at__gte=F("created_at")), name="token_revoked_after_begin"
                    ),
                ],
            },
        ),
        row_security("people_apitoken", BY_ORGANISATION),
    ]
