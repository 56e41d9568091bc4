# SPDX-License-Identifier: EUPL-1.2
"""What agreements ask of the floors above."""

from akkoord.web.slots import Slot

JUDGED_SINCE = Slot("agreement_judged_since")
"""Asked with `agreement_id` and `since`: True from a floor that has judged something under that agreement since then."""

PROMISE_STAND = Slot("agreement_promise_stand")
"""Asked with `request`, `version` and `promise_id`: how a promise stands, as markup beside it on the agreement's page."""

AGREEMENT_STAND = Slot("agreement_stand")
"""Asked with `request` and `version`: what the reader must know before all clauses, as markup above them on the page."""

AGREEMENT_ASK = Slot("agreement_ask")
"""Asked with `request` and `clause` or `change` (a version's number): the way to ask about it, as a link beside it."""
