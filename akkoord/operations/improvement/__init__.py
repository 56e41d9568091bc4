# SPDX-License-Identifier: EUPL-1.2
"""Improvement plans: what a month below its bound demands. sla:2.3.1"""
