"""Talks: the list, and the month as a calendar."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from common.filtered import list_context
from common.kept_views import keeps_views
from common.lists import Link, without
from common.past import past_days
from dialogues.month import read_month
from dialogues.month_cells import rows
from dialogues.talk_list import SHOWN, TalkList


@requires("dialogues.view_talk")
@require_safe
@keeps_views("Talks")
@past_days
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
@past_days
def calendar(request):
    now = asof.now()
    month, problem = read_month(request.user, request.GET, now=now)
    problems = [problem] if problem else []
    context = {"month": month, "weeks": rows(month), "problems": problems}
    return render(request, "dialogues/calendar.html", context)
