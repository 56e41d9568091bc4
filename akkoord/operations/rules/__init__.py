# SPDX-License-Identifier: EUPL-1.2
"""Decisions of operations over plain values."""
