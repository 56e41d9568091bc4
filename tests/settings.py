# SPDX-License-Identifier: EUPL-1.2
"""The product's settings, and the kinds of case that prove its kernel."""

import atexit
import shutil
import tempfile

from akkoord.site.settings import *  # noqa: F403  # the product's settings, whole
from akkoord.site.settings import INSTALLED_APPS, STORAGES

# Static files as they are in the sources, uncollected.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
INSTALLED_APPS = [*INSTALLED_APPS, "tests.proof"]
PASSWORD_HASHERS = ["tests.fixtures.passwords.QuickScrypt"]
# Every process renders the status page anew, and keeps its copies to itself.
STATUS_COPIES, STATUS_FRESH = tempfile.mkdtemp(prefix="akkoord-status-"), 0.0
atexit.register(shutil.rmtree, STATUS_COPIES, ignore_errors=True)
