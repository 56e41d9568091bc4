# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from akkoord.scope.policies import PERSONAL, row_security


class Migration(migrations.Migration):
    """Private addresses at which calendar programs read what is somebody's own."""

    dependencies = [("people", "0005_verdicts_scope")]
    operations = [
        migrations.CreateModel(
            name="FeedKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("feed", models.TextField()),
                ("key_hash", models.TextField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["person", "feed"], condition=Q(ended_at=None), name="one_key_each_feed"),
                    models.CheckConstraint(
                        condition=Q(ended_at=None) | Q(ended_at__gte=F("made_at")), name="feed_ends_after_begin"
                    ),
                ]
            },
        ),
        row_security("people_feedkey", PERSONAL),
    ]
