# SPDX-License-Identifier: EUPL-1.2
"""What every page is made of: base template, components, moments, slots, mail layout.

Knows no capability: a word such as incident or agreement does not occur here. Seen by everybody.
"""
