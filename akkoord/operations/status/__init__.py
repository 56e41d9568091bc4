# SPDX-License-Identifier: EUPL-1.2
"""The status page: what is read for it, its JSON and feeds, and the last rendered copy. Everybody's. sla:2.3.1"""
