# SPDX-License-Identifier: EUPL-1.2
"""What the choices of the directory are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..rules.directory import CERTIFIED

Words = dict[str, str | Promise]

INDUSTRY_WORDS: Words = {
    "agriculture": _("agriculture"),
    "childcare": _("childcare"),
    "construction": _("construction"),
    "culture": _("culture"),
    "education": _("education"),
    "government": _("government"),
    "healthcare": _("healthcare"),
    "hospitality": _("hospitality"),
    "housing": _("housing"),
    "industry": pgettext_lazy("industry", "industry"),
    "logistics": _("logistics"),
    "professional": _("professional services"),
    "retail": _("retail"),
    "staffing": _("staffing"),
    "technology": _("technology"),
}
FIELD_WORDS: Words = {
    "crm": _("customer relations"),
    "finance": _("finance"),
    "hr": _("personnel"),
    "integration": _("integration"),
    "leave": _("leave and absence"),
    "payroll": _("payroll"),
    "planning": pgettext_lazy("product field", "planning"),
    "projects": _("projects"),
    "purchasing": _("purchasing"),
    "reporting": _("reporting"),
    "time": _("time registration"),
}
REGION_WORDS: Words = {
    "north": _("north"),
    "east": _("east"),
    "south": _("south"),
    "west": _("west"),
    "everywhere": _("the whole country"),
}
KIND_WORDS: Words = {
    "service": _("service partner"),
    "expert": pgettext_lazy("partner", "expert"),
    "connector": _("connector supplier"),
    "product": _("product partner"),
}
CERTIFICATE_WORDS: Words = {CERTIFIED: _("with a certified connector")}
FACET_WORDS: dict[str, tuple[str | Promise, Words]] = {
    "kind": (_("Kind"), KIND_WORDS),
    "industry": (_("Industry"), INDUSTRY_WORDS),
    "field": (_("Product field"), FIELD_WORDS),
    "region": (_("Region"), REGION_WORDS),
    "certificate": (_("Certificate"), CERTIFICATE_WORDS),
}
