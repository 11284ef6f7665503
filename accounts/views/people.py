"""The people who sign in: the list, inviting somebody, changing somebody."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions, keepers, letters
from accounts.access import requires
from accounts.backends import organisation_today
from accounts.duties import duties_of
from accounts.forms import InviteForm, PersonForm
from accounts.models import User
from accounts.people import HEADERS, PeopleList, in_file, state_of
from accounts.safeguards import safeguards_of
from accounts.stale import both_versions
from common import downloads, stale
from common.filtered import list_context
from common.kept_views import keeps_views

TAKEN = "Somebody with this e-mail exists."


@requires("accounts.manage_users")
@require_safe
@keeps_views("People who sign in")
def users(request: HttpRequest):
    return render(request, "accounts/users.html", list_context(PeopleList(request)))


@requires("accounts.manage_users")
@require_safe
def users_export(request: HttpRequest, ending: str):
    """Who may sign in, as what, until when, and what for: to be gone through by whoever answers for it."""
    listing = PeopleList(request)
    rows = (in_file(person) for person in downloads.read(listing.ordered, listing.load))
    return downloads.answer(
        downloads.Table("people-who-sign-in", "People who sign in", HEADERS, rows), ending
    )


@requires("accounts.manage_users")
@require_http_methods(["GET", "HEAD", "POST"])
def user_invite(request: HttpRequest):
    # A page that knows somebody without a sign-in hands over who it is.
    known = {name: request.GET.get(name, "")[:254] for name in ("name", "email")}
    form = InviteForm(request.POST or None, by=request.user, on=organisation_today(), initial=known)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if user := _try(form, lambda: actions.invite(values=form.values(), by=request.user, reason=reason)):
            letters.invite(request, user)
            return redirect("user_edit", user.pk)
    return render(request, "accounts/user_invite.html", {"form": form}, status=422 if form.errors else 200)


@requires("accounts.manage_users")
@require_http_methods(["GET", "HEAD", "POST"])
def user_edit(request: HttpRequest, pk: int):
    user, on = get_object_or_404(User.objects.visible_to(request.user), pk=pk), organisation_today()
    asked = {"by": request.user, "on": on}
    if request.method != "POST":
        return _show(request, user, PersonForm(instance=user, revision=user.revision, **asked))
    user, data = keepers.lock(user), request.POST
    if stale.has_choices(data):
        data = stale.chosen(data, PersonForm(instance=user, **asked))
    form = PersonForm(data, instance=user, revision=user.revision, **asked)
    if form.is_stale(user.revision):
        return both_versions(request, user, form, lambda **start: PersonForm(instance=user, **asked, **start))
    if form.is_valid():
        before = user.loaded_values
        reason = form.cleaned_data["reason"]
        saved = _try(form, lambda: actions.change(user, values=form.values(), reason=reason, **asked))
        if saved:
            messages.success(request, f"{saved.name} is saved.")
            if saved.email != before["email"]:
                letters.tell_of_new_address(request, saved, before["email"])
            return redirect("user_edit", pk)
    return _show(request, User.objects.visible_to(request.user).get(pk=pk), form, status=422)


def _try(form, act):
    """What `act` gives; nothing, and the reason in the form, where it was refused."""
    try:
        return act()
    except ValidationError as error:
        form.add_error(None, error)
    except IntegrityError:
        form.add_error("email", TAKEN)
    return None


def _show(request, user, form, status=200):
    context = {
        "person": user,
        "form": form,
        "state": state_of(user, on=organisation_today()),
        "duties": duties_of([user], viewer=request.user)[user.pk],
        "safeguards": safeguards_of(user),
        "is_self": user.pk == request.user.pk,
    }
    return render(request, "accounts/user_edit.html", context, status=status)
