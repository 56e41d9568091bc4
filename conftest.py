# SPDX-License-Identifier: EUPL-1.2
"""What every test stands on: a real PostgreSQL as the roles of production, no network but loopback, a real browser."""

from hypothesis import HealthCheck, settings

# Of a machine that does other work too: how long an example takes says nothing about the program.
settings.register_profile("akkoord", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("akkoord")

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.network",
    "tests.fixtures.browser",
    "tests.fixtures.shared_data",
    "tests.fixtures.world",
]
