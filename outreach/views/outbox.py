"""Mail on its way out: the list for whoever keeps it, one mail, and what can be done with it by hand."""

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from common import downloads
from common.filtered import list_context
from common.kept_views import keeps_views
from common.words import count
from outreach import actions, outbox
from outreach.models import Message, State

MOST_AT_ONCE = 1_000


@requires("outreach.view_outbox")
@require_safe
@keeps_views("Mail")
def mail(request: HttpRequest):
    context = list_context(outbox.Outbox(request)) | {
        "tabs": outbox.tabs(request),
        "counted": outbox.counted(request.user),
        "held_up": outbox.held_up(request.user, at=timezone.now()),
    }
    return render(request, "outreach/list.html", context)


@requires("outreach.view_outbox")
@require_safe
def mail_export(request: HttpRequest, ending: str):
    """To whom mail goes and how far it is; never what it says."""
    return downloads.shown(outbox.Outbox(request), ending, name="mail", title="Mail")


@requires("outreach.choose_reminders")
@require_safe
def message(request: HttpRequest, pk: int):
    """What it says is shown to its reader only."""
    found = _found(request, pk)
    context = {
        "message": found,
        "kind": outbox.label_of(found.kind),
        "mark": outbox.MARKS.get(found.state, "meta"),
        "leaves": outbox.leaves(found, at=timezone.now()),
        "is_own": found.user_id == request.user.pk,
        "can_retry": found.state in (State.FAILED, State.SKIPPED, State.CANCELLED) and found.text,
        "can_stop": found.state == State.QUEUED,
    }
    return render(request, "outreach/message.html", context)


@requires("outreach.manage_outbox")
@require_POST
def retry(request: HttpRequest, pk: int):
    found = _found(request, pk)
    if problem := actions.retry(found, by=request.user, at=timezone.now()):
        messages.error(request, problem)
    else:
        messages.success(request, "It waits again and leaves within a minute.")
    return redirect("outreach:message", pk)


@requires("outreach.manage_outbox")
@require_POST
def stop(request: HttpRequest, pk: int):
    if actions.stop(_found(request, pk), by=request.user, at=timezone.now()):
        messages.success(request, "It is kept back and will not be sent.")
    else:
        messages.error(request, "It was no longer waiting; nothing was done.")
    return redirect("outreach:message", pk)


@requires("outreach.manage_outbox")
@require_POST
def retry_failed(request: HttpRequest):
    """Everything that failed waits again: what one does once a mail server is put right."""
    failed = Message.objects.visible_to(request.user).filter(state=State.FAILED).order_by("pk")[:MOST_AT_ONCE]
    refused = [one for one in failed if actions.retry(one, by=request.user, at=timezone.now())]
    again = len(failed) - len(refused)
    if again:
        messages.success(request, f"{count(again, 'mail waits', 'mails wait')} again.")
    if refused:
        messages.error(
            request,
            f"{count(len(refused), 'mail')} cannot be sent again: no address, or the text was removed.",
        )
    return redirect("outreach:list")


def _found(request: HttpRequest, pk: int) -> Message:
    rows = Message.objects.visible_to(request.user).select_related("user", "contact", "handled_by")
    return get_object_or_404(rows, pk=pk)
