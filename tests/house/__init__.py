# SPDX-License-Identifier: EUPL-1.2
"""The checkers behind `tests/test_house.py`. Each takes what it checks and returns sentences about what is wrong."""
