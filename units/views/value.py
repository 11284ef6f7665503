"""What departments cannot lose, side by side for the team; a head is led to their own."""

from django.db.models.functions import Lower
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import lists
from common.past import past_days
from units import comparison
from units.choices import ImpactCategory
from units.doors import units_coded
from units.models import Unit
from units.value_facts import offers

MOST_OWN = 100
OFFERS_SHOWN = 12


@require_safe
@requires("units.view_unit")
@past_days
def value(request):
    if not request.user.has_perm("units.compare_units"):
        return _own(request)
    problems: list[str] = []
    units, branch = _narrowed(request, problems)
    harmed = comparison.worst_first(units)
    total = harmed.count()
    rows = harmed.only("id", "code", "name")
    page = lists.page_at(
        lists.page_number(request.GET, problems), total, lambda start, end: list(rows[start:end]),
        size=comparison.ROWS,
    )  # fmt: skip
    disagree, disagreeing = comparison.contradicting(units)
    suggested = offers(request.user)
    context = {
        "branch": branch,
        "problems": problems,
        "page": page,
        "total": total,
        "harmed": comparison.harm_by_kind(page.rows),
        "categories": ImpactCategory.labels,
        "classes": comparison.by_classification(units),
        "shared": comparison.in_common(units),
        "offers": suggested[:OFFERS_SHOWN],
        "offers_more": max(0, len(suggested) - OFFERS_SHOWN),
        "disagree": disagree,
        "disagreeing": disagreeing,
        "change": request.user.has_perm("units.change_value"),
    }
    return render(request, "units/value.html", context)


def _narrowed(request, problems: list[str]):
    """Open units, of one branch where the address names it."""
    units = Unit.objects.visible_to(request.user).current()
    unknown = [name for name in request.GET if name not in ("below", *lists.GRAMMAR)]
    problems += [f"“{name[:40]}” is not something this page can be narrowed by." for name in unknown]
    if not (code := request.GET.get("below", "")):
        return units, None
    branch = units_coded(code).visible_to(request.user).first()
    if branch is None:
        problems.append(f"You see no department with the code “{code[:60]}”.")
        return units, None
    return units.below(branch.pk), branch


def _own(request):
    """Somebody who compares nobody sees their own department, or chooses among theirs."""
    own = Unit.objects.visible_to(request.user).current().order_by(Lower("name"), "pk")
    named = list(own.filter(stewardships__user=request.user)[:2])
    if len(named) == 1:
        return redirect("unit_value", named[0].code)
    return render(request, "units/value_own.html", {"units": own[:MOST_OWN]})
