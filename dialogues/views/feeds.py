"""Talks in one's own calendar: one to take along, and a feed that a calendar program reads with a key."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST, require_safe

from accounts.access import open_to_anyone, requires
from dialogues import calendars
from dialogues.actions.feeds import make_token, owner_of, revoke_token
from dialogues.choices import SessionKind
from dialogues.doors import talk_or_404
from dialogues.models import FeedToken, Session
from outreach.mailing import link

BEHIND, AHEAD, MOST = timedelta(92), timedelta(400), 3000
TYPE = "text/calendar; charset=utf-8"


@require_safe
@open_to_anyone
def feed(request):
    """What the owner of the key may see today; nothing at all for a key of nobody who may sign in."""
    now = timezone.now()
    owner = owner_of(request.GET.get("token", ""), on=timezone.localdate(now))
    if owner is None or not owner.has_perm("dialogues.view_talk"):
        raise Http404("No such calendar.")
    talks = Session.objects.visible_to(owner).exclude(kind=SessionKind.TOUCH)
    if request.GET.get("mine") == "1":
        talks = talks.with_part_of(owner)
    near = talks.filter(starts_at__gte=now - BEHIND, starts_at__lt=now + AHEAD).defer("notes", "team_notes")
    rows = near.select_related("liaison").order_by("starts_at", "pk")[:MOST]
    text = calendars.feed(((talk, _link(talk)) for talk in rows), at=now)
    response = HttpResponse(text, content_type=TYPE)
    add_never_cache_headers(response)
    return response


@requires("dialogues.view_talk")
@require_safe
def talk_ics(request, pk: int):
    talk = talk_or_404(request.user, pk)
    text = calendars.single(talk, link=_link(talk), at=timezone.now())
    headers = {"Content-Disposition": 'attachment; filename="talk.ics"'}
    return HttpResponse(text, content_type=TYPE, headers=headers)


@requires("dialogues.view_talk")
def feed_key(request):
    """Whether one has a key; a POST makes a new one and shows it this once."""
    token = make_token(request.user, at=timezone.now()) if request.method == "POST" else ""
    address = ""
    if token:
        address = f"{settings.SITE_URL.rstrip('/')}{reverse('dialogues:feed')}?token={token}"
    context = {"key": FeedToken.objects.filter(user=request.user).first(), "feed_address": address}
    response = render(request, "dialogues/feed_key.html", context)
    add_never_cache_headers(response)
    return response


@requires("dialogues.view_talk")
@require_POST
def feed_revoke(request):
    said = "The address no longer works." if revoke_token(request.user) else "There was no address."
    messages.success(request, said)
    return redirect("dialogues:feed_key")


def _link(talk: Session) -> str:
    return link(reverse("session", args=[talk.pk]))
