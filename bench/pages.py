"""What is measured: each page of the product, the same page of Django's admin, and what the page aims at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.client import Client, changed, form_with

FLOOR, BARE_CREATE, BARE_EDIT = "floor", "bare create", "bare edit"
DIRECTORY = "directory, page 1"
LIST, DEPARTMENT = "list, page 1", "department page"
NOBODY = ""
READ = 2.5  # times the floor
MAP = 3.0  # times the floor, once places are in the cache
WRITE = 1.5  # times a bare write
PAST = 2.0  # times the same page of today


@dataclass
class Row:
    """A unit that requests are made about."""

    pk: int
    code: str


@dataclass
class Ask:
    """One request: what to send, and what answer counts."""

    path: str
    form: list[tuple[str, str]] | None = None
    expect: int = 200


@dataclass
class Page:
    """`ask(client, row, number)` prepares one request; what it fetches for that is not measured."""

    name: str
    ask: Callable[[Client, Row, int], Ask]
    role: str = "ciso"
    ratio: float | None = None
    queries: int | None = None
    kilobytes: int | None = None
    beside: str = FLOOR
    admin: str = ""
    slow: bool = False  # measured a few times only


def at(path: str) -> Callable[[Client, Row, int], Ask]:
    return lambda client, row, number: Ask(path.format(code=row.code, pk=row.pk))


def pages(units: int, oldest: str) -> list[Page]:
    """Every page measured where there are so many units; `oldest` is the query of a deep page of the record."""
    deep = min(150, units // 50)
    return [
        Page(FLOOR, at("/floor/"), role=NOBODY),
        Page(BARE_CREATE, _bare_create, role=NOBODY, beside=BARE_CREATE),
        Page(BARE_EDIT, _bare_edit, role=NOBODY, beside=BARE_EDIT),
        *_product(deep, oldest),
        *_admin(deep, units),
    ]


def _product(deep: int, oldest: str) -> list[Page]:
    lists = {"ratio": READ, "queries": 8, "kilobytes": 60}
    day = f"as_of={datetime.now(UTC).date() - timedelta(days=180)}"
    past = at(f"/units/?{day}")
    sorted_past = at(f"/units/?status=active&risk=4&risk=5&sort=-headcount&{day}")
    return [
        Page(LIST, at("/units/"), admin="admin list, page 1", **lists),
        Page(f"list, page {deep}", at(f"/units/?page={deep}"), admin="admin list, deep page", **lists),
        Page("list, filtered and sorted", at("/units/?status=active&risk=4&risk=5&sort=-headcount"),
             admin="admin list, filtered and sorted", **lists),
        Page("list, words", at("/units/?q=trea+riga"), admin="admin search", **lists),
        Page("list of a head", at("/units/"), role="head", admin="admin list, page 1", **lists),
        Page("tree", at("/units/?view=tree"), ratio=READ, queries=8),
        Page("matrix", at("/units/?view=matrix"), ratio=READ, queries=8),
        Page(DEPARTMENT, at("/units/{code}/"), ratio=READ, queries=18, admin="admin change form"),
        Page("department page with 200 assets", at("/units/HEAVY/"), ratio=READ, queries=18),
        Page("all of a department with 200 assets", at("/units/HEAVY/value/")),
        Page("people of a department", at("/units/{code}/people/"), ratio=READ),
        Page("whom to call", at("/call/{code}/"), ratio=READ),
        Page("whom to call, for a responder", at("/call/{code}/"), role="responder", ratio=READ),
        Page(DIRECTORY, at("/contacts/"), **lists),
        Page(f"directory, page {deep}", at(f"/contacts/?page={deep}"), **lists),
        Page("directory, words", at("/contacts/?q=ana+lead"), **lists),
        Page("directory of a head", at("/contacts/"), role="head", **lists),
        Page("assets", at("/assets/"), **lists),
        Page("processes", at("/processes/"), **lists),
        Page("what they cannot lose, across departments", at("/value/")),
        Page("map, its data, folded", at("/map/data.json"), queries=7, slow=True),
        Page("map, one branch in full", at("/map/data.json?below={code}&open=all"), ratio=MAP, queries=7),
        Page("map, the page", at("/map/"), queries=8, slow=True),
        Page("talks", at("/dialogues/?show=all"), **lists),
        Page("calendar, 2,000 talks in the month", at("/dialogues/calendar/"), ratio=READ, queries=8),
        Page("calendar of a head", at("/dialogues/calendar/"), role="head", ratio=READ, queries=8),
        Page("search", at("/search/?q=trea"), ratio=READ, admin="admin search"),
        Page("today", at("/")),
        Page("today of a head", at("/"), role="head"),
        Page("changes, page 1", at("/changes/"), ratio=READ, admin="admin versions, page 1"),
        Page("changes, deep page", at(f"/changes/{oldest}"), ratio=READ, admin="admin versions, deep page"),
        Page("history of a department", at("/units/{code}/history/"), ratio=READ),
        Page("list of a past day", past, beside=LIST, ratio=PAST, queries=9),
        Page("list of a past day, filtered and sorted", sorted_past,
             beside="list, filtered and sorted", ratio=PAST, queries=9),
        Page("department page of a past day", at("/units/{code}/" + f"?{day}"), beside=DEPARTMENT, ratio=PAST),
        Page("map of a past day", at(f"/map/?{day}"), beside="map, the page"),
        Page("directory of a past day", at(f"/contacts/?{day}"), beside=DIRECTORY),
        Page("two days compared, everything changed", at(f"/changes/compare/{_two_days()}"), slow=True),
        Page("two days compared, by a head", at(f"/changes/compare/{_two_days()}"), role="head", slow=True),
        Page("form to create", at("/units/new/")),
        Page("form to edit", at("/units/{code}/edit/"), admin="admin change form"),
        Page("create", _create, ratio=WRITE, beside=BARE_CREATE, admin="admin create"),
        Page("edit", _edit, ratio=WRITE, beside=BARE_EDIT, admin="admin edit"),
        Page("export of everything", at("/units/export.csv"), slow=True),
    ]  # fmt: skip


def _two_days() -> str:
    """A year apart, and long enough after the record began that every department was there on both."""
    last = datetime.now(UTC).date() - timedelta(days=60)
    return f"?from={last - timedelta(days=370)}&to={last}"


def _admin(deep: int, units: int) -> list[Page]:
    listed, versions = "/admin/units/unit/", "/admin/units/historicalunit/"
    return [
        Page("admin list, page 1", at(listed)),
        Page("admin list, deep page", at(f"{listed}?p={deep}")),
        Page(
            "admin list, filtered and sorted", at(f"{listed}?status__exact=active&risk_level__exact=4&o=-8")
        ),
        Page("admin search", at(f"{listed}?q=trea+riga")),
        Page("admin change form", at(listed + "{pk}/change/")),
        Page("admin create", _admin_create, beside=BARE_CREATE),
        Page("admin edit", _admin_edit, beside=BARE_EDIT),
        Page("admin versions, page 1", at(versions)),
        Page("admin versions, deep page", at(f"{versions}?p=1500")),
    ]


def _bare_create(client, row, number):
    return Ask("/floor/create/", [("code", f"BARE-{number}"), ("name", f"Bare {number}")], 204)


def _bare_edit(client, row, number):
    return Ask(f"/floor/{row.pk}/edit/", [("headcount", str(1000 + number))], 204)


def _create(client, row, number):
    form = form_with(client.get("/units/new/").body, "code")
    values = {
        "code": f"NEW-{number}",
        "name": f"New {number}",
        "headcount": "12",
        "reason": "Opened this month",
    }
    return Ask(
        "/units/new/", changed(form, kind="team", exposure="3", purpose="To be measured.", **values), 302
    )


def _edit(client, row, number):
    form = form_with(client.get(f"/units/{row.code}/edit/").body, "headcount")
    values = {"headcount": str(2000 + number), "reason": "Figures of the quarter"}
    return Ask(f"/units/{row.code}/edit/", changed(form, **values), 302)


def _admin_create(client, row, number):
    form = form_with(client.get("/admin/units/unit/add/").body, "code")
    values = {"code": f"ADM-{number}", "name": f"Admin {number}", "headcount": "12", "exposure": "3"}
    return Ask("/admin/units/unit/add/", changed(form, purpose="To be measured.", **values), 302)


def _admin_edit(client, row, number):
    form = form_with(client.get(f"/admin/units/unit/{row.pk}/change/").body, "headcount")
    return Ask(f"/admin/units/unit/{row.pk}/change/", changed(form, headcount=str(3000 + number)), 302)
