# SPDX-License-Identifier: EUPL-1.2
"""Settings, all from environment variables; `docs/settings.md` says what each does. Insecure ones are refused by `checks.py`."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from akkoord.operations.rules.watching import parse_bounds

ROOT = Path(__file__).resolve().parent.parent.parent
HOME = Path(os.environ.get("AKKOORD_HOME", ROOT / ".akkoord"))

DEMO = os.environ.get("AKKOORD_DEMO") == "1"
DEBUG = os.environ.get("AKKOORD_DEBUG") == "1"
SECRET_KEY = os.environ.get("AKKOORD_SECRET_KEY", "")
BASE_URL = os.environ.get("AKKOORD_BASE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = os.environ.get("AKKOORD_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "akkoord.web.errors.form_expired"
SESSION_COOKIE_NAME = "akkoord"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("AKKOORD_BEHIND_PROXY") == "1" else None
X_FRAME_OPTIONS = "DENY"
ROOT_URLCONF = "akkoord.site.urls"
WSGI_APPLICATION = "akkoord.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "akkoord.site",
    "akkoord.promises",
    "akkoord.objections",
    "akkoord.stewardship",
    "akkoord.partners",
    "akkoord.desk",
    "akkoord.operations",
    "akkoord.cases",
    "akkoord.clocks",
    "akkoord.agreements",
    "akkoord.notifications",
    "akkoord.people",
    "akkoord.audit",
    "akkoord.scope",
    "akkoord.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
]

MIDDLEWARE = [
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "akkoord.operations.metrics.requests.Counted",
    "akkoord.web.middleware.SecurityHeaders",
    "django.middleware.gzip.GZipMiddleware",
    "akkoord.operations.middleware.LastCopy",
    "akkoord.web.middleware.Moment",
    "akkoord.scope.middleware.OneTransaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "akkoord.people.middleware.Reader",
    "akkoord.people.second_factor.SecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [str(d) for d in sorted((ROOT / "akkoord").glob("*/templates"))],
        "OPTIONS": {"environment": "akkoord.web.jinja.environment", "context_processors": ["akkoord.web.csrf.one_token"]},
    },
]
FORM_RENDERER = "django.forms.renderers.Jinja2"  # controls only; labels, help and errors are ours


def database(url: str) -> dict[str, object]:
    """Django's settings for a `postgresql://user:password@host:port/name` URL; a socket folder goes in `?host=`."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


DATABASES = {
    "default": database(os.environ.get("AKKOORD_DATABASE_URL", "postgresql://akkoord_app@127.0.0.1/akkoord")),
    "owner": database(os.environ.get("AKKOORD_OWNER_DATABASE_URL", "postgresql://akkoord_owner@127.0.0.1/akkoord")),
}
DATABASES["default"]["OPTIONS"] = {
    **DATABASES["default"]["OPTIONS"],  # type: ignore[dict-item]  # both are dicts by construction
    "pool": {"min_size": 1, "max_size": int(os.environ.get("AKKOORD_POOL_SIZE", "8")), "timeout": 5},
    # Policies make statements dear to plan: each connection keeps the plans of those that it ran before.
    "server_side_binding": True,
    "prepare_threshold": 3,
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["akkoord.people.sign_in.Backend"]
SESSION_ENGINE = "akkoord.people.sessions"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "akkoord.people.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address; nobody signs up by themselves
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # we write to nobody whom we do not know
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"status_follow": "20/h/ip,5/h/key", "partner_application": "20/h/ip,5/h/key"}  # added to allauth's own
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # seconds; for invitations too
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if os.environ.get("AKKOORD_BEHIND_PROXY") == "1" else 0  # whose address the rate limits count
MFA_ADAPTER = "akkoord.people.sign_in.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation proved it
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Akkoord"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "site_cache"},
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}},
}

LANGUAGE_CODE = "nl"
LANGUAGE_COOKIE_NAME = "akkoord_language"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [str(d) for d in sorted((ROOT / "akkoord").glob("*/locale"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
ATTACHMENT_STORE = os.environ.get("AKKOORD_ATTACHMENT_STORE", (HOME / "attachments").as_uri())
ATTACHMENT_LIMIT = int(os.environ.get("AKKOORD_ATTACHMENT_LIMIT", "50000000"))  # bytes
STATUS_COPIES = os.environ.get("AKKOORD_STATUS_COPIES", HOME / "status")
STATUS_FRESH = float(os.environ.get("AKKOORD_STATUS_FRESH", "5"))  # seconds
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 256_000

EMAIL_HOST = os.environ.get("AKKOORD_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("AKKOORD_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("AKKOORD_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("AKKOORD_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("AKKOORD_SMTP_TLS") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("AKKOORD_FROM", "Servicedesk Meridaan <servicedesk@meridaan.example>")

VENDOR_PHONE = os.environ.get("AKKOORD_VENDOR_PHONE", "088 000 00 00" if DEMO else "")
VENDOR_NAME = os.environ.get("AKKOORD_VENDOR_NAME", "Meridaan")
AGREEMENT = os.environ.get("AKKOORD_AGREEMENT", "reference")
PARTNER_PROGRAMME = os.environ.get("AKKOORD_PARTNER_PROGRAMME", "partner-programme")  # the code under which it is published
PUBLIC_PROMISES = os.environ.get("AKKOORD_PUBLIC_PROMISES") == "1"
PRODUCT_FIELDS = os.environ.get(
    "AKKOORD_FIELDS",
    "portal=Portaal|Portal; payroll=Lonen|Payroll; leave=Rooster en verlof|Rosters and leave; "
    "finance=Financieel|Finance; integrations=Koppelingen|Integrations; app=App|App",
)

WATCH = parse_bounds(os.environ.get("AKKOORD_WATCH", ""))
METRICS_TOKEN = os.environ.get("AKKOORD_METRICS_TOKEN", "")

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("AKKOORD_LOG_LEVEL", "WARNING")},
}
