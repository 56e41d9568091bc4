# SPDX-License-Identifier: EUPL-1.2
"""What the pages of availability say: twelve months, one month, one component down to its intervals. sla:2.3.1"""
