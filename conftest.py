# SPDX-License-Identifier: EUPL-1.2
"""What every test stands on: a real PostgreSQL as the roles of production, no network but loopback, a real browser."""

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.network",
    "tests.fixtures.browser",
    "tests.fixtures.shared_data",
    "tests.fixtures.world",
]
