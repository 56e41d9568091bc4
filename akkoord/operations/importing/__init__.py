# SPDX-License-Identifier: EUPL-1.2
"""Brings in what another status page or another prober kept: `akkoord import outages`, `akkoord import checks`.

Never part of the web process. Nothing is mailed and nothing reacts.
"""
