"""The record of one department: its changes, how it stood on a day, and one old version beside today's."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof, words
from overview.record import lines, state
from overview.record.branches import Condition, branches_for
from overview.record.filters import Narrowing
from overview.views.changes import pager, read
from units.doors import unit_or_404
from units.models import Unit


@require_safe
@requires("overview.view_record")
def unit_history(request, code: str):
    """Everything that was recorded about one department; with `?as_of=`, what the record said on that day."""
    unit = unit_or_404(request.user, code)
    problem = ""
    try:
        if as_of := asof.of_request(request):
            if (version := state.version_at(unit, request.user, as_of.moment)) is not None:
                return render(request, "overview/unit_as_of.html", _as_of(request, unit, version, as_of))
            problem = _too_early(unit)
    except asof.NoSuchDay as error:
        problem = str(error)
    subjects = state.related_subjects(unit, branches_for(request.user))
    narrowing = Narrowing(
        request.GET, request.user, within=Condition("history_subjects && %s::varchar[]", (subjects,))
    )
    page = read(narrowing)
    context = {
        "unit": unit,
        "shown": lines.shown(page.saves, request.user, today=asof.today(), beside=unit.pk),
        "form": narrowing.form,
        "chips": narrowing.chips,
        "problems": [*([problem] if problem else []), *narrowing.problems],
        "narrowed": len(narrowing.conditions) > 1 or narrowing.chips,
        "today": asof.today().isoformat(),
        **pager(request, page),
    }
    return render(request, "overview/unit_history.html", context)


def _too_early(unit: Unit) -> str:
    since = state.known_since(unit)
    if since is None:
        return "Nothing was recorded about it on that day."
    return (
        f"Nothing was known of it on that day: its record begins on {words.day(since, today=asof.today())}."
    )


def _as_of(request, unit: Unit, version, as_of: asof.AsOf) -> dict:
    # Days are written as they were that day, so that the page stays the same in later years.
    facts = state.facts(version, request.user, today=as_of.day)
    return {
        "unit": unit,
        "version": version,
        "as_of": as_of.day,
        "facts": [fact for fact in facts if fact.said != words.NOTHING],
        "unknown": [fact.label for fact in facts if fact.said == words.NOTHING],
        "belongings": state.belongings(unit, request.user, as_of.moment),
    }


@require_safe
@requires("overview.view_record")
def unit_version(request, code: str, version: int):
    """One version beside what the record says today, and the way back to it."""
    unit = unit_or_404(request.user, code)
    old = state.version_of(unit, request.user, version)
    if old is None:
        raise Http404
    today = asof.today()
    then = state.facts(old, request.user, today=today)
    now = state.facts(_present(unit), request.user, today=today)
    pairs = list(zip(then, now, strict=True))
    context = {
        "unit": unit,
        "version": old,
        "differing": [(a, b) for a, b in pairs if a.said != b.said],
        "same": [a for a, b in pairs if a.said == b.said],
        "restore": f"{reverse('units:edit', args=[unit.code])}?restore={old.history_id}"
        if request.user.has_perm("units.change_unit")
        else "",
    }
    return render(request, "overview/unit_version.html", context)


def _present(unit: Unit):
    """The version that holds now."""
    return Unit.history.model.objects.get(id=unit.pk, valid_to__isnull=True)
