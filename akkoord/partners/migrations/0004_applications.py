# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from akkoord.scope.policies import BY_ORGANISATION, append_only, as_its, row_security

OF_CASE = as_its("cases_case", "case_id")


class Migration(migrations.Migration):
    """Applications and yearly checks: for whoever may know of the case; what was found and said is never changed."""

    dependencies = [
        ("cases", "0007_search_by_density"),
        ("partners", "0003_partners"),
        ("people", "0006_feed_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ApplicationDetail",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="partner_application",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("kind", models.TextField()),
                ("company", models.TextField()),
                ("website", models.TextField(blank=True)),
                ("phone", models.TextField(blank=True)),
                ("language", models.TextField(default="nl")),
                ("token_hash", models.TextField(unique=True)),
                (
                    "partner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="partners.partner"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CheckDetail",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="partner_check",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("year", models.SmallIntegerField()),
                (
                    "partner",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="partners.partner"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CheckLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.SmallIntegerField()),
                ("place", models.SmallIntegerField()),
                ("requirement", models.TextField()),
                ("words", models.JSONField()),
                ("verdict", models.TextField()),
                ("value", models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ("bound", models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ("is_most", models.BooleanField(default=False)),
                ("due_on", models.DateField(null=True)),
                ("evidence", models.JSONField(default=list)),
                ("missing", models.JSONField(default=list)),
                ("judged_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="check_lines", to="cases.case"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
            ],
            options={
                "ordering": ["round", "place"],
            },
        ),
        migrations.CreateModel(
            name="CheckRemark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="partners.checkline"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("requirement", models.TextField()),
                ("found", models.TextField()),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="criteria", to="cases.case"),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="checkline",
            constraint=models.UniqueConstraint(fields=("case", "round", "requirement"), name="check_line_once_a_round"),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("found__in", ["met", "later", "not_met"])), name="criterion_known_finding"
            ),
        ),
        row_security("partners_applicationdetail", OF_CASE),
        row_security("partners_criterion", OF_CASE),
        row_security("partners_checkdetail", OF_CASE),
        row_security("partners_checkline", BY_ORGANISATION),
        row_security("partners_checkremark", BY_ORGANISATION),
        *(append_only(f"partners_{table}") for table in ("criterion", "checkdetail", "checkline", "checkremark")),
    ]
