# SPDX-License-Identifier: EUPL-1.2
from django.db import migrations

from akkoord.scope.policies import forgets_person

TEXTS = {
    "stewardship_checkanswer": ["note"],
    "stewardship_ticketpassing": ["subject", "text"],
    "stewardship_plannerentry": ["title", "notes"],
    "stewardship_ticketsheet": ["advice"],
    "stewardship_tickettask": ["what"],
    "stewardship_updatetest": ["finding"],
    "stewardship_updatedecision": ["reason"],
    "stewardship_worktask": ["note"],
}


class Migration(migrations.Migration):
    """Who is erased leaves the texts of a management organisation too."""

    dependencies = [("stewardship", "0005_once_in_an_organisation"), ("cases", "0005_erase_person")]
    operations = [forgets_person("stewardship", TEXTS)]
