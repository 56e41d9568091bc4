# SPDX-License-Identifier: EUPL-1.2
"""What follows by itself from what happens in the partner programme, by noun. Each may run twice."""
