"""The product with pages that break after they wrote something: by the limit of time, by a bad question, by a bug."""

from django.db import connection
from django.urls import path
from django.views.decorators.http import require_POST

from accounts.access import requires
from common.history import recording
from srrm.urls import handler500  # noqa: F401
from srrm.urls import urlpatterns as product


def breaking(break_it):
    @requires("units.view_unit")
    @require_POST
    def view(request):
        with recording(by=request.user, reason="In vain"):
            request.user.name = "Somebody else"
            request.user.save()
        break_it()

    return view


def too_long():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '50ms'")
        cursor.execute("SELECT pg_sleep(30)")


def mistaken():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


def wrong():
    raise ValueError("a bug")


urlpatterns = [
    *(path(f"{broken.__name__}/", breaking(broken)) for broken in (too_long, mistaken, wrong)),
    *product,
]
