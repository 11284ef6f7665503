"""The directory, and the departments for which nobody is named yet."""

from dataclasses import dataclass, replace

from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof, choosing, lists
from common.filtered import list_context
from common.kept_views import WHOLE, keeps_views
from common.lists import Chip, Column, Link
from common.past import past_days
from contacts import engagement
from contacts.lists import ContactList
from contacts.together import PEOPLE_TOGETHER
from contacts.vacancies import Vacancies
from units.doors import unit_or_404
from units.models import Unit

VIEWS = (
    ("Everybody", ""),
    ("Still here", "state=here"),
    ("Holds no responsibility", "unassigned=1"),
    ("Several critical ones", "critical=1"),
    ("Number to confirm", "phone_old=1"),
    ("Away now", "away=1"),
    ("Left", "state=left&sort=-left_on"),
)
FOR_CISO = (
    "Engagement to win",
    "engagement_gap=1&columns=name&columns=department&columns=responsibilities&columns=engagement",
)


def views_of(request, here: str | None = None) -> list[Link]:
    """The ways to look at the directory; `here` where none of them is being looked at."""
    address = reverse("contacts:list")
    now = lists.without(request.GET, "filters").removeprefix("?") if here is None else None
    known = [*VIEWS, FOR_CISO] if engagement.may_read(request.user) else VIEWS
    links = lists.links(known, here=now, address=address)
    if here is not None:
        links[0] = replace(links[0], href=address + WHOLE)  # also for whoever begins with another view
    vacant = Link("Nobody named yet", reverse("contacts:vacancies"), here == "vacancies")
    return [*links[:3], vacant, *links[3:]]


@requires("contacts.view_contact")
@require_safe
@keeps_views("People")
@past_days
def list_contacts(request):
    listing = ContactList(request)
    context = list_context(listing) | {"views": views_of(request)}
    context |= choosing.chosen_together(context, listing, PEOPLE_TOGETHER)
    return render(request, "contacts/list.html", context)


OWN, NOBODY = "own", "nobody"
BY_NAME = Column("name", "Department", str, Lower("name"), "name")


@requires("contacts.view_contact")
@require_safe
@past_days
def vacancies(request):
    """Departments without a head, deputy or ambassador of their own, or without anybody even above them."""
    found = Vacancies(request.user, on=asof.day())
    by_code = {function.code: function for function in found.functions}
    query = lists.read(request.GET, [BY_NAME], filters=("missing", "unit"), views=(OWN, NOBODY), sort="name")
    even_above = query.view == NOBODY
    missing = [by_code[code] for code in request.GET.getlist("missing") if code in by_code]
    if len(missing) < len(request.GET.getlist("missing")):
        query.problems.append("This list can be narrowed to a missing head, deputy or ambassador only.")
    units = found.units(missing or found.functions, even_above=even_above)
    branch = _branch(request, query)
    if branch:
        units = units.below(branch.pk)
    total = units.count()
    page = lists.paginate(units.order_by(*query.order), total, query, lambda ids: _by_id(ids, found))
    context = {
        "functions": found.functions,
        "counted": found.counts(even_above=even_above, below=branch),
        "total": total,
        "page": page,
        "problems": query.problems,
        "chips": _chips(request, missing, branch),
        "views": views_of(request, "vacancies"),
        "shapes": _shapes(request, query.view),
        "even_above": even_above,
    }
    return render(request, "contacts/vacancies.html", context)


def _by_id(ids: list[int], found: Vacancies):
    for pk, line in zip(ids, found.lines(ids), strict=True):
        yield _Row(pk, line)


@dataclass(frozen=True)
class _Row:
    pk: int
    line: object


def _branch(request, query) -> Unit | None:
    code = request.GET.get("unit", "")
    if not code:
        return None
    try:
        return unit_or_404(request.user, code)
    except Http404:
        query.problems.append(f"You see no department with the code “{code[:60]}”.")
        return None


def _chips(request, missing, branch) -> list[Chip]:
    chips = []
    if missing:
        names = " or ".join(function.name.lower() for function in missing)
        chips.append(Chip(f"Without {names}", lists.without(request.GET, "missing")))
    if branch:
        chips.append(Chip(f"In {branch.name} and below", lists.without(request.GET, "unit")))
    return chips


def _shapes(request, view: str) -> list[Link]:
    return [
        Link("Nobody of their own", lists.without(request.GET, "view"), view == OWN),
        Link("Nobody, not even above", lists.without(request.GET, view=NOBODY), view == NOBODY),
    ]
