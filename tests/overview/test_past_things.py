"""Pages of single things as of a past day: as they were, for ever the same, and nothing to change."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import resolve

from common import asof
from common.history import recording
from dialogues.choices import SessionState
from dialogues.models import Commitment, Edition, Framework, Insight, Scenario, Series, Session, Term
from goals.models import Objective
from overview.models import CallTick, Reorganisation
from reviews.models import Cycle, UnitReview
from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import (
    AgendaItemFactory,
    CommitmentFactory,
    DraftFactory,
    InsightFactory,
    ParticipationFactory,
    SeriesUnitFactory,
)
from tests.factories.library import QuestionFactory, ScenarioFactory, TermFactory
from tests.factories.overview import ReorganisationFactory
from tests.factories.reviews import CycleFactory, UnitReviewFactory
from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    ImpactFactory,
    ProcessAssetFactory,
    ProcessFactory,
    UnitFactory,
)
from tests.fixtures.answers import difference, told
from tests.fixtures.past import BEFORE, as_of, change, main, then
from tests.fixtures.talks import talks_of
from units.models import Asset, Incident, Process, Unit

PAGES = (
    "/assets/{asset}/", "/processes/{process}/", "/units/SHOP/value/", "/promises/{commitment}/",
    "/promises/{their_commitment}/", "/heard/{insight}/", "/dialogues/sessions/{session}/",
    "/dialogues/sessions/{held_session}/", "/dialogues/sessions/{closed_session}/",
    "/dialogues/sessions/{closed_session}/?share=1", "/dialogues/sessions/{touch}/", "/dialogues/series/",
    "/dialogues/series/{series}/", "/dialogues/quiet/", "/dialogues/templates/", "/dialogues/templates/marketing/",
    "/dialogues/templates/marketing/compare/", "/dialogues/scenarios/", "/dialogues/scenarios/export.csv",
    "/dialogues/scenarios/{scenario}/", "/goals/", "/glossary/", "/units/SHOP/reviews/", "/reviews/{cycle}/SHOP/",
    "/reviews/{answered_cycle}/SHOP/", "/contacts/functions/", "/contacts/engagement/", "/reorganisations/",
    "/reorganisations/export.csv", "/reorganisations/{reorganisation}/", "/contacts/{contact}/",
    "/incidents/{incident}/", "/incidents/{incident}/calls/", "/call-sheets/{call_sheet}/",
)  # fmt: skip
FORM_TO_ASK = re.compile(rb'<form[^>]*method="get".*?</form>', re.DOTALL)
# What changes later: of every row of these, the text.
TEXTS = (
    (Unit, "name"), (Asset, "name"), (Process, "name"), (Commitment, "text"), (Insight, "text"), (Session, "title"),
    (Session, "notes"), (Series, "name"), (Framework, "name"), (Scenario, "title"), (Objective, "name"),
    (Term, "meaning"), (Cycle, "name"), (UnitReview, "remarks"), (Reorganisation, "note"), (CallTick, "note"),
    (Incident, "title"),
)  # fmt: skip


def later():
    """Everything reads differently today, and something has come."""
    with recording(actor="Later", reason="Later"):
        for model, name in TEXTS:
            for row in model.objects.all():
                setattr(row, name, f"Later {row.pk}")
                row.save()
        AssetFactory(unit=Unit.objects.get(code="SHOP"))


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
    for word in (b'method="post"', b"csrfmiddlewaretoken", b"hx-post", b"formaction", b"/edit/", b"/stance/"):
        assert word not in body
    assert not re.search(rb'<button(?![^>]*type="button")', FORM_TO_ASK.sub(b"", body))
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
        ("/incidents/{incident}/", "/incidents/{incident}/calls/"),
        ("/incidents/{incident}/calls/", "/call-sheets/{call_sheet}/"),
    ):
        html = told(clients["ciso"].get(as_of(page.format(**things)))).decode()
        assert f'href="{as_of(to.format(**things))}"' in html, (page, to)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/glossary/?q=phish", "/contacts/engagement/", "/value/", "/units/?q=shop"])
def test_a_search_on_the_page_asks_of_that_day(clients, things, page):
    forms = FORM_TO_ASK.findall(main(clients["ciso"].get(as_of(page))))
    assert len(forms) >= 2, "the choice of a day and the search"
    assert [form for form in forms if form.count(b'name="as_of"') != 1] == []
    assert b'type="hidden" name="as_of"' not in main(clients["ciso"].get(page))


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


def more(things) -> None:
    """Ten more of whatever stands on the pages."""
    unit, talk = Unit.objects.get(code="SHOP"), Session.objects.get(pk=things["closed_session"])
    asset, process = Asset.objects.get(pk=things["asset"]), Process.objects.get(pk=things["process"])
    edition = Edition.objects.filter(framework__code="marketing", published_on__isnull=False).get()
    with then(BEFORE):
        for step in range(10):
            other = UnitFactory()
            ProcessAssetFactory(asset=asset, process=ProcessFactory(unit=other))
            ProcessAssetFactory(asset=AssetFactory(unit=other), process=process)
            AssetFactory(unit=other, name=asset.name, kind=asset.kind)
            ImpactFactory(process=ProcessFactory(unit=unit))
            DependencyFactory(consumer=other, provider=unit)
            AgendaItemFactory(session=talk, unit=unit, done=True)
            ParticipationFactory(session=talk, contact=ContactFactory(home_unit=unit), unit=unit)
            InsightFactory(unit=unit, session=talk, themes=[f"theme-{step}"])
            CommitmentFactory(unit=unit, session=talk)
            QuestionFactory(edition=edition, unit=other)
            ScenarioFactory()
            TermFactory()
            SeriesUnitFactory(series_id=things["series"], unit=other)
            UnitReviewFactory(unit=unit, confirmed=True, cycle=CycleFactory(closed=True))
            ReorganisationFactory(before=[other], after=[unit])


@pytest.mark.django_db
def test_what_is_asked_of_the_database_does_not_grow_with_what_is_shown(clients, things, count_queries):
    pages = [as_of(page.format(**things)) for page in PAGES]

    def asked() -> dict[str, int]:
        counted = {}
        for page in pages:
            with count_queries() as seen:
                clients["ciso"].get(page)
            counted[page] = len(seen)
        return counted

    more(things)
    asked()  # what is asked once in the life of a process
    few = asked()
    more(things)
    many = asked()
    assert {page: (few[page], many[page]) for page in pages if many[page] > few[page]} == {}


@pytest.mark.django_db
def test_the_days_on_which_the_thing_itself_changed_are_offered(clients):
    def days(page: str, reader: str = "ciso") -> str:
        return told(clients[reader].get(f"/changes/days/?of={page}")).decode()

    day = asof.today() - timedelta(days=3)
    with then(day - timedelta(days=2)):
        mine, other = AssetFactory(unit=UnitFactory(code="NEAR")), AssetFactory()
    with then(day):
        mine.description = "Renewed"
        mine.save()
    page = f"/assets/{mine.pk}/"
    assert f'href="{as_of(page, day)}"' in days(page)
    assert as_of(f"/assets/{other.pk}/", day) not in days(f"/assets/{other.pk}/")
    assert page not in days(page, "head")
