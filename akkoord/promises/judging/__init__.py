# SPDX-License-Identifier: EUPL-1.2
"""What judges a promise, by what it is about. Each takes what is asked (`measuring.Asked`) and answers a `Judged`."""
