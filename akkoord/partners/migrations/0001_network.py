# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from akkoord.scope.policies import BY_ORGANISATION, SIDE, append_only, row_security

BY_VENDOR = f"{SIDE} IN ('system', 'staff')"
OWN = ("enrolment", "attendance", "acceptance", "permission", "lead", "statusreport", "referencerequest")
OF_VENDOR = ("examresult", "examreminder", "assignment", "statusreminder")


class Migration(migrations.Migration):
    """Experts, exams, gatherings, the code of conduct, leads and assignments.

    Results, and who was at what, are written by the vendor alone. A published reference, and an expert who agreed to it, may
    be read by everybody.
    """

    initial = True

    dependencies = [
        ("people", "0006_feed_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CodeVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(unique=True)),
                ("effective_on", models.DateField(unique=True)),
                ("accept_within", models.TextField()),
                ("rules", models.JSONField()),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["effective_on"],
            },
        ),
        migrations.CreateModel(
            name="ExamSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.TextField()),
                ("place", models.TextField()),
                ("starts_at", models.DateTimeField()),
                ("seats", models.IntegerField()),
                ("planned_at", models.DateTimeField()),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("once", models.UUIDField(null=True, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("enrolled_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enrolments", to="partners.examsession"
                    ),
                ),
            ],
            options={
                "ordering": ["session__starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Expert",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("experience_since", models.DateField()),
                ("days_a_week", models.SmallIntegerField()),
                ("industry", models.TextField(blank=True)),
                ("service", models.TextField(blank=True)),
                ("shown_at", models.DateTimeField(null=True)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "ordering": ["person__name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ExamResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.TextField()),
                ("grade", models.DecimalField(decimal_places=1, max_digits=3, null=True)),
                ("taken_on", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("because", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="partners.enrolment"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                (
                    "expert",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="results", to="partners.expert"),
                ),
            ],
            options={
                "ordering": ["taken_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ExamReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_until", models.DateField()),
                ("days_before", models.IntegerField()),
                ("at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                (
                    "expert",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.expert"),
                ),
            ],
        ),
        migrations.AddField(
            model_name="enrolment",
            name="expert",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="enrolments", to="partners.expert"),
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("customer", models.TextField()),
                ("what", models.TextField()),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
                ("once", models.UUIDField(null=True, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "consultant",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="partners.expert"
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Gathering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("title", models.TextField()),
                ("place", models.TextField()),
                ("starts_at", models.DateTimeField()),
                ("planned_at", models.DateTimeField()),
                ("held_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("once", models.UUIDField(null=True, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("presents", models.BooleanField(default=False)),
                ("said_at", models.DateTimeField()),
                ("by_id", models.BigIntegerField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("came", models.BooleanField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to="partners.expert"
                    ),
                ),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendances", to="partners.gathering"
                    ),
                ),
            ],
            options={
                "ordering": ["expert__person__name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Lead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("company", models.TextField()),
                ("company_key", models.TextField()),
                ("contact", models.TextField(blank=True)),
                ("what", models.TextField()),
                ("is_customer", models.BooleanField(default=False)),
                ("is_joint", models.BooleanField(default=False)),
                ("is_known", models.BooleanField(default=False)),
                ("state", models.TextField(default="registered")),
                ("registered_at", models.DateTimeField()),
                ("by_vendor", models.BooleanField(default=False)),
                ("reason", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("once", models.UUIDField(null=True, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
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
            ],
            options={
                "ordering": ["-registered_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Permission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("what", models.TextField()),
                ("why", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("is_agreed", models.BooleanField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("once", models.UUIDField(null=True, unique=True)),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
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
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ReferenceRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("customer", models.TextField()),
                ("asked_name", models.TextField()),
                ("asked_email", models.EmailField(max_length=254)),
                ("language", models.TextField(default="nl")),
                ("token_hash", models.TextField(unique=True)),
                ("asked_at", models.DateTimeField()),
                ("by_id", models.BigIntegerField(null=True)),
                ("declined_at", models.DateTimeField(null=True)),
                ("once", models.UUIDField(null=True, unique=True)),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reference_requests", to="partners.expert"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("customer", models.TextField()),
                ("text", models.TextField()),
                ("shown_name", models.TextField(blank=True)),
                ("given_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="references", to="partners.expert"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reference", to="partners.referencerequest"
                    ),
                ),
            ],
            options={
                "ordering": ["-given_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="StatusReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField()),
                ("days_before", models.IntegerField()),
                ("at", models.DateTimeField()),
                (
                    "assignment",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partners.assignment"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatusReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("progress", models.TextField()),
                ("text", models.TextField()),
                ("developments", models.TextField(blank=True)),
                ("told_at", models.DateTimeField()),
                ("once", models.UUIDField(null=True, unique=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="partners.assignment"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
            ],
            options={
                "ordering": ["-told_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("typed_name", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acceptances", to="partners.codeversion"
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "constraints": [models.UniqueConstraint(fields=("organisation", "person", "version"), name="accepted_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="examsession",
            constraint=models.CheckConstraint(condition=models.Q(("seats__gte", 1)), name="exam_has_seats"),
        ),
        migrations.AddConstraint(
            model_name="expert",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("organisation", "person"), name="one_expert_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="expert",
            constraint=models.CheckConstraint(condition=models.Q(("days_a_week__range", (0, 7))), name="expert_days_in_a_week"),
        ),
        migrations.AddConstraint(
            model_name="expert",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("ended_at", None), _negated=True), ("ended_by", None), _connector="OR"),
                name="expert_ended_when_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="examresult",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["passed", "failed", "absent"])), name="exam_outcome"
            ),
        ),
        migrations.AddConstraint(
            model_name="examresult",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "passed"), ("valid_until__isnull", False)),
                    models.Q(
                        models.Q(("outcome", "passed"), _negated=True),
                        ("valid_until", None),
                    ),
                    _connector="OR",
                ),
                name="only_passed_counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="examreminder",
            constraint=models.UniqueConstraint(fields=("expert", "valid_until", "days_before"), name="exam_reminded_once"),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)), fields=("session", "expert"), name="enrolled_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="assignment_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="gathering",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["kick_off", "partner_event", "expert_day", "progress_meeting"])),
                name="gathering_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="gathering",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("organisation", None),
                    ("kind", "progress_meeting"),
                    _connector="XOR",
                ),
                name="progress_meeting_with_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(fields=("gathering", "expert"), name="attends_once"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["company_key"], name="lead_company"),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["registered", "agreed", "refused", "won", "lost"])), name="lead_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="permission",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["approach", "demonstration", "domain", "campaign", "communication"])),
                name="permission_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="permission",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("is_agreed", None)),
                    models.Q(("decided_at__gte", models.F("asked_at")), ("is_agreed__isnull", False)),
                    _connector="OR",
                ),
                name="permission_decided_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="reference",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn_at", None), ("text", ""), _connector="OR"), name="withdrawn_reference_is_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusreminder",
            constraint=models.UniqueConstraint(fields=("assignment", "due_on", "days_before"), name="status_reminded_once"),
        ),
        migrations.AddConstraint(
            model_name="statusreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("progress__in", ["on_track", "hindered", "stopped"])), name="status_progress"
            ),
        ),
        *(row_security(f"partners_{table}", BY_ORGANISATION) for table in OWN),
        *(row_security(f"partners_{table}", BY_ORGANISATION, write=BY_VENDOR) for table in OF_VENDOR),
        row_security("partners_gathering", f"organisation_id IS NULL OR {BY_ORGANISATION}", write=BY_VENDOR),
        row_security(
            "partners_expert", f"{BY_ORGANISATION} OR (shown_at IS NOT NULL AND ended_at IS NULL)", write=BY_ORGANISATION
        ),
        row_security(
            "partners_reference", f"{BY_ORGANISATION} OR (agreed_at IS NOT NULL AND withdrawn_at IS NULL)", write=BY_ORGANISATION
        ),
        *(append_only(f"partners_{table}") for table in ("examresult", "acceptance", "statusreport")),
    ]
