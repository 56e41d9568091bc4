# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    """The last days of all probes are read together."""

    dependencies = [("operations", "0010_hours_of_all_windows")]
    operations = [migrations.AlterField("dayfold", "day", models.DateField(db_index=True))]
