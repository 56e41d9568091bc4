# SPDX-License-Identifier: EUPL-1.2
"""Decisions of the partner programme, by subject."""
