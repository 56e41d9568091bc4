# SPDX-License-Identifier: EUPL-1.2
"""What the web process carries in memory: nothing that only commands and workers need. Run by `bin/check`."""

import subprocess
import sys

HEAVY = ("numpy", "typst", "ruamel", "yaml", "vl_convert", "matplotlib", "pandas")
LOAD = """
import sys
import {module}
from django.urls import get_resolver
list(get_resolver().url_patterns)
print(*sorted({{name.split(".")[0] for name in sys.modules}} & set({heavy!r})))
"""


def heavy_imports(module: str = "akkoord.site.wsgi", heavy: tuple[str, ...] = HEAVY) -> list[str]:
    """Which of the heavy packages a process holds that has loaded `module` and every page's address."""
    code = LOAD.format(module=module, heavy=heavy)
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()


if __name__ == "__main__":
    if found := heavy_imports():
        sys.exit(f"the web process imports {', '.join(found)}: import it in the job or command that needs it")
