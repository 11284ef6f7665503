"""The product's settings on servers that may be killed: own cluster, own Redis, a mail server that counts. Times are
short, in the same proportion as in the product."""

from pathlib import Path

from common.embedded import postgres, redis
from srrm.settings import *  # noqa: F403
from srrm.settings import CELERY_BEAT_SCHEDULE, DATABASES, INSTALLED_APPS, VAR, env

INSTALLED_APPS = [*INSTALLED_APPS, "faults"]
# The tables as they are today, without the way there: a campaign makes its cluster anew each time.
MIGRATION_MODULES = {name.rpartition(".")[2]: None for name in INSTALLED_APPS}
# The plain engine: a process that finds no server must not start one of its own.
DATABASES["default"] |= {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": "faults",
    "USER": postgres.SUPERUSER,
    "HOST": str(postgres.socket_folder(VAR / "postgres")),
}
REDIS_FOLDER = None
_SOCKET = redis.socket_path(VAR / "redis")
CELERY_BROKER_URL = f"redis+socket://{_SOCKET}?virtual_host={redis.BROKER}"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"unix://{_SOCKET}?db={redis.CACHE}",
    }
}
CELERY_BEAT_SCHEDULE = {"tick": {**CELERY_BEAT_SCHEDULE["tick"], "schedule": 1.0}}
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", env.int("FAULTS_PORT", 0)
EMAIL_TIMEOUT, OUTREACH_LEASE = 0.5, 6.0
OUTREACH_RETRY_AFTER = 0.5

# Which way of delivering is put to the test: "one" is the product's, the others must fail.
FAULTS_DESIGN = env.str("FAULTS_DESIGN", "one")
# Workers say here that they are ready.
FAULTS_READY = Path(VAR) / "ready"
