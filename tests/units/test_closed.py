"""Nothing new is entered for a department that is closed, and nobody comes to work there; what stands there stays."""

import pytest

from contacts.models import Contact
from tests.factories.contacts import ContactFactory
from tests.factories.units import AssetFactory, UnitFactory
from units.choices import Status
from units.models import Asset, Process

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(cast):
    return UnitFactory(name="Old Mill", code="OLD", parent=cast.unit, status=Status.CLOSED)


@pytest.mark.parametrize("reader", ["ciso", "head"])
@pytest.mark.parametrize(
    ("page", "sent"),
    [
        ("assets", {"name": "Late", "kind": "data"}),
        ("assets", {"row": "1", "kind": "data", "names": "One\nTwo"}),
        ("processes", {"name": "Late"}),
        ("processes", {"row": "1", "names": "One\nTwo"}),
    ],
)
def test_nothing_is_added_to_what_it_cannot_lose(clients, closed, reader, page, sent):
    answer = clients[reader].post(f"/units/OLD/{page}/add/", sent | {"reason": "Because"})
    assert answer.status_code == 422
    assert "Old Mill is closed" in answer.content.decode()
    assert not Asset.objects.filter(unit=closed).exists()
    assert not Process.objects.filter(unit=closed).exists()


def test_what_stands_there_may_still_be_put_right(clients, closed):
    asset = AssetFactory(unit=closed, name="Wheel")
    page = f"/assets/{asset.pk}/edit/"
    sent = {"name": "Water wheel", "kind": asset.kind, "revision": asset.revision, "reason": "Because"}
    assert clients["ciso"].post(page, sent).status_code == 302
    asset.refresh_from_db()
    assert asset.name == "Water wheel"


def test_nobody_comes_to_work_there_and_who_did_can_still_be_changed(clients, closed):
    values = {"name": "New Miller", "home_unit": closed.pk, "reason": "Because"}
    answer = clients["ciso"].post("/contacts/new/", values)
    assert answer.status_code == 422
    assert "Old Mill is closed" in answer.content.decode()
    assert not Contact.objects.filter(name="New Miller").exists()
    miller = ContactFactory(name="Miller", home_unit=closed)
    sent = {"name": "Miller Senior", "home_unit": closed.pk, "revision": miller.revision, "reason": "Because"}
    assert clients["ciso"].post(f"/contacts/{miller.pk}/edit/", sent).status_code == 302
