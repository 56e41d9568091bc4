# SPDX-License-Identifier: EUPL-1.2
"""The verbs of the partner programme, by noun."""
