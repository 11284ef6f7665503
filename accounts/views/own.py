"""My account: what people keep about themselves."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions, keepers
from accounts.access import requires
from accounts.backends import organisation_today
from accounts.duties import duties_of
from accounts.forms import OwnAccountForm
from accounts.safeguards import safeguards_of
from accounts.stale import both_versions
from common import stale

REASON = "Changed on their own account page"


@requires("accounts.view_own_account")
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest):
    user = request.user
    if request.method != "POST":
        return _show(request, OwnAccountForm(instance=user, revision=user.revision))
    me, data = keepers.lock(user), request.POST
    if stale.has_choices(data):
        data = stale.chosen(data, OwnAccountForm(instance=me))
    form = OwnAccountForm(data, instance=me, revision=me.revision)
    if form.is_stale(me.revision):
        return both_versions(request, me, form, lambda **start: OwnAccountForm(instance=me, **start))
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("name", "time_zone")}
        if form.tried(
            lambda: actions.change(user, values=values, by=user, on=organisation_today(), reason=REASON)
        ):
            messages.success(request, "Your account is saved.")
            return redirect("account")
    return _show(request, form, status=422)


def _show(request, form, status=200):
    context = {
        "form": form,
        "duties": duties_of([request.user], viewer=request.user)[request.user.pk],
        "safeguards": safeguards_of(request.user),
    }
    return render(request, "accounts/account.html", context, status=status)


@requires("accounts.view_own_account")
@require_safe
def accounts_home(request: HttpRequest):
    """Whoever shortens an address to /accounts/ gets the page about themselves."""
    return redirect("account")
