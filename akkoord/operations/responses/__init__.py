# SPDX-License-Identifier: EUPL-1.2
"""What the pages of response times say: each named window in a month by days, in a day by hours. Everybody's. sla:2.3.2"""
