# SPDX-License-Identifier: EUPL-1.2
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.TextField()),
                ("phone", models.TextField(blank=True)),
                ("language", models.TextField(default="nl")),
                ("time_zone", models.TextField(default="Europe/Amsterdam")),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
                ("blocked_at", models.DateTimeField(null=True)),
                (
                    "blocked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("name", models.TextField()),
                ("customer_number", models.IntegerField(null=True, unique=True)),
                ("sector", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["name"],
                "indexes": [models.Index(fields=["name", "id"], name="organisation_by_name")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["vendor", "customer", "partner"])), name="organisation_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("roles", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ("is_expert", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                ("blocked_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "blocked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="people.organisation"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))), name="email_in_lower_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("blocked_at", None), ("is_active", False), _connector="OR"), name="blocked_is_not_active"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("person", "organisation"), name="one_membership_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at", None), models.Q(("ended_by", None), _negated=True), _connector="OR"),
                name="membership_ended_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("blocked_at", None), models.Q(("blocked_by", None), _negated=True), _connector="OR"),
                name="membership_blocked_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "roles__contained_by",
                        [
                            "administrator",
                            "incident_submitter",
                            "incident_manager",
                            "environments",
                            "privacy_contact",
                            "member",
                            "agent",
                            "first_class_agent",
                            "desk_lead",
                            "service_manager",
                            "consultant",
                            "project_leader",
                            "operations",
                            "product_manager",
                            "privacy_officer",
                            "partner_manager",
                            "finance",
                            "staff_administrator",
                        ],
                    )
                ),
                name="membership_known_roles",
            ),
        ),
    ]
