# SPDX-License-Identifier: EUPL-1.2
import django.db.models.deletion
from django.db import migrations, models

from akkoord.scope.policies import as_its, row_security


def detail(name: str, column: str, default: str) -> migrations.CreateModel:
    """The table of one detail."""
    case = models.OneToOneField(
        on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="%(class)s", serialize=False, to="cases.case"
    )
    return migrations.CreateModel(name, [("case", case), (column, models.TextField(default=default))])


class Migration(migrations.Migration):
    """The details of the three kinds, each as visible as its case."""

    initial = True
    dependencies = [("cases", "0003_search")]
    operations = [
        detail("Errand", "effort", "small"),
        detail("Problem", "cause", ""),
        detail("Application", "company", ""),
        *[row_security(f"proof_{table}", as_its("cases_case", "case_id")) for table in ("errand", "problem", "application")],
    ]
