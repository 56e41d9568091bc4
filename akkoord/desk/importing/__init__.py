# SPDX-License-Identifier: EUPL-1.2
"""Brings the log of another service desk in: `akkoord import incidents`. Never part of the web process.

Imported cases get their clocks from the agreement at once, judged on what the log says and no more. Nothing is mailed
and nothing reacts.
"""
