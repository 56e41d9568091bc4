# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

from akkoord.scope.policies import SCOPED, append_only, as_its, row_security


class Migration(migrations.Migration):
    """Clocks are for the circle of their subject; a deadline that was set stays beside its successor."""

    dependencies = [("clocks", "0001_initial"), ("scope", "0001_append_only")]
    operations = [
        row_security("clocks_clock", SCOPED),
        row_security("clocks_deadline", as_its("clocks_clock", "clock_id")),
        row_security("clocks_pause", as_its("clocks_clock", "clock_id")),
        append_only("clocks_deadline"),
    ]
