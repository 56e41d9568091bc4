# SPDX-License-Identifier: EUPL-1.2
"""Who hears what, by which channel. A mail is an outbox row before it is sent, so that none is lost. sla:2.2.1"""
