# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models


class Migration(migrations.Migration):
    """The hours of all windows are read together."""

    dependencies = [("operations", "0009_disputes")]
    operations = [migrations.AddIndex("timinghour", models.Index(fields=["hour"], name="timing_hour"))]
