"""Somebody saved a person in between: the page with both versions."""

from django.shortcuts import render

from accounts.models import User
from common import stale


def both_versions(request, user, form, make_form, *, cancel: str = ""):
    """`make_form(**start)` makes the same form over the row as it is now, or over `initial` values."""
    opened_with = _version(user, form.data.get("revision", ""))
    names = [name for name in form.fields if name not in ("reason", "revision")]
    start = {name: getattr(opened_with, name) for name in names} if opened_with else {}
    last = user.history.first()
    context = {
        "person": user,
        "conflicts": stale.conflicts(form, make_form(), make_form(initial=start) if start else None),
        "carried": stale.carried(form.data),
        "revision": user.revision,
        "who": last.history_actor if last else "",
        "at": last.history_date if last else None,
        "cancel": cancel or request.path,
    }
    return render(request, "accounts/user_stale.html", context, status=409)


def _version(user, revision: str):
    """The version of `user` that had that revision."""
    if not (revision.isascii() and revision.isdigit() and len(revision) < 10):
        return None
    return User.history.model.objects.filter(id=user.pk, revision=int(revision)).first()
