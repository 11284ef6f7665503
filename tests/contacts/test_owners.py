"""Who answers for an asset or a process stands on the pages about value, for whoever may know it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.factories.units import AssetFactory, ProcessFactory

pytestmark = pytest.mark.django_db


def test_holders_of_today_are_named_on_the_pages_and_in_the_lists(cast, clients):
    asset, process = AssetFactory(unit=cast.unit), ProcessFactory(unit=cast.unit)
    ana = ContactFactory(name="Ana Silva", home_unit=cast.unit)
    AssignmentFactory(contact=ana, unit=cast.unit, asset=asset)
    AssignmentFactory(contact=ana, unit=cast.unit, process=process)
    pages = (
        f"/assets/{asset.pk}/",
        f"/processes/{process.pk}/",
        "/assets/",
        "/processes/",
        "/units/OWN/value/",
    )
    for page in pages:
        assert "Ana Silva" in clients["ciso"].get(page).content.decode(), page
    for page in ("/assets/?unowned=1", "/processes/?unowned=1"):
        assert clients["ciso"].get(page).context["page"].rows == []


def test_who_held_it_until_yesterday_is_not(cast, clients):
    asset = AssetFactory(unit=cast.unit)
    yesterday = timezone.localdate() - timedelta(days=1)
    AssignmentFactory(unit=cast.unit, asset=asset, contact__name="Lee Vogel", since=None, until=yesterday)
    assert "Lee Vogel" not in clients["ciso"].get(f"/assets/{asset.pk}/").content.decode()
    assert len(clients["ciso"].get("/assets/?unowned=1").context["page"].rows) == 1
