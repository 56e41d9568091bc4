# SPDX-License-Identifier: EUPL-1.2
"""What is refused of agreements and contracts; the message says why."""


class CannotPublish(Exception):
    """The version or the deviating day may not be published; the message says why."""


class CannotSign(Exception):
    """The contract cannot be; the message says why."""


class CannotEnd(Exception):
    """The contract cannot end then; the message says why."""


class CannotWithdraw(Exception):
    """The deviating day has begun, or what was put in is no draft any more."""
