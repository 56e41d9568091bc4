# SPDX-License-Identifier: EUPL-1.2

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The cases of named persons are few, and found together."""

    dependencies = [
        ("agreements", "0002_life"),
        ("cases", "0007_search_by_density"),
        ("clocks", "0002_row_security"),
        ("people", "0006_feed_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(condition=models.Q(("audience", "named_persons")), fields=["id"], name="case_named_persons"),
        ),
    ]
