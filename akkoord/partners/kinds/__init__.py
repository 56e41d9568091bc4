# SPDX-License-Identifier: EUPL-1.2
"""The kinds of case of the partner programme, by noun."""
