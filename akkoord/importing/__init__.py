# SPDX-License-Identifier: EUPL-1.2
"""What every import needs: files read with each fault named by line, mapping files, moments, many rows in one statement.

It knows no capability: what a file means is said on the floor whose tables it fills. Never part of the web process.
"""
