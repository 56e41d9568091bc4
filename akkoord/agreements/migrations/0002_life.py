# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from akkoord.scope.policies import BY_ORGANISATION, SIDE, append_only, row_security

VENDOR = f"{SIDE} IN ('system', 'staff')"
ENDING = "ends_on, ended_at, ended_by_id"


class Migration(migrations.Migration):
    """Drafts, who was told of a change, and contracts that were ended over one."""

    dependencies = [
        ("agreements", "0001_initial"),
        ("people", "0004_tokens"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.TextField(blank=True)),
                ("number", models.TextField(blank=True)),
                ("effective_from", models.DateField(null=True)),
                ("file_name", models.TextField()),
                ("source_text", models.TextField()),
                ("document", models.TextField(blank=True)),
                ("faults", models.JSONField(default=list)),
                ("put_in_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-put_in_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AgreementTold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("told_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["told_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="contract",
            name="ended_over",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agreements.agreementversion"
            ),
        ),
        migrations.AddField(
            model_name="contract",
            name="ending_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_over", None), ("ending_on", None)),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_over__isnull", False),
                        ("ending_on__isnull", False),
                        ("ending_on__lte", models.F("ends_on")),
                    ),
                    _connector="OR",
                ),
                name="contract_ended_over_a_change_says_when",
            ),
        ),
        migrations.AddField(
            model_name="agreementdraft",
            name="put_in_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="agreementdraft",
            name="version",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="draft", to="agreements.agreementversion"
            ),
        ),
        migrations.AddField(
            model_name="agreementdraft",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="agreementtold",
            name="organisation",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"),
        ),
        migrations.AddField(
            model_name="agreementtold",
            name="person",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="agreementtold",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="told", to="agreements.agreementversion"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementdraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("version", None),
                    models.Q(("withdrawn_at", None), models.Q(("document", ""), _negated=True)),
                    _connector="OR",
                ),
                name="draft_announced_is_sound",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementtold",
            constraint=models.UniqueConstraint(fields=("version", "organisation", "person"), name="told_once_of_a_change"),
        ),
        row_security("agreements_agreementdraft", VENDOR),
        row_security("agreements_agreementtold", BY_ORGANISATION),
        append_only("agreements_agreementdraft", but="withdrawn_at, withdrawn_by_id, version_id"),
        append_only("agreements_agreementtold"),
        migrations.RunSQL(
            "DROP TRIGGER append_only ON agreements_contract",
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON agreements_contract"
            f" FOR EACH ROW EXECUTE FUNCTION akkoord_append_only({', '.join(repr(c) for c in ENDING.split(', '))})",
        ),
        append_only("agreements_contract", but=f"{ENDING}, ended_over_id, ending_on"),
    ]
