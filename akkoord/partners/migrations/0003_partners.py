# SPDX-License-Identifier: EUPL-1.2

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from akkoord.scope.policies import BY_ORGANISATION, SIDE, append_only, row_security

RECORDED = f"{SIDE} IN ('system', 'staff') OR (({BY_ORGANISATION}) AND NOT by_vendor)"


class Migration(migrations.Migration):
    """Partners, invitations to become product partner, how partnerships ended, and what was recorded about requirements.

    What counts is written by the vendor alone; a partner's own word stands beside it.
    """

    dependencies = [
        ("partners", "0002_connectors"),
        ("people", "0006_feed_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("kinds", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("registered_at", models.DateTimeField()),
                (
                    "looked_after_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="partner", to="people.organisation"
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["organisation__name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("invited_at", models.DateTimeField()),
                ("accepted", models.BooleanField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="partners.partner"
                    ),
                ),
            ],
            options={
                "ordering": ["-invited_at"],
            },
        ),
        migrations.CreateModel(
            name="Ending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kinds", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("kept", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ("ground", models.TextField()),
                ("by_partner", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("ends_on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                (
                    "partner",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="endings", to="partners.partner"),
                ),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("requirement", models.TextField()),
                ("about", models.TextField()),
                ("sort", models.TextField()),
                ("on", models.DateField()),
                ("value", models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ("until", models.DateField(null=True)),
                ("note", models.TextField()),
                ("document", models.TextField(blank=True)),
                ("by_vendor", models.BooleanField()),
                ("at", models.DateTimeField()),
                ("once", models.UUIDField(null=True, unique=True)),
                (
                    "by",
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
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="records", to="partners.partner"),
                ),
            ],
            options={
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(("kinds__contained_by", ["service", "expert", "connector", "product"]), ("kinds__len__gt", 0)),
                name="partner_known_kinds",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                name="partner_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at", None)), fields=("partner",), name="one_invitation_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted", None), ("answered_at", None), ("answered_by", None)),
                    models.Q(("accepted__isnull", False), ("answered_at__isnull", False), ("answered_by__isnull", False)),
                    _connector="OR",
                ),
                name="invitation_answered_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="ending",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground", "notice"), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="ending_at_once_has_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["partner", "about"], name="records_of_requirement"),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(("sort__in", ["met", "not_met", "waived"])), name="record_known_sort"
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("on")), _connector="OR"),
                name="record_counts_after_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="record",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("sort", "waived"), _negated=True), ("by_vendor", True), _connector="OR"),
                name="only_vendor_waives",
            ),
        ),
        row_security("partners_partner", BY_ORGANISATION),
        row_security("partners_invitation", BY_ORGANISATION),
        row_security("partners_ending", BY_ORGANISATION),
        row_security("partners_record", BY_ORGANISATION, write=RECORDED),
        append_only("partners_invitation", but="accepted, answered_at, answered_by_id"),
        append_only("partners_ending"),
        append_only("partners_record"),
    ]
