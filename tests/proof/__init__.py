# SPDX-License-Identifier: EUPL-1.2
"""Three small kinds of case that show that the kernel carries: what later areas will ask of it, in the tests alone.

An *errand* is private to a customer and runs on that customer's own agreement. A *problem* is the vendor's alone, without
organisation, and concerns many. An *application* comes from a person without an account, who is accepted later.
"""
