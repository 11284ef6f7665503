"""Asking for a promise: the mail is looked at first, then sent to the one person who made it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from overview.reminders import asking
from overview.reminders.kinds import promise_of


@requires("dialogues.plan_talk")
@require_http_methods(["GET", "HEAD", "POST"])
def promise_ask(request, pk: int):
    promise, today = promise_of(request.user, f"commitment:{pk}"), timezone.localdate()
    if promise is None:
        raise Http404
    if why := asking.why_not(promise, today=today):
        messages.error(request, why)
        return redirect("promise", pk)
    if request.method != "POST":
        mail = asking.written(promise, by=request.user, today=today)
        return render(request, "overview/promise_ask.html", {"promise": promise, "mail": mail})
    if asking.ask(promise, by=request.user, at=timezone.now(), today=today):
        messages.success(request, f"{promise.contact} is asked by e-mail.")
    else:
        messages.info(request, f"{promise.contact} was asked today already; nothing more was sent.")
    return redirect("promise", pk)
