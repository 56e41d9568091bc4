# SPDX-License-Identifier: EUPL-1.2
"""Pages for customers, by subject."""
