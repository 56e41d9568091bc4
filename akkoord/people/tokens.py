# SPDX-License-Identifier: EUPL-1.2
"""What is kept of a token: a hash. The token itself is random and long, so that one round suffices. sla:2.3.3"""

from __future__ import annotations

from hashlib import sha256

BEGIN = "akkoord_"  # so that programs that look for secrets in files know one
LONGEST = 200


def hash_of(token: str) -> str:
    """What is kept."""
    return sha256(token.encode()).hexdigest()


def bearer_of(header: str) -> str | None:
    """The token in an `Authorization` header; None where there is none, or something else."""
    kind, _, token = header.strip().partition(" ")
    token = token.strip()
    return token if kind.lower() == "bearer" and token.startswith(BEGIN) and len(token) <= LONGEST else None
