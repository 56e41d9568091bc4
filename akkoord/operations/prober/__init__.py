# SPDX-License-Identifier: EUPL-1.2
"""The prober: one process for one place, that asks what the probes ask and keeps the answers. sla:2.3.1

Its own failure is unknown time and never an outage: without a sound process, its hold on the place and a network of its own
it writes nothing. `process.py` puts the parts together; everything else here can be read by itself.
"""
