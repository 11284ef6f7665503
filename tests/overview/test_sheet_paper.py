"""The sheet on paper: one page for a light record, what is known in print, and nothing of it read as an instruction."""

import pytest
from django.utils import timezone

from overview.sheet import paper
from overview.sheet.sheet import Sheet
from tests.factories.contacts import AssignmentFactory
from tests.factories.units import AssetFactory, DependencyFactory, ProcessFactory

pytestmark = pytest.mark.django_db
NASTY = '#panic("x") $ ] } */ \\ " // <a> @b `c` #import "x": *'


def sheet(cast, depth="light"):
    return Sheet(cast.unit, cast.head, timezone.localdate(), depth)


def test_a_head_takes_it_along(clients):
    answer = clients["head"].get("/units/OWN/sheet.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_same_content_gives_the_same_bytes_whenever_it_is_printed(cast):
    first = paper.written(sheet(cast))
    assert b"CreationDate" not in first
    assert b"ModDate" not in first
    assert paper.written(sheet(cast)) == first


def test_a_light_one_is_one_page_however_much_is_known(cast):
    cast.unit.purpose = "Sells kitchens to people who cook. " * 100
    AssignmentFactory(
        unit=cast.unit, code="deputy", contact__name="N" * 200, contact__email=f"{'n' * 60}@cast.example"
    )
    for number in range(12):
        AssetFactory(unit=cast.unit, crown=True, name=f"{number} " + "Customer list " * 12)
        DependencyFactory(consumer=cast.unit)
    assert len(paper.pictures(sheet(cast))) == 1


@pytest.mark.parametrize("depth", ["light", "standard", "full"])
def test_what_somebody_wrote_is_never_an_instruction(cast, depth):
    cast.unit.purpose = cast.unit.name = NASTY
    AssetFactory(unit=cast.unit, crown=True, name=NASTY)
    ProcessFactory(unit=cast.unit, name=NASTY)
    assert len(paper.pictures(sheet(cast, depth))) == (1 if depth == "light" else 2)
