# SPDX-License-Identifier: EUPL-1.2
"""One invented world: the demonstration, and the tests' data. Built only through actions, at explicit times.

`found()` makes who there is (vendor, customers, people, contracts); `live()` gives them a past.
"""
