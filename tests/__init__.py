# SPDX-License-Identifier: EUPL-1.2
"""Journeys in a real browser, and the checks of the architecture."""
