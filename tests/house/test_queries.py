"""Every list and the department page ask the database the same number of questions for one row and for fifty."""

import pytest
from django.core.cache import cache
from django.db import connection

from common import asof
from common.history import recording
from common.past.links import knows_past_days
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AbsenceFactory, AssignmentFactory, ContactFactory
from tests.factories.desk import EvidencePartFactory
from tests.factories.dialogues import CommitmentFactory, InsightFactory
from tests.factories.outreach import MessageFactory
from tests.factories.overview import ReorganisationFactory
from tests.factories.reviews import UnitReviewFactory
from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    FormerCodeFactory,
    ImpactFactory,
    IncidentFactory,
    IncidentUnitFactory,
    ObligationFactory,
    ProcessAssetFactory,
    ProcessFactory,
    StewardshipFactory,
    UnitFactory,
    UnitObligationFactory,
)
from tests.fixtures.library import more_of_the_library
from tests.fixtures.planning import more_talks
from tests.fixtures.practices import more_practices
from units.models import Unit

# The most questions a page may ask, whoever reads it.
BUDGET = {
    "/": 18,  # two of them only where something presses: what was decided, and whose it is
    "/units/": 8,
    "/units/?view=tree": 8,
    "/units/?view=matrix": 8,
    "/units/?view=charts": 10,  # one for all fields, two each for branches and for what is missing
    "/units/?q=part&sort=-risk&status=active": 8,
    "/units/OWN/": 21,
    "/units/OWN/history/": 8,
    "/changes/": 8,
    "/changes/compare/": 8,
    "/map/": 8,
    "/map/data.json": 7,
    "/map/map.svg": 7,
    "/map/?view=dependencies": 8,
    "/map/panel/OWN/": 18,
    "/search/?q=part": 14,
    "/reorganisations/": 9,
    "/reorganisations/?q=part&kind=merger&sort=-state&unit=OWN&filters=open": 11,
    "/obligations/": 8,
    "/incidents/": 8,
    "/accounts/users/": 9,
    "/outreach/": 8,
    "/goals/": 8,
    "/glossary/?q=word": 8,
    "/glossary.json": 5,
    "/dialogues/templates/": 8,
    "/dialogues/scenarios/?q=friday&sort=-minutes&kind=case&theme=travel": 10,
    "/outreach/?q=person&state=failed&kind=test&sort=-attempts": 8,
    "/value/": 14,
    "/assets/": 8,
    "/assets/?q=list&sort=-criticality&shared=1&unowned=1": 8,
    "/processes/": 8,
    "/processes/?sort=-worst&contradicts=1": 8,
    "/dependencies/": 14,
    "/dependencies/?q=part&sort=-provider&unconfirmed=us&below=OWN": 16,
    "/units/OWN/value/": 15,
    "/call/OWN/": 14,
    "/units/OWN/impact/": 22,
    "/offline/": 5,
    "/evidence/": 8,
    "/call/?q=part": 12,
    "/contacts/": 10,
    "/contacts/?q=person&unit=OWN&function=head&state=here&sort=department&columns=name&columns=manager": 12,
    "/contacts/nobody-named/": 15,
    "/contacts/functions/": 6,
    "/choices/contacts/?q=person": 6,
    "/contacts/engagement/": 10,
    "/units/OWN/people/": 16,
    "/contacts/access/": 12,
    "/contacts/duplicates/": 8,
    "/system/retention/": 19,  # one for each rule of the table
    "/reviews/": 9,
    "/reviews/new/": 10,
    "/practices/": 10,
    "/practices/?q=part&kind=department&level=1&behind=1&below=OWN&judged=any&sort=-name&by=department": 13,
    "/practices/?view=moved": 9,
    "/practices/export.csv": 6,
    "/units/export.csv?take=shown": 6,
    "/units/export.xlsx": 6,
    "/contacts/export.xlsx?take=shown": 8,
    "/dependencies/export.csv?take=shown": 8,
    "/dialogues/export.csv?show=all": 7,
    "/promises/export.xlsx": 6,
    "/heard/export.csv": 8,
    "/practices/catalogue/": 5,
    "/units/OWN/practices/": 7,
    "/promises/": 8,
    "/dialogues/": 9,
    "/dialogues/?show=all&q=part&sort=-title&below=OWN&mine=1&columns=title&columns=units": 10,
    "/dialogues/calendar/": 5,
    "/dialogues/series/": 6,
    "/dialogues/quiet/": 6,
    "/heard/": 11,
    "/heard/?q=part&theme=part&below=OWN&columns=name&columns=themes&columns=session": 12,
    "/promises/?q=list&sort=due_on&below=OWN&columns=name&columns=session": 10,
    "/gaps/": 24,
    "/gaps/?view=mine&sort=unit&new=1&below=OWN&who=none&rule=nobody_named": 26,
}


def grow(cast, number: int, prefix: str) -> None:
    """So many more rows of everything, around the head's unit."""
    for step in range(number):
        unit = UnitFactory(code=f"{prefix}{step}", name=f"Part {prefix} {step}", parent=cast.unit, owned=True)
        StewardshipFactory(unit=unit, user=UserFactory(head=True))
        FormerCodeFactory(unit=unit)
        UnitObligationFactory(unit=cast.unit, obligation=ObligationFactory())
        ReorganisationFactory(merger=True, before=[unit, "Body outside"], after=[cast.unit])
        IncidentUnitFactory(unit=cast.unit, incident=IncidentFactory())
        asset = AssetFactory(unit=cast.unit, handles=["personal"])
        for one in (unit, cast.unit):
            AssetFactory(unit=one, name=f"Supplier {prefix}{step}", supplier=True)
        process = ImpactFactory(process=ProcessFactory(unit=cast.unit, contradictory=True)).process
        ProcessAssetFactory(process=process, asset=asset)
        DependencyFactory(consumer=cast.unit, provider=unit)
        person = ContactFactory(home_unit=unit, manager=ContactFactory(home_unit=unit))
        AssignmentFactory(contact=person, unit=unit)
        AbsenceFactory(contact=person)
        MessageFactory(user=None, contact=person, failed=True)
        EvidencePartFactory()
        more_of_the_library(unit)
        more_talks(cast.unit, 1)
        more_practices(unit, cast.unit)
        UnitReviewFactory(unit=unit, reviewer=person)
        CommitmentFactory(unit=cast.unit, contact=person, user=None, side="they")
        for one in (unit, cast.unit):
            InsightFactory(unit=one, themes=[f"part-{prefix.lower()}{step}"])
        with recording(by=cast.ciso, reason=f"Change {step}"):
            unit.headcount = step
            unit.save()
    # As the database does by itself within a minute: it plans by what it counted, and between tests it counted nothing.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def with_past(budget: dict[str, int]) -> dict[str, int]:
    """As of a past day a page may ask two things more: since when there is a record, and to be shown that day."""
    past = {
        f"{url}{'&' if '?' in url else '?'}as_of={asof.today()}": most + 2
        for url, most in budget.items()
        if knows_past_days(url.partition("?")[0])
    }
    return budget | past


@pytest.mark.django_db
@pytest.mark.parametrize("reader", ["ciso", "admin", "auditor", "head"])
def test_questions_do_not_grow_with_rows(cast, clients, count_queries, reader):
    budget = with_past(BUDGET) if reader in ("ciso", "head") else BUDGET

    def questions() -> dict[str, int]:
        counted = {}
        for url in budget:
            # What is kept while nothing changes is worked out anew.
            cache.clear()
            with count_queries() as seen:
                answer = clients[reader].get(url)
            if answer.status_code == 200:
                counted[url] = len(seen)
        return counted

    grow(cast, 1, "A")
    questions()  # what is asked once in the life of a process
    one = questions()
    grow(cast, 49, "B")
    fifty = questions()
    assert {url: (one[url], fifty[url]) for url in one if fifty[url] > one[url]} == {}
    assert {url: asked for url, asked in fifty.items() if asked > budget[url]} == {}


@pytest.mark.django_db
def test_a_question_per_row_would_be_seen(cast, count_queries):
    def asked() -> int:
        with count_queries() as seen:
            [unit.parent and unit.parent.name for unit in Unit.objects.all()]
        return len(seen)

    before = asked()
    grow(cast, 3, "C")
    assert asked() > before
