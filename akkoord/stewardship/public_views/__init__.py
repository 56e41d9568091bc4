# SPDX-License-Identifier: EUPL-1.2
"""Behind a secret in the address: what a program of somebody of the organisation reads without signing in."""
