# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations, models
from django.db.models import Q

NAME = "token_known_scopes"


class Migration(migrations.Migration):
    """Programs of customers may read the verdicts of their organisation."""

    dependencies = [("people", "0004_tokens")]
    operations = [
        migrations.RemoveConstraint("apitoken", NAME),
        migrations.AddConstraint(
            "apitoken",
            models.CheckConstraint(
                condition=Q(scopes__contained_by=["timings:write", "verdicts:read"]) & Q(scopes__len__gt=0), name=NAME
            ),
        ),
    ]
