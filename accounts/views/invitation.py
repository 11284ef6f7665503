"""Where the link of an invitation leads. Looking changes nothing, whoever looks; setting the password does."""

from allauth.account.utils import perform_login
from django.http import HttpRequest
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import actions, invitations
from accounts.access import open_to_anyone
from accounts.adapter import refused
from accounts.backends import organisation_today, refusal
from accounts.forms import FirstPasswordForm


@open_to_anyone
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest):
    user = invitations.invited_by(request.GET.get("token", ""), lock=request.method == "POST")
    if user is None:
        return render(
            request, "accounts/invitation_over.html", {"days": invitations.GOOD_FOR.days}, status=410
        )
    if problem := refusal(user, on=organisation_today()):
        return refused(request, problem)
    form = FirstPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        user = actions.accept_invitation(user, password=form.cleaned_data["password"])
        return perform_login(request, user)
    context = {"form": form, "person": user}
    return render(request, "accounts/invitation.html", context, status=422 if form.errors else 200)
