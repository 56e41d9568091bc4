# SPDX-License-Identifier: EUPL-1.2
"""Pages of a management organisation, for the people of that organisation."""
