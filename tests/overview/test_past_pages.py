"""Pages of a past day: with what was known then, by the rights of today, and the same for ever."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import resolve

from common import asof
from common.history import recording
from contacts.models import Assignment
from tests.factories.contacts import AssignmentFactory, ContactFactory, FunctionFactory
from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    IncidentFactory,
    IncidentUnitFactory,
    UnitFactory,
)
from tests.fixtures.answers import difference, told
from tests.fixtures.past import BEFORE, DAY, as_of, at, main, then
from units.models import Incident, IncidentReader, Unit

PAGES = (
    "/units/", "/units/?view=tree", "/units/?view=matrix", "/units/?q=bookshop",
    "/units/?sort=-headcount&status=active",
    "/units/export.csv", "/units/export.xlsx", "/promises/export.csv", "/dialogues/export.xlsx?show=all",
    "/units/SHOP/", "/units/SHOP/?share=1", "/units/SHOP/people/", "/map/", "/map/data.json",
    "/map/map.svg", "/map/?view=dependencies", "/map/panel/SHOP/", "/gaps/", "/gaps/export.csv", "/contacts/",
    "/contacts/export.csv", "/contacts/nobody-named/", "/assets/", "/assets/export.csv", "/processes/",
    "/dependencies/",
    "/dependencies/export.csv", "/value/", "/incidents/", "/obligations/", "/dialogues/", "/promises/", "/heard/",
    "/reviews/", "/practices/", "/practices/export.csv", "/practices/catalogue/", "/units/SHOP/practices/",
)  # fmt: skip


@pytest.fixture
def shop():
    """A bookshop below Trade with a till, a head and somebody it needs, all known since January 2025."""
    with then(BEFORE):
        trade = UnitFactory(code="TRADE", name="Trade")
        shop = UnitFactory(code="SHOP", name="Bookshop", parent=trade, headcount=12)
        post = UnitFactory(code="POST", name="Post room")
        AssetFactory(unit=shop, name="Till", crown=True)
        DependencyFactory(consumer=shop, provider=post, flows="Parcels")
        head = ContactFactory(name="Vera Altmann", home_unit=shop)
        AssignmentFactory(
            contact=head,
            unit=shop,
            function=FunctionFactory(code="head", name="Head"),
            since=date(2025, 1, 1),
        )
    return shop


def later(shop):
    """Everything about it changes."""
    with recording(actor="Later", reason="Later"):
        other = UnitFactory(code="ONLINE", name="Online trade")
        shop = Unit.objects.get(pk=shop.pk)
        shop.name, shop.parent, shop.headcount = "Web shop", other, 40
        shop.save()
        for row in [*shop.assets.all(), *shop.needs.all()]:
            row.delete()
        held = Assignment.objects.get(unit=shop)
        person = held.contact
        held.until = date(2025, 6, 1)
        held.save()
        person.name = "Vera Neumann"
        person.save()
        AssetFactory(unit=shop, name="Web server")


@pytest.mark.django_db
def test_a_day_is_shown_with_the_parents_people_and_dependencies_of_then(clients, shop):
    later(shop)
    page = told(clients["ciso"].get(f"/units/SHOP/?as_of={DAY}")).decode()
    for word in ("Bookshop", "Trade", "Vera Altmann", "Till", "Post room", "As of 10 March 2025"):
        assert word in page
    for word in ("Web shop", "Online trade", "Neumann", "Web server"):
        assert word not in page
    listed = told(clients["ciso"].get(f"/units/?as_of={DAY}&q=bookshop")).decode()
    assert "Bookshop" in listed
    assert "Trade" in listed
    assert "Bookshop" not in told(clients["ciso"].get("/units/?q=bookshop")).decode().split("<table")[-1]


@pytest.mark.django_db
@pytest.mark.parametrize("reader", ["ciso", "auditor", "head"])
def test_the_same_bytes_for_the_same_day_whatever_happens_later(cast, clients, shop, reader):
    ask = {
        page: as_of(page)
        for page in PAGES
        if cast.by_role(reader).has_perm(resolve(page.partition("?")[0]).func.permission)
    }
    before = {page: main(clients[reader].get(address)) for page, address in ask.items()}
    later(shop)
    after = {page: main(clients[reader].get(address)) for page, address in ask.items()}
    assert {page: difference(before[page], after[page]) for page in ask if before[page] != after[page]} == {}
    assert len(ask) > 15


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_past_day_opens_and_offers_nothing_to_change(clients, shop, page):
    answer = clients["ciso"].get(as_of(page))
    assert answer.status_code == 200
    body = main(answer)
    for word in (b'method="post"', b"csrfmiddlewaretoken", b"hx-post"):
        assert word not in body
    if b"<main" in body:
        assert b"As of 10 March 2025" in body


@pytest.mark.django_db
def test_links_on_the_page_stay_on_that_day_and_lead_back_where_they_say_so(clients, shop):
    page = told(clients["ciso"].get(f"/units/?as_of={DAY}&q=bookshop")).decode()
    assert f'href="/units/SHOP/?as_of={DAY}"' in page
    assert re.search(r'href="\?q=bookshop" data-today', page)
    side = page.partition("<main")[0]
    assert "as_of" not in side
    of_the_map = told(clients["ciso"].get(f"/map/?as_of={DAY}")).decode()
    assert f'data-panel="/map/panel/CODE/?as_of={DAY}"' in of_the_map


@pytest.mark.django_db
def test_what_was_not_yet_known_says_so(clients, shop):
    answer = clients["ciso"].get("/units/SHOP/?as_of=2024-12-01", follow=True)
    assert "SHOP" in answer.request["PATH_INFO"]
    assert "6\xa0January 2025" in told(answer).decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "said"),
    [("2999-01-01", "lies ahead"), ("yesterday", "is not a day"), ("2025-02-30", "no 2025-02-30")],
)
def test_a_day_that_is_none_is_said_and_today_is_shown(clients, day, said):
    page = told(clients["ciso"].get(f"/units/?as_of={day}")).decode()
    assert said in page
    assert "The page shows today" in page


@pytest.mark.django_db
def test_a_day_before_the_record_began_is_refused_with_the_reason(clients, shop):
    for page in ("/units/", "/map/", "/gaps/", "/contacts/", "/reviews/", "/practices/"):
        said = told(clients["ciso"].get(f"{page}?as_of=2024-12-31")).decode().replace("\xa0", " ")
        assert "Nothing is known of 31 December 2024: the record begins on 6 January 2025" in said
        assert "The page shows today" in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    "page",
    ["/units/export.csv", "/map/data.json", "/map/map.svg", "/gaps/export.csv", "/contacts/export.vcf"],
)
@pytest.mark.parametrize(
    ("day", "said"), [("2999-01-01", "lies ahead"), ("2024-12-31", "record begins"), ("x", "is not a day")]
)
def test_a_file_of_a_day_that_is_none_is_not_given(clients, shop, page, day, said):
    answer = clients["ciso"].get(f"{page}?as_of={day}")
    assert answer.status_code == 400
    assert said in told(answer).decode()


@pytest.mark.django_db
def test_what_was_entered_later_than_it_took_effect_has_both_days(clients, shop):
    page = told(clients["ciso"].get(f"/units/SHOP/?as_of={DAY}")).decode().replace("\xa0", " ")
    assert "late entry" in page
    assert "took effect 1 Jan, entered 6 Jan" in page
    assert f'href="/changes/compare/?from={DAY}&amp;late=1&amp;unit=SHOP"' in page
    with recording(actor="Later", reason="Later"):
        held = Assignment.objects.get(unit=shop)
        held.until = date(2025, 3, 1)
        held.save()
    assert "took effect 1 Mar" not in told(clients["ciso"].get(f"/units/SHOP/?as_of={DAY}")).decode()
    since = told(clients["ciso"].get(f"/changes/compare/?from={DAY}&late=1&unit=SHOP")).decode()
    assert "took effect 1\xa0Mar 2025, entered" in since


@pytest.mark.django_db
def test_nothing_is_new_on_a_past_day_since_somebody_was_here_last(cast, clients, shop):
    page = f"/units/SHOP/?as_of={DAY}"
    before = main(clients["ciso"].get(page))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_user SET previous_sign_in_at = %s WHERE id = %s",
            [at(date(2025, 1, 2)), cast.ciso.pk],
        )
    assert main(clients["ciso"].get(page)) == before


@pytest.mark.django_db
def test_what_is_kept_to_named_people_today_stays_out_of_what_changed_on_a_past_day(cast, clients):
    with then():
        incident = IncidentFactory(title="Lost keys", restricted=False, occurred_on=DAY)
        IncidentUnitFactory(incident=incident, unit=cast.unit)
    page = f"/units/{cast.unit.code}/"
    assert "Lost keys" in told(clients["ciso"].get(page)).decode()
    with recording(actor="Later", reason="Later"):
        row = Incident.objects.get(pk=incident.pk)
        row.restricted = True
        row.save()
    assert "Lost keys" not in told(clients["ciso"].get(f"{page}?as_of={DAY + timedelta(days=1)}")).decode()


@pytest.mark.django_db
def test_rights_are_those_of_today(cast, clients):
    """Who was named on an incident then and is not today, or whose department it was, reads nothing of it."""
    with then():
        mine = UnitFactory(code="THEN", name="Mine then", parent=cast.unit)
        incident = IncidentFactory(title="Lost keys", restricted=False, occurred_on=DAY)
        IncidentUnitFactory(incident=incident, unit=cast.unit)
        UnitFactory(code="OURS", name="Ours today")
    with recording(actor="Later", reason="Later"):
        mine = Unit.objects.get(pk=mine.pk)
        mine.parent = cast.foreign
        mine.save()
        ours = Unit.objects.get(code="OURS")
        ours.parent = cast.unit
        ours.save()
        row = Incident.objects.get(pk=incident.pk)
        row.restricted = True
        row.save()
    day = DAY + timedelta(days=1)
    head = told(clients["head"].get(f"/units/?as_of={day}&columns=name")).decode()
    assert "Ours today" in head
    assert "Mine then" not in head
    for reader in ("ciso", "head"):
        assert "Lost keys" not in told(clients[reader].get(f"/incidents/?as_of={day}")).decode()
    with recording(actor="Later", reason="Later"):
        IncidentReader.objects.create(incident=row, user=cast.ciso)
    assert "Lost keys" in told(clients["ciso"].get(f"/incidents/?as_of={day}")).decode()


@pytest.mark.django_db
def test_the_days_on_which_something_changed_are_offered(clients, shop):
    later(shop)
    with recording(actor="Earlier", reason="x", at=at(asof.today() - timedelta(days=3))):
        AssetFactory(unit=UnitFactory(code="NEAR"))
    marks = told(clients["ciso"].get("/changes/days/?of=/units/NEAR/?share=1")).decode()
    day = (asof.today() - timedelta(days=3)).isoformat()
    assert f'href="/units/NEAR/?share=1&amp;as_of={day}"' in marks
    assert "/units/NEAR/" not in told(clients["head"].get("/changes/days/?of=/units/NEAR/")).decode()
    assert (
        "Nothing changed"
        in told(clients["ciso"].get("/changes/days/?of=https://elsewhere.example/")).decode()
    )


@pytest.mark.django_db
def test_a_page_that_knows_no_past_day_does_not_pass_for_one(clients, shop):
    assert "This page shows today." in told(clients["ciso"].get(f"/units/SHOP/impact/?as_of={DAY}")).decode()
    assert "This page shows today." not in told(clients["ciso"].get("/units/SHOP/impact/")).decode()
