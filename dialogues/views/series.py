"""Recurring talks: all of them, one, planning and changing it with the next days in view, ending it."""

from django.contrib import messages
from django.db.models import Prefetch
from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof
from common.htmx import vary_on_htmx
from common.past import past_days
from common.words import count
from dialogues.actions.series import change_series, end_series, plan_series
from dialogues.doors import KEPT_TO_ITS_PEOPLE
from dialogues.forms.ending import EndForm
from dialogues.forms.series import SeriesForm
from dialogues.models import Series, SeriesUnit
from dialogues.recurrence import parse, words
from dialogues.series_page import preview
from dialogues.taking_part import Table, table_of
from dialogues.views.prefilled import from_address

MOST = 500


@requires("dialogues.view_talk")
@require_safe
@past_days
def series_list(request):
    today = asof.day()
    ended = request.GET.get("ended") == "1"
    rows = Series.objects.visible_to(request.user)
    rows = rows.filter(ended_on__lte=today) if ended else rows.running(on=today)
    sides = SeriesUnit.objects.select_related("unit").order_by(Lower("unit__name"), "pk")
    found = rows.select_related("liaison").prefetch_related(Prefetch("series_units", sides))
    shown = list(found.order_by(Lower("name"), "pk")[:MOST])
    for one in shown:
        one.words = words(parse(one.rule))
    return render(request, "dialogues/series_list.html", {"rows": shown, "ended": ended})


@requires("dialogues.view_talk")
@require_safe
@past_days
def series(request, pk: int):
    found = _series_or_404(request.user, pk)
    now = asof.now()
    context = {
        "series": found,
        "table": (table := table_of(found)),
        "ahead": found.sessions.visible_to(request.user)
        .filter(starts_at__gte=now)
        .order_by("starts_at")[:12],
        "words": words(parse(found.rule)),
        "people": found.participants.select_related("contact", "function", "user").order_by("pk"),
    }
    if request.user.has_perm("dialogues.plan_talk"):
        context["preview"] = preview(
            parse(found.rule), starts_on=found.starts_on, at_time=found.at_time, zone=found.time_zone,
            table=table, today=timezone.localdate(now), now=now, invite=found.invite,
        )  # fmt: skip
    return render(request, "dialogues/series.html", context)


@requires("dialogues.plan_talk")
def series_new(request):
    now = timezone.now()
    data = request.POST if request.method == "POST" else None
    form = SeriesForm(
        data, instance=Series(), user=request.user, today=timezone.localdate(now),
        initial=from_address(request) | {"starts_on": request.GET.get("day") or None},
    )  # fmt: skip
    if data is not None and form.is_valid():
        counts = _kept(form, plan_series, by=request.user, at=now)
        if counts is not None:
            messages.success(request, f"Planned: {count(counts.created, 'talk')} until half a year from now.")
            return _to_series(request, form.instance.pk)
    return render(request, "dialogues/series_form.html", {"form": form}, status=422 if form.errors else 200)


@requires("dialogues.plan_talk")
def series_edit(request, pk: int):
    found = _series_or_404(request.user, pk, lock=request.method == "POST")
    now, revision = timezone.now(), found.revision
    data = request.POST if request.method == "POST" else None
    form = SeriesForm(
        data, instance=found, user=request.user, today=timezone.localdate(now), revision=revision
    )
    if data is not None and form.is_stale(revision):
        form.add_error(None, "Somebody changed this recurring talk in between; look at it again, then save.")
        form.data = form.data.copy()
        form.data["revision"] = str(revision)
    elif data is not None and form.is_valid():
        counts = _kept(form, change_series, by=request.user, at=now)
        if counts is not None:
            messages.success(request, _told(counts))
            return _to_series(request, pk)
    context = {"form": form, "series": Series.objects.visible_to(request.user).get(pk=pk)}
    return render(request, "dialogues/series_form.html", context, status=422 if form.errors else 200)


@requires("dialogues.plan_talk")
def series_end(request, pk: int):
    found = _series_or_404(request.user, pk)
    now = timezone.now()
    form = EndForm(request.POST or None, initial={"on": timezone.localdate(now)})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        ended = end_series(found, on=said["on"], because=said["because"], by=request.user, at=now)
        messages.success(request, f"“{found.name}” has ended; {count(ended, 'planned talk')} cancelled.")
        return redirect("dialogues:series", pk)
    context = {"form": form, "series": found}
    return render(request, "dialogues/series_end.html", context, status=422 if form.errors else 200)


@requires("dialogues.plan_talk")
@require_safe
@vary_on_htmx
def series_preview(request):
    """The next days of what stands in the form, however little of it is filled in."""
    now = timezone.now()
    form = SeriesForm(request.GET, instance=Series(), user=request.user, today=timezone.localdate(now))
    form.is_valid()
    said, shown = form.cleaned_data, None
    if form.rule and said.get("at_time") and said.get("time_zone"):
        table = Table(
            [*said.get("units", ())], [*said.get("functions", ())], [*said.get("contacts", ())],
            [*said.get("users", ())], said.get("liaison"),
        )  # fmt: skip
        shown = preview(
            form.rule, starts_on=said["starts_on"], at_time=said["at_time"], zone=said["time_zone"],
            table=table, today=timezone.localdate(now), now=now, invite=bool(said.get("invite")),
        )  # fmt: skip
    about_time = ("starts_on", "at_time", "time_zone", "repeats", "own", "until", "times")
    # What nobody filled in so far is no mistake.
    problems = [form.errors[name][0] for name in about_time if name in form.errors and request.GET.get(name)]
    return render(request, "dialogues/_preview.html", {"preview": shown, "problems": problems, "form": form})


def _to_series(request, pk: int):
    """Its page; whoever plans for others alone does not see what is kept to its people."""
    if Series.objects.visible_to(request.user).filter(pk=pk).exists():
        return redirect("dialogues:series", pk)
    messages.info(request, KEPT_TO_ITS_PEOPLE)
    return redirect("dialogues:series_list")


def _series_or_404(user, pk: int, *, lock: bool = False) -> Series:
    rows = Series.objects.visible_to(user)
    found = rows.select_for_update(of=("self",)) if lock else rows.select_related("liaison", "framework")
    series = found.filter(pk=pk).first()
    if series is None:
        raise Http404("No such recurring talk.")
    return series


def _kept(form: SeriesForm, action, **known):
    return form.made(lambda: action(form.instance, **form.sides, **known))


def _told(counts) -> str:
    parts = [
        count(number, f"talk {what}|talks {what}")
        for number, what in (
            (counts.created, "added"), (counts.changed, "changed"), (counts.dropped, "cancelled"),
            (counts.left_out, "left out"),
        )
        if number
    ]  # fmt: skip
    return f"Saved: {', '.join(parts)}." if parts else "Saved. The talks ahead stay as they are."
