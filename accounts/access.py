"""Who may open a page: every view names a permission, and a view that names none is closed to all."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied

ANYONE = "anyone"


def requires(codename: str):
    """Opens a view to signed-in people whose role holds `codename`."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_perm(codename):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permission = codename
        return guarded

    return decorate


def open_to_anyone(view):
    """Opens a view to people who are not signed in."""
    view = login_not_required(view)
    view.permission = ANYONE
    return view


class DefaultDenyMiddleware:
    """Refuses every view that names no permission. Sign-in pages keep allauth's own rules."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not hasattr(view, "permission") and not view.__module__.startswith("allauth."):
            raise PermissionDenied
