"""Entries of people changed together: by the rules of one entry, within the people one keeps."""

import pytest

from contacts.models import Contact
from tests.factories.contacts import ContactFactory
from tests.factories.units import UnitFactory
from tests.fixtures.together import Together, told

pytestmark = pytest.mark.django_db
URL = "/contacts/together/"


@pytest.fixture
def three(cast):
    return [ContactFactory(name=f"Person {number}", home_unit=cast.unit) for number in range(3)]


def test_people_move_to_another_department_together_and_back(clients, cast, three):
    together = Together(clients["ciso"], URL)
    values = {"home_unit": cast.foreign.pk, "location": "Leeds"}
    shown = together.preview(three, **values)
    assert "Department: Marketing → Treasury" in told(shown)
    together.apply(shown, three, **values)
    assert set(Contact.objects.values_list("home_unit", "location")) == {(cast.foreign.pk, "Leeds")}
    together.undo("contacts:together_undo", three[0])
    assert set(Contact.objects.values_list("home_unit", flat=True)) == {cast.unit.pk}


def test_nobody_moves_to_a_closed_department_or_reports_to_themselves(clients, three):
    closed = UnitFactory(code="GONE", name="Gone", closed=True)
    together = Together(clients["ciso"], URL)
    assert "nobody works there any more" in told(together.preview(three, home_unit=closed.pk))
    shown = together.preview(three, manager=three[0].pk)
    assert "close a circle of managers" in told(shown)
    together.apply(shown, three, manager=three[0].pk)
    reports = Contact.objects.order_by("name").values_list("manager", flat=True)
    assert list(reports) == [None, three[0].pk, three[0].pk]


def test_a_head_changes_their_own_people_and_no_managers(clients, cast, three):
    other = ContactFactory(name="Other", home_unit=cast.foreign)
    together = Together(clients["head"], URL)
    page = clients["head"].post(URL, {"pick": [three[0].pk, other.pk]})
    assert "Reports to" not in told(page)
    assert "Other" not in told(page)
    shown = together.preview([three[0], other], location="York")
    together.apply(shown, [three[0], other], location="York")
    assert Contact.objects.get(pk=three[0].pk).location == "York"
    assert Contact.objects.get(pk=other.pk).location != "York"
