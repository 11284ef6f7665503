"""The picture drawn on the server: the same places, whole, and nothing a content policy would refuse."""

import json
import re
from xml.etree import ElementTree

import pytest

from tests.factories.units import DependencyFactory, UnitFactory

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawn(clients, cast):
    DependencyFactory(consumer=cast.unit, provider=cast.foreign, criticality=5)

    def draw(query="", reader="ciso"):
        answer = clients[reader].get(f"/map/map.svg{query}")
        assert answer["Content-Type"] == "image/svg+xml"
        return ElementTree.fromstring(answer.content)

    return draw


def words(picture) -> str:
    return " ".join(" ".join(text.itertext()) for text in picture.iter(f"{SVG}text"))


def test_it_names_every_department_and_draws_the_line(drawn):
    picture = drawn()
    assert all(name in words(picture) for name in ("Commercial", "Marketing", "Campaigns", "Treasury"))
    assert len(list(picture.iter(f"{SVG}path"))) == 1


def test_it_has_no_style_and_no_script(drawn, clients):
    drawn()
    text = clients["ciso"].get("/map/map.svg").content.decode()
    assert not re.search(r"<style|<script|style=|\son\w+=", text)


def test_departments_stand_where_the_data_says(drawn, clients, cast):
    picture = drawn()
    data = json.loads(clients["ciso"].get("/map/data.json").content)
    circles = {(int(one.get("cx")), int(one.get("cy"))) for one in picture.iter(f"{SVG}circle")}
    assert {(row[4], row[5]) for row in data["nodes"] if row[2] == "department"} == circles


@pytest.mark.parametrize(
    "query", ["?colour=kind", "?colour=importance&size=same", "?layout=branch&size=needed", "?least=5"]
)
def test_it_follows_the_controls(drawn, query):
    assert "Marketing" in words(drawn(query))


def test_names_that_would_break_it_do_not(drawn):
    UnitFactory(name="<b>&\x0b“R&D” " + "very long " * 25)
    assert "R&D" in words(drawn())


def test_a_map_of_nothing_is_an_empty_picture(drawn):
    assert drawn("?kind=subsidiary").get("viewBox")
