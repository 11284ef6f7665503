"""The page of practices: for the team departments beside one another, for a head their own against its own past."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires
from common import asof, downloads, lists, words
from common.filtered import list_context, narrowing
from common.kept_views import keeps_views, whole
from common.lists import Link
from common.past import past_days
from reviews.choices import Assessor
from reviews.levels import level_word, moved_words
from reviews.maturity import DOWN, NEW, UP
from reviews.models import MaturityAssessment
from reviews.own_practices import OwnPractices
from reviews.practice_file import NAMES, rows_of
from reviews.practice_list import HEAT, MOVED, PracticeList

HEADINGS = {UP: "Further than before", NEW: "Newly judged", DOWN: "Back from where they were"}


@requires("reviews.view_practice")
@require_safe
@keeps_views("Practices")
@past_days
def practices(request):
    on = asof.day()
    if not request.user.has_perm("reviews.compare_practices"):
        return render(request, "reviews/own_practices.html", _own(request, on))
    listing = PracticeList(request, on=on)
    moved = listing.query.view == MOVED
    context = list_context(listing) if not moved else _moved(listing)
    context |= {
        "listing": listing,
        "moved": moved,
        "views": _views(request, listing, on),
        "sides": _sides(request, listing),
        "keeps": request.user.has_perm("reviews.keep_practices"),
    }
    return render(request, "reviews/practices.html", context)


def _own(request, on) -> dict:
    return {"own": OwnPractices(request, on=on), "judges": request.user.has_perm("reviews.assess_practice")}


@requires("reviews.compare_practices")
@require_safe
@past_days
def practices_export(request, ending: str):
    """A line for each department, or for each that was judged of one practice."""
    on = asof.day()
    listing = PracticeList(request, on=on)
    if downloads.wants_shown(request):
        return downloads.shown(listing, ending, name="practices", title="Practices")
    rows = rows_of(listing.matching, request.user, on=on)
    return downloads.answer(downloads.Table("practices", "Practices", NAMES, rows), ending)


def _views(request, listing: PracticeList, on) -> list[Link]:
    since = words.day(listing.since, today=on, short=True)
    offered = (
        ("Judged", {}), (f"Moved since {since}", {"view": MOVED}),
        ("Not judged yet", {"judged": "0"}), ("All departments", {"judged": "any"}),
    )  # fmt: skip
    now = (request.GET.get("view", HEAT), request.GET.get("judged", ""))
    return [
        Link(
            label,
            lists.without(request.GET, "view", "judged", "sort", **query),
            now == (query.get("view", HEAT), query.get("judged", "")),
        )
        for label, query in offered
    ]


def _sides(request, listing: PracticeList) -> list[Link]:
    """Whose view the cells show."""
    return [
        Link(label, whole(request, lists.without(request.GET, "by", **query)), listing.side == side)
        for side, label, query in (
            (Assessor.TEAM, "Security team", {}),
            (Assessor.DEPARTMENT, "Departments themselves", {"by": Assessor.DEPARTMENT.value}),
        )
    ]


def _moved(listing: PracticeList) -> dict:
    """A page of what moved, in its three groups."""
    ways = listing.moved.ways()
    total = sum(ways.values())
    page = lists.page_at(listing.query.page, total, lambda start, end: listing.moved.part(start, end - start))
    found = MaturityAssessment.objects.visible_to(listing.user).filter(pk__in=[pk for pk, *_ in page.rows])
    found = found.select_related("unit", "practice")
    rows = {row.pk: row for row in found}
    groups: dict[str, list[MaturityAssessment]] = {}
    for pk, before, way in page.rows:
        row = rows[pk]
        row.word, row.said = level_word(row.level), moved_words(way, before)
        groups.setdefault(way, []).append(row)
    shown = [(HEADINGS[way], ways[way], group) for way, group in groups.items()]
    return narrowing(listing) | {"page": page, "groups": shown, "total": total}
