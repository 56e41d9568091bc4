# SPDX-License-Identifier: EUPL-1.2
"""Whom one can be in the demonstration."""

import subprocess
import sys


def test_a_second_start_names_them_without_django():
    """The second start is fast because its first process never sets Django up."""
    told = "import sys; from akkoord.site import world; print(len(world.personas()), 'django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    count, has_django = done.stdout.split()
    assert int(count) > 10
    assert has_django == "False"
