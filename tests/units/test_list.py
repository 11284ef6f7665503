"""The list of departments: words, filters, sorting, columns, paging, sums, tree and matrix, for each role."""

import pytest

from accounts.models import User
from common.history import recording
from tests.factories.accounts import UserFactory
from tests.factories.units import ObligationFactory, StewardshipFactory, UnitFactory, UnitObligationFactory
from tests.fixtures.answers import told
from units.models import Unit

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    return [unit.name for unit, _ in response.context["rows"]]


@pytest.fixture
def ciso(clients):
    return clients["ciso"]


def test_everything_a_reader_may_see_is_listed_by_name_whatever_the_case(ciso):
    UnitFactory(code="Z", name="audit")
    assert names(ciso.get("/units/")) == ["audit", "Campaigns", "Commercial", "Marketing", "Treasury"]


def test_a_head_sees_their_unit_and_what_lies_below_and_nothing_else(clients):
    assert names(clients["head"].get("/units/")) == ["Campaigns", "Marketing"]


def test_sums_follow_the_filter_over_all_its_pages(ciso):
    for number in range(60):
        UnitFactory(code=f"S{number}", name=f"Shop {number:02}", headcount=10, annual_revenue=1000)
    response = ciso.get("/units/?q=shop&page=2")
    assert response.context["listing"].sums == {
        "count": 60,
        "closed": 0,
        "headcount": 600,
        "annual_revenue": 60_000,
    }
    assert names(response) == [f"Shop {number:02}" for number in range(50, 60)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=market", ["Marketing"]),
        ("q=OWN", ["Campaigns", "Marketing"]),
        ("q=own-te", ["Campaigns"]),
        ("q=xyzzy", []),
        ("q=%26%7C%21", []),
        ("kind=team", ["Campaigns"]),
        ("kind=team&kind=division", ["Campaigns", "Commercial"]),
        ("parent=parent", ["Marketing", "Treasury"]),
        ("below=OWN", ["Campaigns", "Marketing"]),
        ("owner=none", ["Campaigns", "Commercial"]),
        ("mine=1", ["Marketing"]),
        ("kind=team&parent=OWN", ["Campaigns"]),
    ],
)
def test_narrowing(ciso, query, expected):
    response = ciso.get(f"/units/?{query}")
    assert (names(response) if "rows" in response.context else []) == expected


def test_accents_do_not_hide_a_department(ciso):
    UnitFactory(code="KOS", name="Kostić & Söhne")
    assert names(ciso.get("/units/?q=kostic sohne")) == ["Kostić & Söhne"]


def test_narrowing_by_obligation(ciso, cast):
    gdpr = ObligationFactory(name="GDPR")
    UnitObligationFactory(unit=cast.team, obligation=gdpr)
    assert names(ciso.get(f"/units/?obligation={gdpr.pk}")) == ["Campaigns"]


def test_narrowing_by_the_risk_that_holds_today(ciso):
    UnitFactory(code="HAND", name="Set by hand", calm=True, overridden=True)
    UnitFactory(code="PAST", name="No longer by hand", calm=True, override_expired=True)
    assert names(ciso.get("/units/?risk=5")) == ["Set by hand"]
    assert names(ciso.get("/units/?risk=1")) == ["No longer by hand"]


def test_sorting_puts_the_unknown_last_either_way(ciso):
    small = UnitFactory(code="A", name="Small", headcount=0, parent=None)
    UnitFactory(code="B", name="Large", headcount=900_000)
    UnitFactory(code="C", name="Unknown", headcount=None)
    falling, rising = names(ciso.get("/units/?sort=-headcount")), names(ciso.get("/units/?sort=headcount"))
    assert falling[0] == "Large"
    assert rising[0] == small.name
    assert falling[-1] == rising[-1] == "Unknown"


@pytest.mark.parametrize(
    "query",
    [
        "foo=bar", "sort=password", "sort=parent__code", "sort=--name", "page=0", "page=-3", "page=abc",
        "page=99999", "page=%00", "columns=nonsense", "view=cube", "headcount_min=abc", "headcount_min=-5",
        "status=asleep", "owner=99999999999999", "owner=x", "below=nowhere",
        "obligation=abc", "q=" + "x" * 500 + "&foo=1", "closed_after=1.13.2025", "q=%00&status=%00",
    ],
)  # fmt: skip
def test_what_cannot_be_read_in_the_address_is_said_and_the_list_still_comes(ciso, query):
    response = ciso.get(f"/units/?{query}")
    assert response.status_code == 200
    assert response.context["listing"].problems


def test_columns_can_be_chosen_and_are_kept_to_what_one_may_read(ciso, clients):
    response = ciso.get("/units/?columns=name&columns=strategic_importance")
    assert [column.name for column in response.context["columns"]] == ["name", "strategic_importance"]
    response = clients["head"].get("/units/?columns=name&columns=strategic_importance")
    assert [column.name for column in response.context["columns"]] == ["name"]
    assert response.context["listing"].problems


def test_nobody_without_access_to_importance_can_sort_narrow_or_compare_by_it(clients, cast, ciso):
    """An oracle would answer differently when only the hidden value differs."""
    queries = [
        "sort=strategic_importance", "sort=-strategic_importance", "strategic_importance=5",
        "importance_known=0", "columns=strategic_importance", "incomplete=1", "view=matrix", "view=tree", "",
    ]  # fmt: skip
    head = clients["head"]
    values = {}
    for importance in (None, 1):
        unit = Unit.objects.get(pk=cast.team.pk)
        unit.depth_choice = "light"
        unit.strategic_importance = importance
        with recording(actor="Test", reason="Vary the hidden value"):
            unit.save()
        values[importance] = [told(head.get(f"/units/?{query}")) for query in queries]
    assert values[None] == values[1]


def test_a_foreign_unit_never_changes_what_a_head_is_told(clients, cast):
    queries = [
        "",
        "q=foreign",
        "below=FOREIGN",
        "parent=FOREIGN",
        "view=tree",
        "owner=none",
        "sort=-headcount",
    ]
    head = clients["head"]
    before = [told(head.get(f"/units/?{query}")) for query in queries]
    UnitFactory(code="FOREIGN-2", name="Foreign", headcount=5, parent=cast.foreign)
    assert [told(head.get(f"/units/?{query}")) for query in queries] == before


def test_the_tree_shows_matches_under_their_ancestors_with_the_people_of_the_branch(ciso, cast):
    response = ciso.get("/units/?view=tree&q=campaigns")
    shown = [(b.unit.name, b.depth, b.context) for b in response.context["branches"]]
    assert shown == [("Commercial", 0, True), ("Marketing", 1, True), ("Campaigns", 2, False)]


def test_each_branch_sums_what_the_filter_lets_through_below_it(ciso, cast):
    for number in range(3):
        UnitFactory(
            code=f"S{number}", name=f"Shop {number}", parent=cast.team, headcount=10, annual_revenue=2_000_000
        )
    UnitFactory(code="X", name="Other", parent=cast.team, headcount=500)
    response = ciso.get("/units/?view=tree&q=shop")
    sums = {
        b.unit.name: (b.sums.departments, b.sums.people, b.sums.revenue) for b in response.context["branches"]
    }
    assert sums["Commercial"] == sums["Campaigns"] == (3, 30, 6_000_000)
    assert sums["Shop 1"] == (1, 10, 2_000_000)
    assert "whole branches, of those that fit" in response.content.decode()


def test_sums_of_large_branches_are_asked_for_once_the_page_is_shown(clients, cast, monkeypatch):
    monkeypatch.setattr("units.branches.WHOLE", 1)
    UnitFactory(code="S", name="Shop", parent=cast.team, headcount=10, annual_revenue=2_000_000)
    page = clients["ciso"].get("/units/?view=tree")
    assert 'data-src="/choices/branches/"' in page.content.decode()
    level = clients["ciso"].get(
        "/units/?view=tree&parent=OWN", headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert [(b.unit.name, b.parts) for b in level.context["branches"]] == [("Campaigns", 1)]
    ids = f"{cast.parent.pk},{cast.team.pk},x,{cast.foreign.pk}"
    told = clients["head"].get(f"/choices/branches/?of={ids}").json()
    assert told == {str(cast.team.pk): ["2", "10", "2.0"]}
    assert clients["ciso"].get("/choices/branches/").json() == {}


def test_a_tree_begins_where_a_heads_rights_begin(clients):
    response = clients["head"].get("/units/?view=tree")
    assert [(b.unit.name, b.depth) for b in response.context["branches"]] == [
        ("Marketing", 0),
        ("Campaigns", 1),
    ]


def test_a_large_tree_is_shown_one_level_at_a_time(ciso, monkeypatch):
    monkeypatch.setattr("units.branches.WHOLE", 1)
    response = ciso.get("/units/?view=tree")
    assert [(b.unit.name, b.parts) for b in response.context["branches"]] == [("Commercial", 2)]
    response = ciso.get("/units/?view=tree&parent=PARENT")
    assert [(b.unit.name, b.parts) for b in response.context["branches"]] == [
        ("Marketing", 1),
        ("Treasury", 0),
    ]


def test_every_number_of_the_matrix_leads_to_exactly_the_departments_it_counts(ciso):
    UnitFactory(code="R", name="Risky", risky=True)
    response = ciso.get("/units/?view=matrix")
    seen = 0
    for row in response.context["matrix"]:
        for cell in row.cells:
            if cell.count:
                assert ciso.get("/units/" + cell.href).context["listing"].sums["count"] == cell.count
                seen += cell.count
    assert seen == response.context["listing"].sums["count"]


def test_the_matrix_is_for_those_who_may_compare(clients):
    assert "matrix" not in clients["head"].get("/units/?view=matrix").context
    assert "matrix" in clients["auditor"].get("/units/?view=matrix").context


@pytest.mark.parametrize("view", ["table", "tree", "matrix"])
def test_the_number_of_queries_does_not_grow_with_the_rows(clients, count_queries, view):
    def queries(client):
        with count_queries() as seen:
            client.get(f"/units/?view={view}")
        return len(seen)

    for role in ("ciso", "head"):
        few = queries(clients[role])
        parent = Unit.objects.get(code="OWN")
        for number in range(30):
            unit = UnitFactory(code=f"{role}{number}", name=f"Part {number}", parent=parent, owned=True)
            StewardshipFactory(unit=unit, user=UserFactory(head=True))
        assert queries(clients[role]) == few <= 8


def test_the_page_stays_small(ciso):
    for number in range(60):
        UnitFactory(code=f"L{number}", name=f"A department with a long name, number {number}", owned=True)
    assert len(ciso.get("/units/").content) <= 60_000


def test_filters_are_a_form_of_their_own_that_works_without_script(ciso):
    assert b'name="kind"' not in ciso.get("/units/").content
    assert b'name="kind"' in ciso.get("/units/?filters=open").content


def test_choices_of_departments_are_the_ones_one_sees(clients, cast):
    assert [c["text"] for c in clients["head"].get("/choices/units/?q=").json()] == [
        "Campaigns (OWN-TEAM)",
        "Marketing (OWN)",
    ]
    assert clients["head"].get("/choices/units/?q=treas").json() == []


def test_a_colleague_s_departments_are_found_and_named(clients, cast):
    head = User.objects.filter(stewardships__isnull=False).first()
    html = clients["ciso"].get(f"/units/?person={head.pk}").content.decode()
    assert names(clients["ciso"].get(f"/units/?person={head.pk}"))
    assert f"Looked after by: {head.name}" in html
    assert "Choose a colleague" in clients["ciso"].get("/units/?person=x").content.decode()


def test_a_past_day_is_not_passed_off_as_shown(ciso):
    assert "The page shows today" in ciso.get("/units/?as_of=2020-01-01").content.decode()
