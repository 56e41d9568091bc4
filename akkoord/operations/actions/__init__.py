# SPDX-License-Identifier: EUPL-1.2
"""The verbs of operations, by noun."""
