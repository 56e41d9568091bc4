# SPDX-License-Identifier: EUPL-1.2
"""What is watched of the running system: read, put in words, told to whoever is on duty. sla:2.3.6"""
