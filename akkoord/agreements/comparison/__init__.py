# SPDX-License-Identifier: EUPL-1.2
"""What one version of an agreement changes for a customer, compared with another. Pure, but for its words. sla:1.2"""

from akkoord.agreements.comparison.changes import Change, Detail, Topic, Way
from akkoord.agreements.comparison.comparing import compare

__all__ = ["Change", "Detail", "Topic", "Way", "compare"]
