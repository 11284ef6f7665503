"""Pages of single things as of a past day: as they were, for ever the same, and nothing to change."""

from dataclasses import replace

import pytest
from django.urls import resolve

from common.history import recording
from dialogues.choices import SessionState
from dialogues.models import Commitment, Framework, Insight, Scenario, Series, Session, Term
from goals.models import Objective
from overview.models import Reorganisation
from reviews.models import Cycle, UnitReview
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory, StanceFactory
from tests.factories.dialogues import AgendaItemFactory, DraftFactory, InsightFactory
from tests.factories.overview import ReorganisationFactory, ReorganisationReaderFactory
from tests.factories.reviews import CycleFactory, PartReviewFactory, UnitReviewFactory
from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    ImpactFactory,
    ProcessAssetFactory,
    ProcessFactory,
    UnitFactory,
)
from tests.fixtures.answers import difference, told
from tests.fixtures.library import library_of
from tests.fixtures.past import BEFORE, as_of, main, then
from tests.fixtures.talks import talks_of
from units.models import Asset, Process, Unit

PAGES = (
    "/assets/{asset}/", "/processes/{process}/", "/units/SHOP/value/", "/promises/{commitment}/",
    "/promises/{their_commitment}/", "/heard/{insight}/", "/dialogues/sessions/{session}/",
    "/dialogues/sessions/{held_session}/", "/dialogues/sessions/{closed_session}/",
    "/dialogues/sessions/{closed_session}/?share=1", "/dialogues/sessions/{touch}/", "/dialogues/series/",
    "/dialogues/series/{series}/", "/dialogues/quiet/", "/dialogues/templates/", "/dialogues/templates/marketing/",
    "/dialogues/templates/marketing/compare/", "/dialogues/scenarios/", "/dialogues/scenarios/export.csv",
    "/dialogues/scenarios/{scenario}/", "/goals/", "/glossary/", "/units/SHOP/reviews/", "/reviews/{cycle}/SHOP/",
    "/reviews/{answered_cycle}/SHOP/", "/contacts/functions/", "/contacts/engagement/", "/reorganisations/",
    "/reorganisations/export.csv", "/reorganisations/{reorganisation}/",
)  # fmt: skip
# What changes later: of every row of these, the text.
TEXTS = (
    (Unit, "name"), (Asset, "name"), (Process, "name"), (Commitment, "text"), (Insight, "text"), (Session, "title"),
    (Session, "notes"), (Series, "name"), (Framework, "name"), (Scenario, "title"), (Objective, "name"),
    (Term, "meaning"), (Cycle, "name"), (UnitReview, "remarks"), (Reorganisation, "note"),
)  # fmt: skip


@pytest.fixture
def things(cast) -> dict:
    """One of everything about a department that the head acts for: name of a gap in an address -> what to put there."""
    with then(BEFORE):
        unit = UnitFactory(code="SHOP", name="Bookshop", stewards=[cast.head])
        asset = AssetFactory(unit=unit, name="Till", crown=True)
        process = ImpactFactory(process=ProcessFactory(unit=unit, name="Sell books")).process
        ProcessAssetFactory(process=process, asset=asset)
        DependencyFactory(consumer=unit, in_words=True)
        contact = ContactFactory(name="Vera Altmann", home_unit=unit)
        StanceFactory(contact=contact, noted_on=BEFORE)
        asked = UnitReviewFactory(unit=unit, reviewer=contact)
        answered = UnitReviewFactory(
            unit=unit, reviewer=contact, confirmed=True, cycle=CycleFactory(closed=True)
        )
        PartReviewFactory(review=answered)
        event = ReorganisationFactory(effective_on=BEFORE, before=[unit], after=["A body elsewhere"])
        ours = replace(
            cast, unit=unit, ciso=UserFactory(name="Ines Roth", ciso=True), head=UserFactory(head=True)
        )
        found = talks_of(ours, contact) | library_of(ours)
        AgendaItemFactory(
            session=Session.objects.get(pk=found["closed_session"]), text="Keys of the till", done=True
        )
    return found | {
        "liaison": ours.ciso,
        "asset": asset.pk, "process": process.pk, "cycle": asked.cycle_id, "answered_cycle": answered.cycle_id,
        "reorganisation": event.pk,
    }  # fmt: skip


def later():
    """Everything reads differently today, and something has come."""
    with recording(actor="Later", reason="Later"):
        for model, name in TEXTS:
            for row in model.objects.all():
                setattr(row, name, f"Later {row.pk}")
                row.save()
        AssetFactory(unit=Unit.objects.get(code="SHOP"))


def change(row, **values):
    with recording(actor="Later", reason="Later"):
        fresh = type(row).objects.get(pk=row.pk)
        for name, value in values.items():
            setattr(fresh, name, value)
        fresh.save()


@pytest.mark.django_db
@pytest.mark.parametrize("reader", ["ciso", "auditor", "head"])
def test_the_same_bytes_for_the_same_day_whatever_happens_later(cast, clients, things, reader):
    pages = [page.format(**things) for page in PAGES]
    mine = [
        page
        for page in pages
        if cast.by_role(reader).has_perm(resolve(page.partition("?")[0]).func.permission)
    ]
    before = {page: main(clients[reader].get(as_of(page))) for page in mine}
    later()
    after = {page: main(clients[reader].get(as_of(page))) for page in mine}
    assert {page: difference(before[page], after[page]) for page in mine if before[page] != after[page]} == {}
    assert len(mine) > 15
    assert not [page for page in mine if clients[reader].get(as_of(page)).status_code != 200]


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_every_one_opens_and_offers_nothing_to_change(clients, things, page):
    answer = clients["ciso"].get(as_of(page.format(**things)))
    assert answer.status_code == 200
    body = main(answer)
    for word in (b'method="post"', b"csrfmiddlewaretoken", b"hx-post", b"formaction", b"/edit/"):
        assert word not in body
    if b"<main" in body:
        assert b"As of 10 March 2025" in body
        assert (
            b"Past day\xe2\x80\xa6" in main(clients["ciso"].get(page.format(**things))) or "share=1" in page
        )


@pytest.mark.django_db
def test_links_from_thing_to_thing_stay_on_that_day(clients, things):
    for page, to in (
        ("/units/SHOP/value/", "/assets/{asset}/"),
        ("/assets/{asset}/", "/processes/{process}/"),
        ("/dialogues/?show=all", "/dialogues/sessions/{closed_session}/"),
        ("/promises/", "/promises/{commitment}/"),
        ("/promises/{commitment}/", "/dialogues/sessions/{closed_session}/"),
        ("/heard/", "/heard/{insight}/"),
        ("/units/SHOP/reviews/", "/reviews/{answered_cycle}/SHOP/"),
        ("/reorganisations/", "/reorganisations/{reorganisation}/"),
        ("/dialogues/templates/", "/dialogues/templates/marketing/"),
    ):
        html = told(clients["ciso"].get(as_of(page.format(**things)))).decode()
        assert f'href="{as_of(to.format(**things))}"' in html, (page, to)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/assets/{asset}/", "/promises/{commitment}/", "/units/SHOP/value/"])
def test_what_was_not_yet_known_says_so_and_leads_to_today(clients, cast, page):
    with then(BEFORE):
        UnitFactory(code="FIRST")
    with then():
        unit = UnitFactory(code="SHOP")
        made = {
            "asset": AssetFactory(unit=unit).pk,
            "commitment": talks_of(replace(cast, unit=unit), ContactFactory(home_unit=unit))["commitment"],
        }
    address = page.format(**made)
    answer = clients["ciso"].get(as_of(address, BEFORE))
    assert answer.status_code == 404
    said = told(answer).decode()
    assert "On 6 January 2025 there was nothing here that you can see" in said
    assert 'href="?">Look at it today' in said
    assert clients["ciso"].get(as_of(address)).status_code == 200
    # Nobody learns from it what is there today.
    nowhere = told(clients["head"].get(as_of("/assets/999999/", BEFORE)))
    assert told(clients["head"].get(as_of(f"/assets/{made['asset']}/", BEFORE))) == nowhere


@pytest.mark.django_db
def test_a_talk_is_read_as_far_as_it_was_by_the_end_of_that_day(clients, things):
    plan, held = (f"/dialogues/sessions/{things[name]}/" for name in ("session", "held_session"))
    DraftFactory(session_id=things["held_session"], text="Typed today")
    before = told(clients["ciso"].get(as_of(plan))).decode()
    assert "The talk had not been opened by the end of that day" in before
    assert "Calendar file" not in before
    during = told(clients["ciso"].get(as_of(held))).decode()
    assert "not closed at the end of that day" in during
    assert "What would stop you from working for a day?" in during
    assert "Typed today" not in during
    change(Session.objects.get(pk=things["session"]), state=SessionState.CANCELLED, why="Later")
    assert told(clients["ciso"].get(as_of(plan))).decode().count("cancelled") == 0


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
    own = [page.format(**things) for page in PAGES[:9]]
    for page in own:
        assert clients["head"].get(as_of(page)).status_code == 200
        assert clients["outsider"].get(as_of(page)).status_code == 404
    with recording(actor="Later", reason="Later"):
        Unit.objects.get(code="SHOP").stewardships.all().delete()
    for page in own:
        assert clients["head"].get(as_of(page)).status_code == 404
