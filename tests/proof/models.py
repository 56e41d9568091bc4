# SPDX-License-Identifier: EUPL-1.2
"""What the three know beyond the case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from akkoord.cases.models import Case


class Detail(models.Model):
    """A detail of a case, in one column."""

    personal: ClassVar = ()

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="%(class)s")

    class Meta:
        abstract = True


class Errand(Detail):
    """An internal errand."""

    effort = models.TextField(default="small")


class Problem(Detail):
    """A problem."""

    cause = models.TextField(default="")


class Application(Detail):
    """An application of a partner."""

    company = models.TextField(default="")
