# SPDX-License-Identifier: EUPL-1.2
"""Akkoord: the service agreement that runs."""
