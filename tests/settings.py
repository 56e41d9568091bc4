# SPDX-License-Identifier: EUPL-1.2
"""The product's settings, and the kinds of case that prove its kernel."""

from akkoord.site.settings import *  # noqa: F403  # the product's settings, whole
from akkoord.site.settings import INSTALLED_APPS, STORAGES

# Static files as they are in the sources, uncollected.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
INSTALLED_APPS = [*INSTALLED_APPS, "tests.proof"]
PASSWORD_HASHERS = ["tests.fixtures.passwords.QuickScrypt"]
