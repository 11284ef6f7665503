"""The product's settings, with the floor, Django's admin and a counter of queries beside it."""

from srrm.settings import *  # noqa: F403
from srrm.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STATICFILES_FINDERS, VAR, env

INSTALLED_APPS = [*INSTALLED_APPS, "django.contrib.admin.apps.SimpleAdminConfig", "bench"]
MIDDLEWARE = [
    "bench.middleware.measure",
    *(
        "bench.middleware.DefaultDenyButAdmin" if name == "accounts.access.DefaultDenyMiddleware" else name
        for name in MIDDLEWARE
    ),
]
ROOT_URLCONF = "bench.urls"
DATABASES["default"]["NAME"] = DATABASES["default"]["EMBEDDED_NAME"] = env.str("BENCH_DATABASE", "bench")
STATICFILES_FINDERS = [*STATICFILES_FINDERS, "bench.middleware.AdminFilesFinder"]
STATIC_ROOT = VAR / "bench-static"
