"""One department with ten thousand dependencies on it: every page about it is an answer, and none grows without end."""

import json

import pytest

from common.history import recording
from units.choices import DependencyKind
from units.models import Dependency, Unit

pytestmark = pytest.mark.django_db

MANY = 10_000
KINDS = 5  # between the same two


@pytest.fixture
def star(cast):
    with recording(by=cast.ciso, reason="Planted"):
        units = Unit.objects.bulk_create_with_history(
            [Unit(code=f"N{at}", name=f"Needs it {at}", parent=cast.foreign) for at in range(MANY // KINDS)]
        )
        Dependency.objects.bulk_create_with_history(
            [
                Dependency(consumer=unit, provider=cast.unit, kind=kind, criticality=5)
                for unit in units
                for kind in DependencyKind.values[:KINDS]
            ]
        )
    return cast.unit


def test_ten_thousand_dependencies_on_one_department_are_an_answer_everywhere(star, clients):
    def read(address, reader="ciso"):
        answer = clients[reader].get(address)
        assert answer.status_code == 200, address
        return answer.content.decode()

    folded = json.loads(read("/map/data.json"))
    assert len(folded["nodes"]) <= 150
    assert sum(number for _, _, number, *_ in folded["lines"]) == MANY
    opened = read("/map/data.json?open=all")
    assert len(json.loads(opened)["nodes"]) > MANY // KINDS
    assert f"{MANY:,}" in read("/map/?view=dependencies")
    assert "Needs it" in read("/map/?view=departments&sort=-needs")
    assert "<svg" in read("/map/map.svg")
    for reader in ("ciso", "head", "responder"):
        panel = read("/map/panel/OWN/", reader)
        assert "9,900 more" in panel
        assert len(panel) < 200_000
    page = read("/units/OWN/impact/")
    assert "Reaches 2,000 departments" in page
    assert len(page) < 2_000_000
    assert read("/units/OWN/")
