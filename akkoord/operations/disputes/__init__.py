# SPDX-License-Identifier: EUPL-1.2
"""Disputes of what was measured: what is recorded of it, and what stands on the page of the case. sla:2.3.1"""
