"""The page of the map: controls and tables by reader, and what it says where there is nothing to draw."""

import json

import pytest
from django.utils import timezone

from common.history import recording
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory
from tests.factories.units import DependencyFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(clients, cast):
    return lambda query="", reader="ciso": clients[reader].get(f"/map/{query}").content.decode()


def test_the_team_chooses_among_all_facts_a_head_not_the_importance_a_responder_none(page):
    assert 'value="importance"' in page()
    assert 'value="importance"' not in page(reader="head")
    assert 'value="risk"' in page(reader="head")
    assert 'value="risk"' not in page(reader="responder")
    assert "not yet confirmed by both sides" in page(reader="head")
    assert "not yet confirmed by both sides" not in page(reader="responder")


def test_the_tables_say_what_the_picture_shows(page, cast):
    DependencyFactory(consumer=cast.unit, provider=cast.foreign, criticality=5)
    assert "Treasury" in page("?view=departments&sort=-needed")
    found = page("?view=dependencies")
    assert "Who provides it" in found
    assert "nobody yet" in found
    assert "Confirmed by" not in page("?view=dependencies", reader="responder")


@pytest.mark.parametrize(
    "sort", ["name", "-name", "risk", "-people", "parent", "-needed", "kind", "importance", "impact"]
)
def test_departments_can_be_sorted_by_every_column(page, sort):
    assert "Treasury" in page(f"?view=departments&sort={sort}")


def test_a_sort_that_is_none_is_said_so(page):
    assert "cannot be sorted by “secret”" in page("?view=departments&sort=secret")


def test_rows_follow_the_order(page, cast):
    UnitFactory(name="Largest", headcount=9000)
    found = page("?view=departments&sort=-people")
    assert found.index("Largest") < found.index("Treasury")


def test_a_filter_that_leaves_nobody_says_so_and_leads_back(page):
    found = page("?kind=subsidiary")
    assert "No department on the map fits" in found
    assert "Show everything" in found


def test_a_branch_nobody_has_is_named(page):
    assert "You see no department with the code “NOWHERE”" in page("?below=NOWHERE")
    assert "You see no department with the code “FOREIGN”" in page("?below=FOREIGN", reader="head")


def test_departments_without_dependencies_are_drawn_with_the_next_step(page):
    found = page()
    assert "Nobody depends on anybody yet" in found
    assert 'id="map-canvas"' in found


def test_somebody_who_acts_for_nobody_is_told_what_to_do(client_of):
    found = client_of(UserFactory(head=True)).get("/map/").content.decode()
    assert "Ask the security team to name you for yours" in found


def test_the_filters_are_those_of_the_list(page):
    assert "Willingness to take risks" in page("?filters=open")
    assert "Willingness to take risks" not in page("?filters=open", reader="responder")


def test_the_panel_is_a_part_for_htmx_and_a_page_else(clients, cast):
    whole = clients["ciso"].get("/map/panel/OWN/").content.decode()
    part = (
        clients["ciso"]
        .get("/map/panel/OWN/", headers={"HX-Request": "true", "HX-Target": "map-panel"})
        .content.decode()
    )
    assert "<html" in whole
    assert "<html" not in part
    assert 'href="/units/OWN/"' in part
    assert 'href="/call/OWN/"' in part
    assert "Who is hit next" in part


def test_a_branch_is_closed_and_opened_again_from_the_table(clients, page, cast):
    found = page("?view=departments&sort=branch")
    assert 'aria-label="Close the branch Marketing">Close</a>' in found
    shut = page("?view=departments&shut=OWN")
    assert "closed, 1 inside" in shut
    assert "in a closed branch" in shut
    assert 'href="?view=departments&amp;open=OWN" aria-label="Open the branch Marketing"' in shut
    assert "Close the branch Marketing" in page("?view=departments&open=OWN")


def test_the_key_explains_lines_thickness_ring_and_colours(page):
    found = page()
    for words in ("dashed: not yet confirmed by both sides", "the thicker, the more critical", "data-map-ring",
                  "data-map-scale", "data-map-size", "closes the branch", "the arrow leads to"):  # fmt: skip
        assert words in found, words


def test_the_panel_of_a_neighbour_says_whom_to_call_in_an_incident_and_not_why(clients, cast):
    DependencyFactory(consumer=cast.unit, provider=cast.foreign, criticality=5)
    AssignmentFactory(unit=cast.foreign, contact__name="Konrad Weiss", contact__phone="+44 20 7946 0161")
    AssignmentFactory(unit=cast.foreign, code="deputy", contact__name="Delphine Roux")
    theirs = clients["head"].get("/map/panel/FOREIGN/").content.decode()
    assert "tel:+442079460161" in theirs
    assert "Delphine Roux" in theirs
    assert "Head" not in theirs.split("Who to call in an incident")[1].split("Needs")[0]
    assert "Head" in clients["ciso"].get("/map/panel/FOREIGN/").content.decode()


@pytest.mark.parametrize(("criticality", "css"), [(5, "mk-harm"), (3, "mk-half"), (None, "mk-half")])
def test_one_side_alone_alarms_only_where_it_is_critical(clients, cast, criticality, css):
    near = DependencyFactory(consumer=cast.unit, provider=cast.foreign, criticality=criticality)
    with recording(by=cast.ciso, reason="Said so"):
        near.consumer_confirmed_at, near.provider_confirmed_at = timezone.now(), None
        near.save()
    page = clients["ciso"].get("/map/panel/OWN/").content.decode()
    assert f'mk {css}">not yet confirmed by Treasury' in page


def test_a_phone_shows_branches_before_departments(clients, cast):
    for at in range(40):
        UnitFactory(parent=cast.unit, name=f"Part {at}")
    wide = json.loads(clients["ciso"].get("/map/data.json").content)
    tall = json.loads(clients["ciso"].get("/map/data.json?tall=1").content)
    assert len(wide["nodes"]) > 40 > len(tall["nodes"])
    assert tall["total"] == wide["total"]
