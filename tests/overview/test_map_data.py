"""The data of the map: who reads what, what is folded, and that nothing tells of what one may not see."""

import json

import pytest
from django.utils import timezone

from common.history import recording
from tests.factories.units import DependencyFactory, UnitFactory
from tests.fixtures.answers import told

pytestmark = pytest.mark.django_db

HEAD = 9  # what stands in a node before its facts


@pytest.fixture
def data(clients):
    """`data("head", "?open=all")`: what that reader's map is made of."""

    def read(reader="ciso", query=""):
        answer = clients[reader].get(f"/map/data.json{query}")
        assert answer.status_code == 200
        return json.loads(answer.content)

    return read


def names(found):
    return {row[1] for row in found["nodes"]}


def lines(found):
    """(who provides, who needs it) by name, to the rest of the line."""
    nodes = found["nodes"]
    return {(nodes[a][1], nodes[b][1]): rest for a, b, *rest in found["lines"]}


@pytest.fixture
def neighbours(cast):
    """The head's unit needs Treasury; Treasury needs a unit that is nothing to the head."""
    beyond = UnitFactory(code="BEYOND", name="Beyond", complete=True)
    with recording(by=cast.ciso, reason="Said in the workshop"):
        near = DependencyFactory(consumer=cast.unit, provider=cast.foreign, criticality=5)
        DependencyFactory(consumer=cast.foreign, provider=beyond, criticality=5)
    return near, beyond


def test_the_team_sees_every_open_department_with_its_facts(data, cast, neighbours):
    UnitFactory(code="GONE", name="Gone", closed=True)
    found = data("ciso")
    assert names(found) == {"Commercial", "Marketing", "Campaigns", "Treasury", "Beyond"}
    assert found["facts"] == ["risk", "importance", "impact", "people"]
    assert lines(found)["Treasury", "Marketing"][:2] == [1, 5]


def test_a_head_sees_their_own_and_of_neighbours_the_name_and_kind_alone(data, neighbours):
    found = data("head")
    assert names(found) == {"Marketing", "Campaigns", "Treasury"}
    assert found["facts"] == ["risk", "impact", "people"]
    [treasury] = [row for row in found["nodes"] if row[1] == "Treasury"]
    assert treasury[2] == "department"
    assert treasury[8] == 1
    assert treasury[HEAD:] == []
    assert list(lines(found)) == [("Treasury", "Marketing")]


def test_a_responder_sees_who_needs_whom_and_nothing_that_is_judged(data, neighbours):
    found = data("responder")
    assert names(found) == {"Commercial", "Marketing", "Campaigns", "Treasury", "Beyond"}
    assert found["facts"] == []
    assert found["sides"] is False
    assert all(len(row) == HEAD for row in found["nodes"])
    assert all(row[-1] == 0 for row in found["lines"])


@pytest.mark.parametrize(
    "query", ["?q=pays", "?risk=5", "?headcount_min=5", "?obligation=1", "?incomplete=1", "?mine=1"]
)
def test_a_responder_cannot_narrow_by_what_they_may_not_read(clients, data, neighbours, query):
    assert names(data("responder", query)) == names(data("responder"))
    assert (
        "is not something the map can be narrowed by"
        in clients["responder"].get(f"/map/{query}").content.decode()
    )


def test_what_changes_elsewhere_does_not_change_a_byte_for_a_head(clients, cast, neighbours):
    _near, beyond = neighbours
    asked = ["/map/data.json", "/map/data.json?open=all&size=needed", "/map/map.svg", "/map/", "/map/?view=departments",
             "/map/?view=dependencies", "/map/panel/FOREIGN/", "/map/panel/OWN/"]  # fmt: skip
    before = [told(clients["head"].get(url)) for url in asked]
    with recording(by=cast.ciso, reason="Elsewhere"):
        cast.foreign.headcount, cast.foreign.exposure, cast.foreign.strategic_importance = 9999, 5, 5
        cast.foreign.save()
        other = UnitFactory(code="OTHER", name="Other", parent=cast.foreign)
        DependencyFactory(consumer=other, provider=beyond)
        DependencyFactory(consumer=cast.foreign, provider=other, criticality=5)
    assert [told(clients["head"].get(url)) for url in asked] == before


def test_a_neighbour_stands_there_only_while_a_department_of_theirs_that_is_shown_touches_it(
    data, cast, neighbours
):
    assert names(data("head", "?kind=team")) == {"Campaigns"}


@pytest.mark.parametrize("code", ["BEYOND", "NOBODY", "PARENT"])
def test_there_is_no_panel_of_what_is_not_next_to_ones_own(clients, neighbours, code):
    assert clients["head"].get(f"/map/panel/{code}/").status_code == 404


def test_the_panel_of_a_neighbour_tells_a_head_what_joins_them_and_nothing_else(clients, neighbours):
    page = clients["head"].get("/map/panel/FOREIGN/").content.decode()
    assert "next to yours" in page
    assert "Marketing" in page
    assert "Beyond" not in page
    assert "Risk" not in page
    assert "Importance" not in page


def test_the_panel_says_who_has_not_confirmed_but_not_to_a_responder(clients, cast, neighbours):
    near, _ = neighbours
    with recording(by=cast.ciso, reason="Confirmed"):
        near.provider_confirmed_at, near.consumer_confirmed_at = timezone.now(), None
        near.save()
    assert "not yet confirmed by Marketing" in clients["ciso"].get("/map/panel/OWN/").content.decode()
    assert (
        "confirmed"
        not in clients["responder"]
        .get("/map/panel/OWN/")
        .content.decode()
        .split("Is needed by")[0]
        .split("Needs")[1]
    )


def test_several_dependencies_between_two_are_one_line(data, cast):
    for flows, criticality in (("Orders", 2), ("Invoices", 4), ("Letters", None)):
        DependencyFactory(consumer=cast.unit, provider=cast.foreign, flows=flows, criticality=criticality)
    [(number, critical, *_)] = lines(data()).values()
    assert (number, critical) == (3, 4)


def test_dependencies_on_closed_departments_and_on_names_alone_are_left_out(data, cast):
    DependencyFactory(consumer=cast.unit, provider=UnitFactory(closed=True))
    DependencyFactory(consumer=cast.unit, in_words=True)
    assert data()["lines"] == []


def grow(cast, number):
    parts = [UnitFactory(parent=cast.unit if at % 2 else cast.parent) for at in range(number)]
    for at, unit in enumerate(parts):
        DependencyFactory(consumer=unit, provider=parts[at - 1] if at else cast.foreign)


@pytest.mark.parametrize("reader", ["ciso", "head", "responder"])
def test_questions_stay_the_same_however_many_departments_there_are(clients, cast, count_queries, reader):
    def asked(url):
        clients[reader].get(url)
        with count_queries() as seen:
            clients[reader].get(url)
        return len(seen)

    urls = ("/map/data.json?open=all", "/map/data.json?below=OWN", "/map/map.svg")
    grow(cast, 2)
    before = [asked(url) for url in urls]
    grow(cast, 40)
    assert [asked(url) for url in urls] == before
    assert max(before) <= 7


def test_above_so_many_departments_branches_are_folded_and_open_on_demand(data, cast):
    grow(cast, 200)
    found = data()
    assert found["total"] == 204
    assert len(found["nodes"]) <= 150
    assert sum(1 + row[6] for row in found["nodes"]) == 204
    everything = data(query="?open=all")
    assert len(everything["nodes"]) == 204
    shut = data(query="?open=all&shut=OWN")
    assert {row[0]: row[6] for row in shut["nodes"]}["OWN"] == 101
    folded = data(query="?open=PARENT")
    assert {row[0]: row[6] for row in folded["nodes"]}["OWN"] == 101


def test_a_department_inside_a_folded_branch_is_found_and_its_branch_opened(data, cast):
    grow(cast, 200)
    found = data(query="?find=campaigns")
    assert found["focus"] == "OWN-TEAM"
    assert "Campaigns" in names(found)
    assert data(query="?find=nothing-of-that-name")["found"] is False


def test_unknown_and_unreadable_parameters_are_named(clients, cast):
    page = (
        clients["ciso"]
        .get("/map/?colour=stance&layout=x&flow=magic&frobnicate=1&page=x&as_of=2020-01-01")
        .content.decode()
    )
    for words in ("no colour “stance”", "no layout “x”", "no kind of dependency “magic”", "“frobnicate”",
                  "not a page number", "The page shows today"):  # fmt: skip
        assert words in page


def test_a_head_asking_for_the_importance_is_told_the_same_as_for_nonsense(clients, cast):
    page = clients["head"].get("/map/?colour=importance").content.decode()
    assert "no colour “importance”" in page
