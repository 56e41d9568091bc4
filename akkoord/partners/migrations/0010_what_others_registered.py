# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations


class Migration(migrations.Migration):
    """Whether another partner registered a company stands in no row of this one."""

    dependencies = [("partners", "0009_own_rows")]

    operations = [migrations.RemoveField(model_name="lead", name="is_known")]
