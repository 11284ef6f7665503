"""Ways to look at a list that somebody keeps: which lists take part, and where a list asks for them.

What is kept, and how, is decided a floor above, which says so to `keep_with`; lists of every floor only ask.
"""

from collections.abc import Callable
from functools import wraps

from django.shortcuts import redirect

WHOLE = "?all=1"  # everything, also for whoever begins with a view of their own

_asked: list[Callable] = []


def keep_with(kept: Callable) -> None:
    """`kept(request, label)` answers which views of the list of this request its user sees: `beginning` (the query
    the user begins with, or "") is all that is needed here."""
    _asked[:] = [kept]


def keeps_views(label: str):
    """Of the list `label`, views can be kept; whoever begins with one and asks for nothing else is led there. Stands
    beneath `@requires`."""

    def decorate(view):
        @wraps(view)
        def begun(request, *args, **kwargs):
            request.kept_views = _asked[0](request, label)
            if request.method in ("GET", "HEAD") and not request.GET and request.kept_views.beginning:
                return redirect(f"{request.path}?{request.kept_views.beginning}")
            return view(request, *args, **kwargs)

        begun.keeps_views = label
        return begun

    return decorate


def whole(request, href: str = "?") -> str:
    """The address; where it asks for nothing, one that is not taken for a wish to begin as usual."""
    kept = getattr(request, "kept_views", None)
    return WHOLE if kept is not None and href == "?" and kept.beginning else href
