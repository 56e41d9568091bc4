# SPDX-License-Identifier: EUPL-1.2
"""The top floor: settings, addresses, the wiring from events to reactions, the demonstration's world, the command line."""
