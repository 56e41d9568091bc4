# SPDX-License-Identifier: EUPL-1.2
"""Journeys: people who use the product from beginning to end, in a real browser."""
