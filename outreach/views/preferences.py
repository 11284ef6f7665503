"""My reminders: what a person chooses about mail to themselves."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import requires
from outreach.actions import wishes as actions
from outreach.forms.preference import PreferenceForm
from outreach.models import Preference
from outreach.usual import usual_of, wishes_of


@requires("outreach.choose_reminders")
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request):
    user = request.user
    chosen = Preference.objects.visible_to(user).filter(user=user).first()
    data = request.POST if request.method == "POST" else None
    form = PreferenceForm(data, user=user, wishes=wishes_of(user.role, chosen))
    if data is not None and form.is_valid():
        try:
            actions.choose(user=user, values=form.cleaned_data, by=user)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "Your reminders are saved.")
            return redirect("outreach:preferences")
    context = {"form": form, "chosen": chosen, "usual": usual_of(user.role)}
    return render(request, "outreach/preferences.html", context, status=422 if form.errors else 200)


@requires("outreach.choose_reminders")
@require_POST
def preferences_usual(request):
    """Forgets what was chosen."""
    actions.go_back(user=request.user, by=request.user)
    messages.success(request, "You are reminded as is usual for your role again.")
    return redirect("outreach:preferences")
