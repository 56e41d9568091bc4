# SPDX-License-Identifier: EUPL-1.2

import django.db.models.deletion
from django.db import migrations, models

from akkoord.scope.policies import as_its, row_security


class Migration(migrations.Migration):
    """What a question is about is for whoever may know of its case."""

    initial = True

    dependencies = [
        ("agreements", "0002_life"),
        ("cases", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementQuestionDetail",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="agreement_question",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("clause", models.TextField(blank=True)),
                ("is_objection", models.BooleanField(default=False)),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="agreements.agreementversion"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("is_objection", False), ("clause", ""), _connector="OR"),
                        name="objects_to_a_version_as_a_whole",
                    )
                ],
            },
        ),
        row_security("objections_agreementquestiondetail", as_its("cases_case", "case_id")),
    ]
