"""Each side of a dependency says “yes, that is so”: one at a time or many at once, in the name of one's own
departments; the security team on behalf of either."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from accounts.access import requires
from common.htmx import answered
from common.words import count
from units.actions.confirming import Side, confirm, take_back
from units.models import Dependency, Unit
from units.standing import SIDES, statement_of

MOST_CHOSEN = 500
BACK = "take-back"
STANDS = "{}: that is how it stands already."
OTHERWISE_NOW = "{} says something else since you opened the page. Please look again, then confirm it."


def sides_of(user, rows: Iterable[Dependency]) -> dict[int, list[str]]:
    """{dependency: the sides this person speaks for}. One query, none for the team."""
    rows = list(rows)
    if not user.has_perm("units.confirm_dependency"):
        return {row.pk: [] for row in rows}
    if user.has_perm("units.view_every_unit"):
        return {row.pk: [side for side in SIDES if getattr(row, f"{side}_id")] for row in rows}
    ids = {getattr(row, f"{side}_id") for row in rows for side in SIDES}
    own = set(Unit.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    return {row.pk: [side for side in SIDES if getattr(row, f"{side}_id") in own] for row in rows}


def _locked(request, ids: Iterable[int]) -> list[Dependency]:
    rows = Dependency.objects.visible_to(request.user).filter(pk__in=list(ids)).order_by("pk")
    return list(rows.select_related("consumer", "provider").select_for_update(of=("self",), no_key=True))


@requires("units.confirm_dependency")
@require_POST
def dependency_confirm(request, pk: int):
    """`side` says in whose name and what the page showed, `consumer-1f3a`; `do` may take it back."""
    row = next(iter(_locked(request, [pk])), None)
    side, _, seen = request.POST.get("side", "").partition("-")
    if row is None or side not in sides_of(request.user, [row])[row.pk]:
        raise Http404("Not theirs to confirm.")
    one, unit = [(row, side)], getattr(row, side)
    if request.POST.get("do") == BACK:
        done = _taken_back(request, one)
        return _answer(request, row, f"{row}: no longer confirmed by {unit}." if done else STANDS.format(row))
    if _overtaken(row, seen):
        return _answer(request, row, OTHERWISE_NOW.format(row), "warning")
    done = _confirmed(request, one)
    return _answer(request, row, f"{row}: confirmed by {unit}." if done else STANDS.format(row))


@requires("units.confirm_dependency")
@require_POST
def dependencies_confirm(request):
    """Those chosen in the list, in one save. `do` is a side, or what to do for every side one speaks for."""
    wanted = _chosen(request.POST.getlist("chosen"))
    do = request.POST.get("do", "")
    rows = _locked(request, wanted)
    sides = sides_of(request.user, rows)
    meant = [(row, side) for row in rows for side in sides[row.pk] if do not in SIDES or side == do]
    if do == BACK:
        done = _taken_back(request, meant)
    else:
        fresh = [(row, side) for row, side in meant if not _overtaken(row, wanted[row.pk])]
        _say_overtaken(request, meant, fresh)
        done = _confirmed(request, fresh)
    if done:
        several = count(len({row.pk for row, _ in done}), "dependency", "dependencies")
        messages.success(request, f"Taken back: {several}." if do == BACK else f"Confirmed: {several}.")
    else:
        messages.warning(request, "Nothing was changed: choose dependencies that still wait for you.")
    return redirect(_list(request))


def _confirmed(request, sides: list[Side]) -> list[Side]:
    reason = _reason(request.user, sides, "Confirmed")
    return confirm(sides, at=timezone.now(), by=request.user, reason=reason)


def _taken_back(request, sides: list[Side]) -> list[Side]:
    return take_back(sides, by=request.user, reason=_reason(request.user, sides, "Confirmation taken back"))


def _say_overtaken(request, meant: list[Side], fresh: list[Side]) -> None:
    overtaken = {row.pk: row for row, _ in meant if row.pk not in {one.pk for one, _ in fresh}}
    if len(overtaken) == 1:
        messages.warning(request, OTHERWISE_NOW.format(*overtaken.values()))
    elif overtaken:
        messages.warning(
            request, f"{len(overtaken)} say something else since you opened the page. Please look again."
        )


def _chosen(values: list[str]) -> dict[int, str]:
    """{id: statement as it was shown} of boxes ticked, `12-1f3a`; what is none is left out."""
    found = {}
    for value in values[:MOST_CHOSEN]:
        pk, _, seen = value.partition("-")
        if pk.isascii() and pk.isdigit() and len(pk) <= 12:
            found[int(pk)] = seen
    return found


def _overtaken(row: Dependency, seen: str) -> bool:
    return bool(seen) and seen != statement_of(row)


def _reason(user, sides: list[Side], what: str) -> str:
    units = list(dict.fromkeys(str(getattr(row, side)) for row, side in sides)) or ["nobody"]
    named = units[0] if len(units) == 1 else f"{units[0]} and {count(len(units) - 1, 'other', 'others')}"
    whose = "on behalf of" if user.has_perm("units.view_every_unit") else "for"
    return f"{what} {whose} {named}"[:500]


def _answer(request, row: Dependency, text: str, level: str = "success"):
    """Back to where the button was."""
    to = _list(request) if request.POST.get("from") == "list" else _page(request, row)
    return answered(request, text, "dependencies", to=to, level=level)


def _list(request) -> str:
    query = QueryDict(request.POST.get("query", "")[:2000], mutable=True)
    return (
        f"{reverse('dependencies')}?{urlencode(list(query.lists()), doseq=True)}"
        if query
        else reverse("dependencies")
    )


def _page(request, row: Dependency) -> str:
    """The department the button stood with, where this person sees it; else the side they see."""
    pages = {"department": "department", "value": "unit_value"}
    units = Unit.objects.visible_to(request.user).filter(pk__in=[row.consumer_id, row.provider_id or 0])
    codes = list(units.order_by("pk").values_list("code", flat=True))
    code = request.POST.get("unit", "")
    code = code if code in codes else codes[0]
    if request.POST.get("from") == "edit":
        return reverse("dependency_edit", args=[row.pk])
    return f"{reverse(pages.get(request.POST.get('from', ''), 'unit_value'), args=[code])}#dependencies"
