"""Finding people, and what departments cannot lose: by their words, within what a person may see."""

from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import F
from django.db.models.functions import Lower

from common import words
from contacts import sight
from contacts.models import Contact
from overview.record.addresses import asset_page, person_page, process_page
from overview.search_parts import Hit, Part, holding
from units.choices import AssetKind
from units.models import Asset, Process
from units.words import prefix_query

KINDS = dict(AssetKind.choices)


def people(user, text: str, part: Part, today: date) -> tuple[list[Hit], int | None]:
    """One entry a person; whoever left says so."""
    rows = Contact.objects.visible_to(user).listed().matching(text)
    rows = rows.order_by(Lower("name"), "pk").values(
        "pk", "name", "title", "left_on", unit=sight.unit_name(user)
    )
    found, count = part.of(rows)
    return [Hit(one["name"], _about(one, today), person_page(one["pk"])) for one in found], count


def _about(one: dict, today: date) -> str:
    gone = one["left_on"] and one["left_on"] < today
    left = f"left on {words.day(one['left_on'], today=today, short=True)}" if gone else ""
    return " · ".join(part for part in (one["title"], one["unit"], left) if part)


def assets(user, text: str, part: Part, today: date) -> tuple[list[Hit], int | None]:
    query = prefix_query(text)
    if not query:
        return [], 0
    rows = Asset.objects.visible_to(user).annotate(_words=SearchVector("words", config="simple"))
    rows = rows.filter(_words=SearchQuery(query, config="simple", search_type="raw"))
    found, count = part.of(
        rows.order_by(Lower("name"), "pk").values("pk", "name", "kind", department=F("unit__name"))
    )
    return [
        Hit(one["name"], f"{KINDS[one['kind']]} · {one['department']}", asset_page(one["pk"]))
        for one in found
    ], count


def processes(user, text: str, part: Part, today: date) -> tuple[list[Hit], int | None]:
    rows = Process.objects.visible_to(user).filter(holding(text, "name"))
    found, count = part.of(
        rows.order_by(Lower("name"), "pk").values("pk", "name", department=F("unit__name"))
    )
    return [Hit(one["name"], one["department"], process_page(one["pk"])) for one in found], count
