"""All settings of the site, read from the environment; docs/settings.md explains each ``KINDWARD_…`` name."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from environs import Env, FileAwareEnv

from kindward.site import database, headers, keys, logs, usable

env = FileAwareEnv()
#: Where a setting that is the path of a file must not be read from that file.
plain_env = Env()

SITE = Path(__file__).resolve().parent
SOURCE = SITE.parents[2]


def _default_data() -> Path:
    """``data`` beside the sources in a checkout, else the user's own data folder."""
    if (SOURCE / "pyproject.toml").is_file() and (SOURCE / "content").is_dir():
        return SOURCE / "data"
    return Path.home() / ".local" / "share" / "kindward"


# Where things are kept, and where the site answers.
KINDWARD_DATA: Path = Path(env.str("KINDWARD_DATA", "") or _default_data()).expanduser().absolute()
KINDWARD_PORT: int = usable.within("KINDWARD_PORT", env.int("KINDWARD_PORT", 8000), 1, 65_535)
KINDWARD_ADDRESS: str = env.str("KINDWARD_ADDRESS", "127.0.0.1")
KINDWARD_WORKERS: int = usable.within("KINDWARD_WORKERS", env.int("KINDWARD_WORKERS", 2), 1, 256)
KINDWARD_THREADS: int = usable.within("KINDWARD_THREADS", env.int("KINDWARD_THREADS", 8), 1, 256)
KINDWARD_HTTPS: bool = env.bool("KINDWARD_HTTPS", False)
KINDWARD_PROXIES: int = usable.within(
    "KINDWARD_PROXIES", env.int("KINDWARD_PROXIES", 1 if KINDWARD_HTTPS else 0), 0, 16
)
KINDWARD_COUNTRY: str = env.str("KINDWARD_COUNTRY", "").upper()
KINDWARD_VOICE: str = env.str("KINDWARD_VOICE", "")
KINDWARD_SPEAK_AHEAD: bool = env.bool("KINDWARD_SPEAK_AHEAD", True)
KINDWARD_MAIL_FROM: str = env.str("KINDWARD_MAIL_FROM", "")
#: Hosts of the browser makers' push services that reminders may go to; empty: no notifications.
KINDWARD_PUSH_SERVICES: list[str] = usable.hosts(
    "KINDWARD_PUSH_SERVICES",
    env.list(
        "KINDWARD_PUSH_SERVICES",
        ["fcm.googleapis.com", "push.services.mozilla.com", "web.push.apple.com", "notify.windows.com"],
    ),
)
#: For those who work on Kindward: static files straight from the sources.
KINDWARD_DEVELOP: bool = env.bool("KINDWARD_DEVELOP", False)

VOICE_CACHE = KINDWARD_DATA / "voice"
KEYS = KINDWARD_DATA / "keys"

DEBUG = False
ALLOWED_HOSTS: list[str] = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *usable.hosts("KINDWARD_HOSTS", env.list("KINDWARD_HOSTS", [])),
]
CSRF_TRUSTED_ORIGINS = (
    [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host != "*"] if KINDWARD_HTTPS else []
)
SECRET_KEY: str = env.str("KINDWARD_SECRET_KEY", "") or keys.secret_key(KEYS)
SECRET_KEY_FALLBACKS: list[str] = env.list("KINDWARD_OLD_SECRET_KEYS", [])

INSTALLED_APPS = [
    "kindward.site",
    "kindward.site.practice",
    "kindward.site.journal",
    "kindward.site.programme",
    "kindward.site.people",
    "kindward.site.sealing",
    "kindward.site.audit",
    "kindward.site.selftalk",
    "kindward.site.progress",
    "kindward.site.learn",
    "kindward.site.trainer",
    "kindward.site.care",
    "kindward.site.yours",
    "kindward.site.safekeeping",
    "kindward.site.safety",
    "kindward.site.help",
    "kindward.site.api",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "ninja",
]

MIDDLEWARE = [
    # First, so that nothing can come between a person and crisis help.
    "kindward.site.help.middleware.HelpFirst",
    "kindward.site.metrics.count_requests",
    "kindward.site.headers.safe_headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kindward.site.compress.CompressPublicPages",
    "django.middleware.http.ConditionalGetMiddleware",
    "kindward.site.errors.calm_errors",
    "kindward.site.limits.limit_bodies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kindward.site.headers.personal_pages_are_not_stored",
    "django.middleware.common.CommonMiddleware",
    "kindward.site.origin.forms_without_referrer",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kindward.site.people.middleware.device_cookie",
]

ROOT_URLCONF = "kindward.site.urls"
WSGI_APPLICATION = "kindward.site.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kindward.site.people.context.installation",
                "kindward.site.care.context.made_up_centre",
                "kindward.site.care.context.desk",
            ],
        },
    },
]

#: The operator's ring of keys: itself, or else its file, which is made on first start.
KINDWARD_SEALING_KEY: str = plain_env.str("KINDWARD_SEALING_KEY", "")
KINDWARD_SEALING_KEY_FILE: str = plain_env.str("KINDWARD_SEALING_KEY_FILE", "") or str(KEYS / "sealing")
DATABASES = {
    "default": database.from_url(env.str("KINDWARD_DATABASE_URL", ""), KINDWARD_DATA / "kindward.sqlite3"),
    # Data keys, apart from what they open, so that neither is of use without the other.
    "keys": database.from_url(
        env.str("KINDWARD_KEYS_DATABASE_URL", ""), KEYS / "keys.sqlite3", "KINDWARD_KEYS_DATABASE_URL"
    ),
}
DATABASE_ROUTERS = ["kindward.site.sealing.router.KeysApart"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all workers, because limits on rates must be.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kindward_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
# The site has one language so far; without this, a browser's wish would translate half of each form.
LANGUAGES = [("en", "English")]

STATIC_URL = "/static/"
# The model of self-talk is one file for library and page, and lies in the library.
STATICFILES_DIRS = [("selftalk", SITE.parent / "selftalk" / "model")]
STATIC_ROOT = KINDWARD_DATA / "static"
WHITENOISE_USE_FINDERS = KINDWARD_DEVELOP
WHITENOISE_AUTOREFRESH = KINDWARD_DEVELOP
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if KINDWARD_DEVELOP
        else "kindward.site.storage.HashedStaticFiles"
    },
}

# Headers (see kindward.site.headers).
CONTENT_SECURITY_POLICY = {"DIRECTIVES": headers.POLICY}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = int(timedelta(days=730).total_seconds()) if KINDWARD_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if KINDWARD_HTTPS else None

# Cookies. The prefix binds them to this very host, which browsers grant over https alone.
_PREFIX = "__Host-" if KINDWARD_HTTPS else ""
DEVICE_COOKIE_NAME = f"{_PREFIX}kindward-device"
DEVICE_COOKIE_AGE = timedelta(days=400)
#: Read by pages, which let what was written wait for who wrote it; opens nothing.
WHO_COOKIE_NAME = f"{_PREFIX}kindward-who"
SESSION_COOKIE_NAME = f"{_PREFIX}kindward-login"
CSRF_COOKIE_NAME = f"{_PREFIX}kindward-form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = KINDWARD_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
CSRF_FAILURE_VIEW = "kindward.site.errors.form_expired"

# Limits on what is sent in.
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
#: Where somebody brings a file; it stays in memory and touches no disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = 21 * 1024 * 1024
LARGER_BODIES = {"/you/import/": FILE_UPLOAD_MAX_MEMORY_SIZE}
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# Accounts.
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/you/"
ACCOUNT_ADAPTER = "kindward.site.people.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "kindward.site.people.forms.SignIn",
    "signup": "kindward.site.people.forms.SignUp",
    "reauthenticate": "kindward.site.people.forms.ItIsMe",
    "change_password": "kindward.site.people.forms.NewPassword",
}
MFA_FORMS = {"add_webauthn": "kindward.site.people.forms.AddPasskey"}
ACCOUNT_LOGIN_METHODS = {"username", "email"} if KINDWARD_MAIL_FROM else {"username"}
ACCOUNT_SIGNUP_FIELDS = (
    ["username*", "email", "password1*"] if KINDWARD_MAIL_FROM else ["username*", "password1*"]
)
ACCOUNT_SIGNUP_REDIRECT_URL = "/you/welcome/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_VERIFICATION = "optional" if KINDWARD_MAIL_FROM else "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if KINDWARD_HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = KINDWARD_PROXIES
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kindward"
MFA_ADAPTER = "kindward.site.people.adapter.SecondFactorAdapter"
# Browsers treat loopback as a secure place, so passkeys work there without https; elsewhere they do not.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not KINDWARD_HTTPS

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if KINDWARD_MAIL_FROM
    else "django.core.mail.backends.dummy.EmailBackend"
)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = KINDWARD_MAIL_FROM or "kindward@localhost"
EMAIL_HOST = env.str("KINDWARD_MAIL_HOST", "localhost")
EMAIL_PORT = usable.within("KINDWARD_MAIL_PORT", env.int("KINDWARD_MAIL_PORT", 25), 1, 65_535)
EMAIL_HOST_USER = env.str("KINDWARD_MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.str("KINDWARD_MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.bool("KINDWARD_MAIL_TLS", False)
EMAIL_TIMEOUT = 20

NINJA_MAX_PER_PAGE_SIZE = 200

LOGGING_CONFIG = None
logs.set_up(
    usable.one_of("KINDWARD_LOG_LEVEL", env.str("KINDWARD_LOG_LEVEL", "info").strip().lower(), logs.LEVELS)
)

#: Variables that look like settings and are none, a line each: most likely a slip of the finger.
MISSPELT = usable.misspelt(os.environ, {*env.dump(), *plain_env.dump()})
