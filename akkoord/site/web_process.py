# SPDX-License-Identifier: EUPL-1.2
"""The web server's own program: loads the site once, then lets Granian fork its workers from it.

What was loaded is shared by all workers, and the first request to each is as quick as the others.
"""

import gc
import os
import shutil
import sys
from pathlib import Path
from typing import cast

import psutil
from django.conf import settings
from django.db import connections
from django.template import engines
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment

ROUND = 50_000  # new objects between two looks for garbage; a page makes a few thousand and leaves none behind


def load() -> None:
    """Addresses with their views, words in every language, and compiled templates; nothing that holds a connection."""
    from akkoord.site import wsgi

    assert wsgi.application  # importing it sets Django up
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            reverse("account")  # reads every address, which is kept by language
            translation.gettext("Menu")
    environment = cast("Environment", getattr(engines["jinja2"], "env"))  # noqa: B009  # Django's stub leaves it out
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)
    for connection in connections.all(initialized_only=True):
        connection.close()
        getattr(connection, "close_pool", lambda: None)()


def share_counts(folder: Path) -> None:
    """Give the workers of this server one folder for what they count, and remove those of servers that are gone.

    Said before anything that counts is imported.
    """
    for left in folder.glob("*") if folder.is_dir() else ():
        if left.name.isdecimal() and (int(left.name) == os.getpid() or not psutil.pid_exists(int(left.name))):
            shutil.rmtree(left, ignore_errors=True)
    own = folder / str(os.getpid())
    own.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(own)


def main() -> None:
    """Load, then become Granian with the same arguments."""
    from akkoord.site.settings import HOME

    share_counts(HOME / "metrics")
    load()
    gc.collect()
    gc.freeze()  # what is shared stays shared: the collector writes into what it looks at
    gc.set_threshold(ROUND, 20, 50)
    from granian.cli import entrypoint

    sys.exit(entrypoint())  # type: ignore[no-untyped-call]  # Granian has no types there


if __name__ == "__main__":
    main()
