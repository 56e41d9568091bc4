# SPDX-License-Identifier: EUPL-1.2

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from akkoord.scope.policies import BY_ORGANISATION, SIDE, append_only, as_its, row_security

BY_VENDOR = f"{SIDE} IN ('system', 'staff')"


class Migration(migrations.Migration):
    """Connectors and certificates are known to their supplier and the vendor, who alone gives certificates."""

    dependencies = [
        ("cases", "0007_search_by_density"),
        ("partners", "0001_network"),
        ("people", "0006_feed_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Connector",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.TextField()),
                ("links_to", models.TextField()),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None),
                ),
                ("description", models.TextField()),
                ("version", models.TextField(blank=True)),
                ("registered_at", models.DateTimeField()),
                ("ended_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.TextField(blank=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="connectors", to="people.organisation"
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
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="CertificationDetail",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="certification",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("version", models.TextField()),
                (
                    "connector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="certifications", to="partners.connector"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.TextField()),
                ("reported_on", models.DateField()),
                ("score", models.TextField()),
                ("last_day", models.DateField()),
                ("issued_at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificate", to="cases.case"
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                (
                    "connector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="partners.connector"
                    ),
                ),
            ],
            options={
                "ordering": ["-last_day", "-id"],
            },
        ),
        migrations.CreateModel(
            name="CertificateStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="partners.certificate"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("certificate", "step"), name="certificate_step_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="connector",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_on", None)),
                    models.Q(("ended_at__isnull", False), ("ended_on__isnull", False)),
                    _connector="OR",
                ),
                name="connector_ended_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="connector",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("organisation", "name"), name="connector_named_once"
            ),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(fields=["last_day"], name="certificates_by_last_day"),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__in", ["green", "orange", "red"])), name="certificate_score"
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("reported_on"))), name="certificate_lasts"
            ),
        ),
        row_security("partners_connector", BY_ORGANISATION),
        row_security("partners_certificationdetail", as_its("cases_case", "case_id")),
        row_security("partners_certificate", BY_ORGANISATION, write=BY_VENDOR),
        row_security("partners_certificatestep", BY_VENDOR),
        append_only("partners_certificate"),
        append_only("partners_certificatestep"),
    ]
