"""Shows both versions where somebody saved in between; nothing typed is lost and nothing is overwritten."""

from django.shortcuts import render

from common import stale


def sent_data(request, theirs):
    """What was sent, after the person's own choice between two versions where this POST brings one."""
    return stale.chosen(request.POST, theirs) if stale.has_choices(request.POST) else request.POST


def both_versions(request, template: str, *, mine, theirs, opened, revision, last, **context):
    """The page of both versions. `last` is the version saved in between, `opened` the form one started from."""
    context |= {
        "conflicts": stale.conflicts(mine, theirs, opened),
        "carried": stale.carried(mine.data),
        "revision": revision,
        "who": last.history_actor if last else "",
        "at": last.history_date if last else None,
    }
    return render(request, template, context, status=409)
