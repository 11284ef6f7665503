"""The settings of the suite: the real ones on servers of its own, so that no test touches anybody's data."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Before the settings are read, and the same for the processes a test starts: each half of the suite that runs beside
# the others has servers of its own. DATABASE_URL and REDIS_URL, where set, still choose other servers; the user of that
# database must be a superuser, who alone may take out what tests leave in the record.
HOME = os.environ.setdefault("SRRM_TESTS_IN", str(Path(os.environ.get("SRRM_VAR") or ROOT / "var") / "test"))
os.environ["SRRM_VAR"] = str(Path(HOME) / os.environ.get("PYTEST_XDIST_WORKER", "alone"))
os.environ.setdefault("SECRET_KEY", "only-for-tests")

from common.embedded import postgres
from srrm.settings import *  # noqa: F403
from srrm.settings import DATABASES

# Test data need not survive a power cut.
postgres.SETTINGS |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# A background process started by a test works on that test's database.
DATABASES["default"]["NAME"] = os.environ.get("SRRM_TEST_DATABASE") or DATABASES["default"]["NAME"]

# A slow hash protects stored passwords; here it would only slow each sign-in down.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

# Most tables of a test change most of the few departments there are; asking twice has tests of its own.
IMPORT_ASK_TWICE = 1
