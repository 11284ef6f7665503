"""What the measured server has besides the product's middleware, and the admin's files."""

import time

from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.db import connection

from accounts.access import DefaultDenyMiddleware

# Not questions to the data: what begins and ends a transaction or a part of it.
FRAMING = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")


class Counter:
    """Counts the queries of one request and the time spent waiting for them."""

    def __init__(self):
        self.queries = 0
        self.seconds = 0.0

    def __call__(self, execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - began
            self.queries += not str(sql).startswith(FRAMING)


def measure(get_response):
    """Says in headers how many queries a request took and how long they lasted."""

    def measured(request):
        counter = Counter()
        with connection.execute_wrapper(counter):
            response = get_response(request)
        response.headers["X-Queries"] = str(counter.queries)
        response.headers["X-Query-Ms"] = f"{counter.seconds * 1000:.2f}"
        return response

    return measured


class DefaultDenyButAdmin(DefaultDenyMiddleware):
    """The product's rule, with Django's admin let in for comparison."""

    def process_view(self, request, view, args, kwargs):
        if view.__module__.startswith("django.contrib.admin"):
            return None
        return super().process_view(request, view, args, kwargs)


class AdminFilesFinder(AppDirectoriesFinder):
    """The admin's own style sheets and scripts."""

    def __init__(self, app_names=None, *args, **kwargs):
        super().__init__(["django.contrib.admin"], *args, **kwargs)
