# SPDX-License-Identifier: EUPL-1.2
"""The worker for production: jobs, and what falls due by the clock."""

import sys

from .cli import set_up_django
from .serve import refuse, setting


def main() -> None:
    """Refuse what is insecure, then work until told to stop."""
    set_up_django()
    from . import checks

    refuse([*checks.insecure_settings(), *checks.insecure_login(checks.login())])
    work()


def work() -> None:
    """Work until told to stop; jobs under way are finished first."""
    from django.core.management import execute_from_command_line

    concurrency = setting("WORKER_CONCURRENCY", "3")
    execute_from_command_line([sys.argv[0], "procrastinate", "worker", f"--concurrency={concurrency}"])


if __name__ == "__main__":  # the demonstration's own, without the refusals
    set_up_django()
    work()
