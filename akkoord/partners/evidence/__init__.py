# SPDX-License-Identifier: EUPL-1.2
"""Where the facts about requirements come from, by noun; `sources.py` is the one table."""
