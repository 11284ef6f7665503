"""The first page: what needs you (team), my department (head), call sheets (on duty). And putting an item off."""

import re
from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires
from accounts.audiences import hidden_fields
from desk.models import Snooze
from overview import agenda
from overview.today import addresses, duty, head, news, reorganisations, reviews, talks
from overview.today.gaps import pressing
from overview.today.looked import look
from units.models import Unit

LATER = {"tomorrow": 1, "week": 7, "month": 30}
KEY = re.compile(rf"({'|'.join(agenda.WEIGHTS)}):\d{{1,18}}(:\d{{4}}-\d\d-\d\d)?", re.ASCII)


@require_safe
@requires("overview.view_today")
def today(request):
    user = request.user
    if user.has_perm("units.compare_units"):
        return render(request, "overview/today.html", _team(request))
    if user.has_perm("units.view_unit"):
        return render(request, "overview/my_department.html", head.page(user, now=timezone.now()))
    return render(request, "overview/call_sheets.html", duty.page(user, request.GET, now=timezone.now()))


def _team(request) -> dict:
    user, now, on = request.user, timezone.now(), timezone.localdate()
    hidden = hidden_fields(user, Unit)
    looked = look(user, hidden, today=on)
    totals = looked.totals
    visit = news.since(user, now=now)
    incidents = news.incidents(user, today=on)
    items = agenda.items_for(
        looked.due,
        news.rises(user, visit),
        news.pressing(incidents, today=on),
        looked.numbers,
        pressing(user, today=on),
        talks=[*reorganisations.items(user), *talks.items(user, now=now)],
        reviews=reviews.items(user, today=on),
        without_owner=totals.without_owner,
        today=on,
    )
    everything = "all" in request.GET
    shown, waiting = agenda.choose(
        items, Snooze.objects.keys(user, today=on), len(items) if everything else agenda.MOST
    )
    return {
        "today": on,
        "rows": [(item, *addresses.of_item(item, user)) for item in shown],
        "waiting": len(waiting),
        "everything": everything,
        "totals": totals,
        "risks": addresses.risks(totals),
        "records": addresses.records(totals),
        "incidents": incidents,
        "visit": visit,
        "visited": user.previous_sign_in_at is not None,
        "shown": news.changed(user, visit, today=on),
    }


@requires("overview.view_today")
@require_POST
def later(request):
    """Puts one item of one's own page off; it is back on the day chosen."""
    key, days = request.POST.get("key", ""), LATER.get(request.POST.get("until", ""))
    if days is None or not KEY.fullmatch(key):
        messages.error(request, "That could not be put off. Please choose a day beside the item.")
        return redirect("today")
    on = timezone.localdate()
    Snooze.objects.put_off(request.user, key, until=on + timedelta(days=days), today=on)
    messages.success(request, "Put off; it comes back by itself.")
    return redirect("today")
