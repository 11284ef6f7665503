"""What a reader may not read changes nothing they are told: every address and list, before and after, byte by byte."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from common.history import recording
from tests.factories.accounts import UserFactory
from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    ImpactFactory,
    IncidentFactory,
    IncidentUnitFactory,
    ProcessAssetFactory,
    ProcessFactory,
    UnitFactory,
)
from tests.fixtures.answers import difference, told
from tests.house.addresses import address_of, walk
from units.actions import change_unit, set_stewards
from units.actions.impact import settle
from units.actions.incidents import save_incident
from units.models import Incident, Unit

# Ways of asking that could tell by order, number or narrowing what a page itself does not show.
QUESTIONS = (
    "/units/?sort=-strategic_importance", "/units/?sort=-risk", "/units/?sort=-owner", "/units/?sort=-parent",
    "/units/?strategic_importance=5", "/units/?importance_known=0", "/units/?depth=full", "/units/?incomplete=1",
    "/units/?columns=name&columns=strategic_importance&columns=depth&columns=record", "/units/?view=tree",
    "/units/?view=matrix", "/units/?below=PARENT", "/units/?below=FOREIGN", "/units/?parent=SECRET",
    "/units/?q=secret", "/units/export.csv?sort=-strategic_importance", "/units/export.csv?q=secret",
    "/units/export.csv?take=shown&columns=strategic_importance", "/units/export.xlsx?take=shown&q=secret",
    "/units/export.csv?take=shown&sort=-strategic_importance", "/incidents/export.csv", "/heard/export.csv",
    "/promises/export.csv", "/dialogues/export.csv?show=all",
    "/map/?view=departments&sort=-risk", "/map/?view=dependencies", "/map/data.json?open=all",
    "/map/data.json?q=secret",
    "/map/data.json?find=secret", "/map/data.json?size=needed", "/map/map.svg?size=needed", "/map/panel/SECRET/",
    "/map/data.json?strategic_importance=5", "/map/data.json?colour=importance",
    "/changes/?q=secret", "/changes/?who=Cast+ciso", "/changes/?kind=units.unit", "/changes/?kind=units.incident",
    "/changes/?kind=units.stewardship", "/changes/?kind=accounts.user", "/changes/?unit=FOREIGN",
    "/changes/?unit=SECRET", "/changes/?from={today}", "/changes/?to={today}", "/changes/compare/?unit=FOREIGN",
    "/units/OWN/history/?q=secret", "/units/OWN/history/?as_of={today}", "/units/OWN/?share=1",
    "/units/OWN/edit/", "/units/OLD-SECRET/", "/units/SECRET/", "/units/SECRET/history/",
    "/search/?q=secret", "/search/?q=outsider", "/search/?q=secret&in=incidents", "/choices/units/?q=secret",
    "/choices/units/", "/incidents/?q=secret", "/incidents/?unit=FOREIGN", "/incidents/?severity=5",
    "/?q=secret", "/?all", "/assets/?q=secret", "/assets/?shared=1", "/assets/?unowned=1", "/assets/?unit=FOREIGN",
    "/processes/?unit=SECRET", "/processes/?contradicts=1", "/choices/assets/?q=secret", "/value/?below=FOREIGN",
    "/dependencies/?q=secret", "/dependencies/?unit=SECRET", "/dependencies/?unconfirmed=us",
    "/dependencies/export.csv", "/units/?as_of={today}", "/units/OWN/?as_of={today}", "/map/data.json?as_of={today}",
    "/units/OWN/value/?as_of={today}", "/assets/?as_of={today}", "/value/?as_of={today}", "/gaps/?as_of={today}",
    "/units/OWN/reviews/?as_of={today}", "/incidents/?as_of={today}", "/reorganisations/?as_of={today}",
)  # fmt: skip
# Of what is asked anew each time.
FRESH = re.compile(rb'nonce="[^"]*"|DTSTAMP:\w+')


def everything(client, samples, questions=QUESTIONS, *, known=None) -> dict[str, bytes]:
    """Address -> what it told this reader, asked for a page and for a part of it. What answered both alike, as in
    `known`, is asked for the page alone; what sends elsewhere is asked as often as before, for it may leave a
    message that the next page shows."""
    today = timezone.localdate().isoformat()
    paths = [address_of(name, samples) for name, _ in walk() if not name.startswith("account")]
    answers = {}
    for path in (*paths, *(question.replace("{today}", today) for question in questions)):
        for headers in ({}, {"HX-Request": "true"}):
            page = known and known[f"{path} {{}}"]
            if page and headers and page == known[f"{path} {headers}"] and not page.startswith(b"30"):
                answers[f"{path} {headers}"] = answers[f"{path} {{}}"]
                continue
            answer = client.get(path, headers=headers)
            answers[f"{path} {headers}"] = b"%d " % answer.status_code + FRESH.sub(b"", told(answer))
    return answers


def importance(cast):
    change_unit(cast.unit, values={"strategic_importance": 4}, by=cast.ciso, reason="secret reason")


def notes_of_the_team(cast):
    change_unit(
        cast.unit, values={"team_notes": "secret, hard to reach"}, by=cast.ciso, reason="secret reason"
    )


def another_department(cast):
    values = {"name": "Secret Treasury", "headcount": 4711, "code": "SECRET", "purpose": "secret"}
    change_unit(cast.foreign, values=values, by=cast.ciso, reason="secret reason")
    UnitFactory(code="OLD-SECRET", name="Secret new", parent=cast.foreign, headcount=99)


def who_acts_elsewhere(cast):
    people = [cast.outsider, UserFactory(name="Secret steward", head=True)]
    set_stewards(cast.foreign, users=people, by=cast.ciso, reason="secret reason")


def restricted_incident(cast):
    save_incident(
        Incident(
            title="Secret inquiry", occurred_on=timezone.localdate(), severity=5, summary="secret", restricted=True
        ),
        units=[cast.unit], readers=[], by=cast.ciso, reason="secret reason",
    )  # fmt: skip


def what_another_cannot_lose(cast):
    """Also what goes by the same name as something of the reader's, and the head's unit as it is named elsewhere."""
    asset = AssetFactory(unit=cast.foreign, name="Secret ledger", crown=True)
    AssetFactory(unit=cast.foreign, name="Customer list")
    AssetFactory(unit=cast.foreign, name=cast.unit.name, supplier=True)
    process = ImpactFactory(process=ProcessFactory(unit=cast.foreign, name="Secret process")).process
    ProcessAssetFactory(process=process, asset=asset)
    DependencyFactory(consumer=cast.foreign, in_words=True, provider_named="Secret words")
    with recording(by=cast.ciso, reason="secret reason"):
        settle([cast.foreign], by=cast.ciso)


def incident_elsewhere(cast):
    IncidentUnitFactory(incident=IncidentFactory(title="Secret elsewhere", severity=5), unit=cast.foreign)


def colleague(cast):
    with recording(by=cast.admin, reason="secret reason"):
        cast.outsider.name = "Secret outsider"
        cast.outsider.access_ends_on = date(2190, 1, 1)
        cast.outsider.save()


SECRETS = {
    "head": (
        importance, notes_of_the_team, another_department, who_acts_elsewhere, restricted_incident,
        incident_elsewhere, colleague, what_another_cannot_lose,
    ),
    "admin": (notes_of_the_team, restricted_incident),
    "auditor": (notes_of_the_team, restricted_incident),
    "responder": (importance, notes_of_the_team, who_acts_elsewhere, restricted_incident, incident_elsewhere),
}  # fmt: skip


def here_yesterday(user):
    """What is new since the last visit begins at a fixed moment; for whoever was never here it moves with the clock."""
    with connection.cursor() as cursor:
        yesterday = timezone.now() - timedelta(days=1)
        cursor.execute(
            "UPDATE accounts_user SET previous_sign_in_at = %s WHERE id = %s", [yesterday, user.pk]
        )


@pytest.mark.django_db
@pytest.mark.parametrize("reader", SECRETS)
def test_nothing_tells_a_reader_that_what_they_may_not_read_has_changed(cast, clients, sampled, reader):
    # As in life: the value was given before, so the change is one from a value to another.
    change_unit(
        cast.unit, values={"strategic_importance": 3, "team_notes": "before"}, by=cast.ciso, reason="x"
    )
    here_yesterday(cast.by_role(reader))
    before = everything(clients[reader], sampled)
    # All of them at once: each leaves a trace of its own, none takes back what another did.
    for secret in SECRETS[reader]:
        level = Unit.objects.get(pk=cast.unit.pk).risk_level
        secret(cast)
        assert Unit.objects.get(pk=cast.unit.pk).risk_level == level, "The level is theirs to read."
    after = everything(clients[reader], sampled, known=before)
    assert {
        path: difference(before[path], after[path]) for path in after if before[path] != after[path]
    } == {}


@pytest.mark.django_db
def test_what_a_reader_may_read_is_seen_to_change(cast, clients, sampled):
    before = everything(clients["head"], sampled)
    change_unit(cast.unit, values={"headcount": 47}, by=cast.ciso, reason="Counted")
    after = everything(clients["head"], sampled, known=before)
    assert sum(before[path] != after[path] for path in after) > 5
