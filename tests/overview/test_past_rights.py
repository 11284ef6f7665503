"""Who reads what of a past day: whoever may read it today, and nobody else."""

import pytest

from common.history import recording
from dialogues.models import Series, Session
from overview.models import Reorganisation
from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import InsightFactory, ParticipationFactory
from tests.factories.overview import ReorganisationFactory, ReorganisationReaderFactory
from tests.fixtures.answers import told
from tests.fixtures.past import BEFORE, as_of, change, then
from units.models import Unit

OWN = (
    "/assets/{asset}/", "/processes/{process}/", "/units/SHOP/value/", "/promises/{commitment}/", "/heard/{insight}/",
    "/dialogues/sessions/{closed_session}/", "/dialogues/series/{series}/", "/units/SHOP/reviews/",
    "/reviews/{cycle}/SHOP/", "/reorganisations/{reorganisation}/", "/call-sheets/{call_sheet}/",
    "/incidents/{incident}/calls/",
)  # fmt: skip


@pytest.mark.django_db
def test_a_talk_kept_to_its_people_today_was_never_open_to_others(clients, client_of, things):
    names = ("closed_session", "series")
    talk, series = (
        f"/dialogues/{kind}/{things[name]}/" for kind, name in zip(("sessions", "series"), names, strict=True)
    )
    promise, heard = f"/promises/{things['commitment']}/", f"/heard/{things['insight']}/"
    for page in (talk, series, promise, heard):
        assert clients["auditor"].get(as_of(page)).status_code == 200
    change(Session.objects.get(pk=things["closed_session"]), limited=True)
    change(Series.objects.get(pk=things["series"]), limited=True)
    for page in (talk, series, promise, heard):
        assert clients["auditor"].get(as_of(page)).status_code == 404
        assert client_of(things["liaison"]).get(as_of(page)).status_code == 200


@pytest.mark.django_db
def test_what_is_for_the_team_today_was_never_for_a_department(clients, things):
    with then(BEFORE):
        heard = InsightFactory(unit=Unit.objects.get(code="SHOP"), text="They look for another supplier")
    page = f"/heard/{heard.pk}/"
    assert clients["head"].get(as_of(page)).status_code == 200
    change(heard, team_only=True)
    assert clients["head"].get(as_of(page)).status_code == 404
    assert b"another supplier" not in told(clients["head"].get(as_of("/heard/")))
    assert clients["ciso"].get(as_of(page)).status_code == 200


@pytest.mark.django_db
def test_what_was_under_an_embargo_on_that_day_stays_with_those_who_knew(cast, clients):
    with then():
        event = ReorganisationFactory(ahead=True, embargoed=True, note="Not a word", prepared_by=cast.admin)
        ReorganisationReaderFactory(reorganisation=event, user=cast.ciso)
    change(event, state=Reorganisation.State.DONE)
    page = f"/reorganisations/{event.pk}/"
    for reader in ("ciso", "admin", "auditor"):
        assert clients[reader].get(page).status_code == 200
    assert clients["ciso"].get(as_of(page)).status_code == 200
    assert clients["admin"].get(as_of(page)).status_code == 200
    assert clients["auditor"].get(as_of(page)).status_code == 404
    assert b"Not a word" not in told(clients["auditor"].get(as_of("/reorganisations/")))


@pytest.mark.django_db
def test_rights_are_those_of_today(cast, clients, things):
    """Whose department it was on that day and is no longer reads nothing of it."""
    own = [page.format(**things) for page in OWN]
    for page in own:
        assert clients["head"].get(as_of(page)).status_code == 200
        assert clients["outsider"].get(as_of(page)).status_code == 404
    with recording(actor="Later", reason="Later"):
        Unit.objects.get(code="SHOP").stewardships.all().delete()
    for page in own:
        assert clients["head"].get(as_of(page)).status_code == 404


@pytest.mark.django_db
def test_who_took_part_in_a_talk_then_and_does_not_today_reads_nothing_of_it(cast, clients, things):
    talk = Session.objects.get(pk=things["closed_session"])
    with then(BEFORE):
        guest = ParticipationFactory(session=talk, contact=ContactFactory(user=cast.outsider))
    page = f"/dialogues/sessions/{talk.pk}/"
    assert clients["outsider"].get(as_of(page)).status_code == 200
    with recording(actor="Later", reason="Later"):
        guest.delete()
    assert clients["outsider"].get(as_of(page)).status_code == 404
