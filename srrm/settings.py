"""Every setting of the installation, read from the environment.

Two modes. With neither DATABASE_URL nor ALLOWED_HOSTS set this is *local mode*: this machine only, embedded
servers under `var/`. With either of them set it is *production*, and nothing falls back to a default that is
only safe on a laptop.
"""

import tomllib
from importlib.resources import files
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from common import logs
from srrm import local

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL = not (env.str("DATABASE_URL", "") or env.str("ALLOWED_HOSTS", ""))
VAR = Path(env.str("SRRM_VAR", "") or BASE_DIR / "var").absolute()

DEBUG = env.bool("DEBUG", False)
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]

SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY and LOCAL:
    SECRET_KEY = local.secret_key(VAR)
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. DATABASE_URL or ALLOWED_HOSTS is, so this is a production installation: set "
        "SECRET_KEY to a long random value that stays the same on every web and worker process. "
        "(With neither of the two set, SRRM runs in local mode and makes a key of its own.)"
    )
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"] if LOCAL else env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# With it a pack of all call sheets is built each day and encrypted (/offline/). It is kept nowhere else.
OFFLINE_PACK_PASSWORD = env.str("OFFLINE_PACK_PASSWORD", "")

# The organisation
ORGANISATION_NAME = env.str("ORGANISATION_NAME", "Your organisation")
CURRENCY = env.str("CURRENCY", "GBP")
CURRENCY_SYMBOL = env.str("CURRENCY_SYMBOL", {"GBP": "£", "EUR": "€", "USD": "$"}.get(CURRENCY, CURRENCY))
TIME_ZONE = env.str("ORGANISATION_TIME_ZONE", "Europe/London")
USE_TZ = True
LANGUAGE_CODE = "en-gb"
USE_I18N = True

OWN_APPS = [
    "overview",
    "reviews",
    "dialogues",
    "goals",
    "outreach",
    "contacts",
    "units",
    "desk",
    "accounts",
    "common",
]
INSTALLED_APPS = [
    *OWN_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "django_filters",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "common.safety.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.zones.TimeZoneMiddleware",
    "common.htmx.SignInMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "common.safety.AddressMiddleware",
    "accounts.access.DefaultDenyMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "srrm.urls"
WSGI_APPLICATION = "srrm.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "common.shell.shell",
            ],
        },
    },
]
FORM_RENDERER = "common.forms.Renderer"

# The database
if env.str("DATABASE_URL", ""):
    DATABASES = {"default": env.db_url("DATABASE_URL")}
else:
    DATABASES = {
        "default": {
            "ENGINE": "common.embedded.postgresql",
            "NAME": "srrm",
            "EMBEDDED_NAME": "srrm",
            "HOST": str(VAR / "postgres"),
        }
    }
DATABASES["default"]["ATOMIC_REQUESTS"] = True
# A pooled connection is asked before use whether it is still alive: a restarted server costs no request.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
    "min_size": 1,
    "max_size": env.int("DATABASE_POOL_SIZE", 4),
    "timeout": 10,
}
# Questions about everybody who lacks something look each unit up in a hashed list; with the server's 4 MB the list of a
# large organisation does not fit and is read through for every unit, five times slower.
DATABASES["default"]["OPTIONS"].setdefault("options", "-c work_mem=64MB")
# Seconds that one question of a page may take; commands and workers take as long as they need (srrm/wsgi.py). Shorter
# than the proxy waits, so that a page says what happened.
STATEMENT_TIMEOUT = env.int("STATEMENT_TIMEOUT", 60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# Redis: one database is the broker, another the cache (rate limits, one-time codes), which may be lost.
if LOCAL and not env.str("REDIS_URL", ""):
    from common.embedded import redis as _redis

    REDIS_FOLDER = VAR / "redis"
    CELERY_BROKER_URL = f"redis+socket://{_redis.socket_path(REDIS_FOLDER)}?virtual_host={_redis.BROKER}"
    CACHES = {
        "default": {"BACKEND": "common.embedded.cache.EmbeddedRedisCache", "LOCATION": str(REDIS_FOLDER)}
    }
else:
    REDIS_FOLDER = None
    CELERY_BROKER_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": env.str("CACHE_URL", "") or CELERY_BROKER_URL.rsplit("/", 1)[0] + "/1",
        }
    }

# Background work. The broker only wakes workers up; what is due stands in the database.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_BACKEND = None
CELERY_TIMEZONE = "UTC"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    # A page that sends a task gives up soon; without these it would wait for a lost broker until it times out.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.2,
}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# One plain interval, kept in memory: a schedule file can be damaged, a crontab trips over summer time.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_SCHEDULE = {"tick": {"task": "desk.tasks.tick", "schedule": 30.0}}

# Signing in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.InvitedPeopleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "accounts.single_sign_on.SocialAccountAdapter"
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# People hear of it when their password, second step or single sign-on changes.
ACCOUNT_EMAIL_NOTIFICATIONS = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = f"SRRM {ORGANISATION_NAME}"
# How many proxies stand in front; rate limits count the address the outermost of them saw.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

# A link leads to the provider: a form that ends there would be stopped by the content policy (form-action).
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = {}
if env.str("OIDC_SERVER_URL", ""):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env.str("OIDC_NAME", "Single sign-on"),
                "client_id": env.str("OIDC_CLIENT_ID"),
                "secret": env.str("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": env.str("OIDC_SERVER_URL"), "uid_field": "sub"},
            }
        ],
    }

# Mail
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://" if LOCAL else "smtp://localhost:25")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = env.float("EMAIL_TIMEOUT", 15)
# For so many seconds a mail belongs to the worker that took it: longer than any attempt to send it can last.
OUTREACH_LEASE = env.float("OUTREACH_LEASE", 180)
# Seconds until the second attempt, four times as many until each further one, and how many attempts there are.
OUTREACH_RETRY_AFTER = env.float("OUTREACH_RETRY_AFTER", 60)
OUTREACH_MOST_ATTEMPTS = env.int("OUTREACH_MOST_ATTEMPTS", 8)
# Where the links of mails lead; pages know their own address, background work does not.
_host = f"127.0.0.1:{env.int('PORT', 8000)}" if LOCAL else next(iter(ALLOWED_HOSTS), "localhost").lstrip("*.")
SITE_URL = env.str("SITE_URL", "") or f"{'http' if LOCAL else 'https'}://{_host}/"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "SRRM <srrm@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Files of the browser
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static" if LOCAL else Path(env.str("STATIC_ROOT", str(BASE_DIR / "static")))
NODE_MODULES = BASE_DIR / "node_modules"
# What pages use of installed packages: published name → file, below node_modules where it is no full path.
BROWSER_FILES = {
    "django_htmx/htmx-2.min.js": str(files("django_htmx") / "static/django_htmx/htmx-2.min.js"),
    "vendor/tabler/css/tabler.min.css": "@tabler/core/dist/css/tabler.min.css",
    "vendor/tabler/js/tabler.min.js": "@tabler/core/dist/js/tabler.min.js",
    "vendor/cytoscape/cytoscape.min.js": "cytoscape/dist/cytoscape.min.js",
    "vendor/chart.js/chart.umd.min.js": "chart.js/dist/chart.umd.min.js",
    "vendor/tom-select/css/tom-select.css": "tom-select/dist/css/tom-select.css",
    "vendor/tom-select/js/tom-select.complete.min.js": "tom-select/dist/js/tom-select.complete.min.js",
}
STATICFILES_FINDERS = [
    "common.browser_files.OwnFilesFinder",
    "common.browser_files.PackageFilesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # files live in the database
    "staticfiles": {"BACKEND": "common.browser_files.HashedFiles"},
}

# Safety in the browser
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
HTTPS = env.bool("HTTPS", not LOCAL and not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz/$", r"^readyz/$"]  # asked from inside, past the proxy
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# Believed only when told so: without a proxy that sets them, anybody could.
if env.bool("USE_X_FORWARDED_PROTO", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
USE_X_FORWARDED_HOST = env.bool("USE_X_FORWARDED_HOST", False)

# Limits of what is sent to us
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_MAX_SIZE = 20 * 1024 * 1024

# A file that changes more than this share of what there is, is asked about twice.
IMPORT_ASK_TWICE = env.float("IMPORT_ASK_TWICE", 0.10)

LOGGING = logs.to_console(env.str("LOG_LEVEL", "INFO" if not LOCAL else "WARNING"))
