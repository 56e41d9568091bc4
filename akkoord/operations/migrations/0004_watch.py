# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from akkoord.scope.policies import SIDE, row_security

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
# The owner may be given the role pg_monitor (docs/howto/real-postgres.md); the application may be a member of nothing.
STANDBYS = """
CREATE FUNCTION operations_standbys() RETURNS TABLE (lag_bytes bigint, lag_seconds double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$
    SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::bigint, extract(epoch FROM replay_lag)::double precision
    FROM pg_stat_replication
$$;
"""


class Migration(migrations.Migration):
    """Crossings of bounds and people's duty calendars; how far standbys are behind; sign-ins by the hour from an index."""

    dependencies = [
        ("operations", "0003_forms_sent_twice"),
        ("audit", "0002_row_security"),
        ("procrastinate", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Crossing",
            fields=[
                ID,
                ("what", models.TextField()),
                ("value", models.FloatField(null=True)),
                ("bound", models.FloatField(null=True)),
                ("began_at", models.DateTimeField()),
                ("well_since", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["what"], condition=Q(ended_at=None), name="one_crossing_at_a_time"),
                    models.CheckConstraint(
                        condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="crossing_ends_after_begin"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="DutyFeed",
            fields=[
                ID,
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("key_hash", models.TextField(unique=True)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="one_duty_feed_each")]
            },
        ),
        row_security("operations_crossing", f"{SIDE} IN ('system', 'staff')"),
        row_security("operations_dutyfeed", f"{SIDE} IN ('system', 'staff')"),
        migrations.RunSQL(STANDBYS, "DROP FUNCTION operations_standbys();"),
        migrations.RunSQL(
            "CREATE INDEX event_sign_ins ON audit_event (at) WHERE name IN ('SignedIn', 'SignInFailed');",
            "DROP INDEX event_sign_ins;",
        ),
        migrations.RunSQL(
            "CREATE INDEX operations_failed_jobs ON procrastinate_jobs (id) WHERE status = 'failed';",
            "DROP INDEX operations_failed_jobs;",
        ),
    ]
