# SPDX-License-Identifier: EUPL-1.2
"""Questions about the agreement and objections to its changes: nobody is obliged to accept one.

Serves sla:1.2. Seen by the customer's administrators, by whoever asked, and by the vendor's product and lead. An objection
without a solution can end in the end of the contract, over the change; the old terms then hold on for that customer alone.
"""
