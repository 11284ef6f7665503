"""A member of the CISO's team plans a quarterly talk for three departments, with the next days in view."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from dialogues.models import Series
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory, ContactFactory, FunctionFactory
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def departments():
    FunctionFactory(code="head")
    for code, name, head in (
        ("MKT", "Marketing", "Ana"),
        ("FIN", "Finance", "Bo"),
        ("OPS", "Operations", "Cleo"),
    ):
        unit = UnitFactory(code=code, name=name)
        AssignmentFactory(unit=unit, contact=ContactFactory(name=f"{head} Berg", home_unit=unit))


def test_a_quarterly_talk_with_three_departments_is_planned_in_one_form(
    page, sign_in, live_server, departments, axe
):
    ciso = UserFactory(ciso=True, name="Ines Adler")
    sign_in(page, ciso, then="/dialogues/")
    expect(page.get_by_role("heading", level=2)).to_have_text("No talk is planned")
    assert axe(page) == []
    page.goto(f"{live_server.url}/dialogues/series/new/?kind=joint&units=MKT,FIN,OPS")
    page.locator("#id_name").fill("Suppliers and their access")
    day = timezone.localdate() + timedelta(days=10)
    page.locator("#id_starts_on").fill(day.isoformat())
    page.locator("#id_repeats").select_option(label="Every quarter, on the same weekday")
    page.locator("#id_at_time").fill("10:00")
    page.locator("#id_at_time").press("Tab")

    preview = page.locator("#_preview")
    expect(preview).to_contain_text("of every third month")
    expect(preview).to_contain_text("Ana Berg (Head, Marketing)")
    expect(preview.locator("ol > li")).to_have_count(6)
    assert axe(page) == []

    page.get_by_role("button", name="Plan the talks").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Suppliers and their access")
    expect(page.locator("#messages")).to_contain_text("Planned: 2 talks")
    assert axe(page) == []

    series = Series.objects.get()
    assert {row.unit.code for row in series.series_units.all()} == {"MKT", "FIN", "OPS"}
    first = series.sessions.order_by("starts_at").first()
    assert first.planned_for == day
    names = {str(row.contact) for row in first.participations.filter(contact__isnull=False)}
    assert names == {"Ana Berg", "Bo Berg", "Cleo Berg"}

    page.goto(f"{live_server.url}/dialogues/calendar/?month={day:%Y-%m}")
    expect(page.get_by_role("link", name="Suppliers and their access")).to_be_visible()
    assert axe(page) == []
