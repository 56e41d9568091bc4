# SPDX-License-Identifier: EUPL-1.2
"""An agreement with the single promises that a contract puts in the place of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop as _
from pydantic import ValidationError

from .checking import faults_in
from .document import Agreement as Document
from .refusals import CannotSign
from .rules import with_overrides


def with_individual_terms(document: Document, overrides: Mapping[str, Any]) -> Document:
    """The agreement with these promises in it. Raises CannotSign for what is none, or contradicts it."""
    try:
        changed = with_overrides(document, overrides)
    except KeyError as error:
        raise CannotSign(_("%(name)s: no promise of %(code)s"), name=error.args[0], code=document.code) from error
    except ValidationError as error:
        raise CannotSign(_("an override is no promise: %(fault)s"), fault=error.errors()[0]["msg"]) from error
    faults = [fault for fault in faults_in(changed) if not fault.warning]
    if faults:
        raise CannotSign(_("with its overrides the agreement contradicts itself: %(fault)s"), fault=faults[0].message)
    return changed
