"""What is answered where a request broke on our side. The pages ask nothing of the database: it may be what failed."""

import sys

from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import server_error
from psycopg.errors import QueryCanceled


@requires_csrf_token
def broken(request):
    """503 where the database stopped what took longer than a page may wait (STATEMENT_TIMEOUT), else 500."""
    if not isinstance(getattr(sys.exception(), "__cause__", None), QueryCanceled):
        return server_error(request)
    response = server_error(request, template_name="503.html")
    response.status_code = 503
    return response
