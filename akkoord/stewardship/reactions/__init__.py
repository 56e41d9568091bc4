# SPDX-License-Identifier: EUPL-1.2
"""What follows from what happens in a management organisation, by subject. Each may run twice."""
