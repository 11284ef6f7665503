"""Talks: the list, and the month as a calendar."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from common.filtered import list_context
from common.lists import Link, without
from dialogues.month import read_month
from dialogues.talk_list import SHOWN, TalkList


@requires("dialogues.view_talk")
@require_safe
def talks(request):
    listing = TalkList(request)
    context = list_context(listing) | {
        "views": [
            Link(label, without(request.GET, "sort", show=name), name == listing.show)
            for name, label in SHOWN
        ],
        "show": listing.show,
    }
    return render(request, "dialogues/talks.html", context)


@requires("dialogues.view_talk")
@require_safe
def calendar(request):
    now = timezone.now()
    month, problem = read_month(request.user, request.GET, now=now)
    problems = [problem] if problem else []
    return render(request, "dialogues/calendar.html", {"month": month, "problems": problems})
