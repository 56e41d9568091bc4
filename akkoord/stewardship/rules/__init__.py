# SPDX-License-Identifier: EUPL-1.2
"""Decisions of the management organisation, by subject."""
