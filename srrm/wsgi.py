"""Entry point of the web server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "srrm.settings")

application = get_wsgi_application()

# No page holds a connection for ever; commands and workers come in by other doors. What DATABASE_URL says has the
# last word.
_options = settings.DATABASES["default"]["OPTIONS"]
_options["options"] = f"-c statement_timeout={settings.STATEMENT_TIMEOUT}s {_options['options']}"
