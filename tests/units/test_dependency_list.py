"""The list of dependencies: narrowed, sorted, suggested from, and for a head only what touches their departments."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.units import (
    AssetFactory,
    DependencyFactory,
    ProcessAssetFactory,
    ProcessFactory,
    UnitFactory,
)
from tests.fixtures.answers import told
from units.models import Dependency

pytestmark = pytest.mark.django_db
LIST = "/dependencies/"


def flows(answer) -> set[str]:
    assert answer.status_code == 200
    return {row.flows for row in answer.context["page"].rows}


def main(answer) -> str:
    return answer.content.decode().split("<main")[1].split("</main>")[0]


@pytest.fixture
def several(cast):
    now, today = timezone.now(), timezone.localdate()
    supplier = UnitFactory(code="SUP", name="Supply desk")
    DependencyFactory(
        consumer=cast.unit, provider=cast.foreign, flows="Payments", criticality=5, kind="process",
        classification="restricted", consumer_confirmed_at=now, fallback="Paper", fallback_tested_on=today,
    )  # fmt: skip
    DependencyFactory(
        consumer=supplier, provider=cast.team, flows="Leaflets", criticality=2, fallback="Old ones",
        fallback_tested_on=today - timedelta(days=400), provider_confirmed_at=now, consumer_confirmed_at=now,
    )  # fmt: skip
    DependencyFactory(consumer=cast.unit, in_words=True, flows="Mail", criticality=None)
    DependencyFactory(consumer=supplier, provider=cast.foreign, flows="Money", criticality=4)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"Payments", "Leaflets", "Mail", "Money"}),
        ("q=treas", {"Payments", "Money"}),
        ("q=leafl", {"Leaflets"}),
        ("q=run+the+mail", {"Mail"}),
        ("kind=process", {"Payments"}),
        ("critical=1", {"Payments", "Money"}),
        ("criticality=2", {"Leaflets"}),
        ("classification=restricted", {"Payments"}),
        ("unconfirmed=one", {"Payments"}),
        ("unconfirmed=anybody", {"Mail", "Money"}),
        ("unconfirmed=consumer", {"Mail", "Money"}),
        ("unconfirmed=provider", {"Payments", "Money"}),
        ("unconfirmed=us", {"Payments", "Mail", "Money"}),
        ("no_fallback=1", {"Mail", "Money"}),
        ("untried=1", {"Leaflets"}),
        ("in_words=1", {"Mail"}),
        ("unit=OWN", {"Payments", "Mail"}),
        ("below=OWN", {"Payments", "Mail", "Leaflets"}),
        ("unit=foreign", {"Payments", "Money"}),
    ],
)
def test_is_narrowed_by_either_side_and_by_what_is_known(clients, several, query, expected):
    assert flows(clients["ciso"].get(f"{LIST}?{query}")) == expected


def test_the_most_critical_stand_first_and_every_column_sorts(clients, several):
    page = clients["ciso"].get(LIST).context["page"]
    assert [row.flows for row in page.rows] == ["Payments", "Money", "Leaflets", "Mail"]
    for name in ("name", "provider", "kind", "flows", "classification", "criticality", "fallback", "tried"):
        for sort in (name, f"-{name}"):
            assert len(flows(clients["ciso"].get(f"{LIST}?sort={sort}&columns=name&columns={name}"))) == 4


@pytest.mark.parametrize(
    "query",
    [
        "sort=-x",
        "kind=love",
        "unconfirmed=2",
        "unit=NOPE",
        "page=9",
        "q=%00",
        "x=1",
        "criticality=9",
    ],
)
def test_what_cannot_be_read_is_said_and_narrows_nothing(clients, several, query):
    answer = clients["ciso"].get(f"{LIST}?{query}")
    assert answer.status_code == 200
    assert 'class="notice' in main(answer) or "problem" in main(answer) or query == "q=%00"


class TestForAHead:
    def test_only_what_touches_their_departments(self, clients, several):
        assert flows(clients["head"].get(LIST)) == {"Payments", "Leaflets", "Mail"}
        assert flows(clients["outsider"].get(LIST)) == {"Payments", "Money"}

    def test_of_the_other_side_the_name_and_neither_code_nor_link(self, cast, clients, several):
        html = main(clients["head"].get(LIST))
        assert cast.foreign.name in html
        assert cast.foreign.code not in html
        assert "SUP" not in html
        assert "/units/OWN/value/" in html

    def test_another_department_is_no_filter(self, clients, several):
        answers = [
            told(clients["head"].get(f"{LIST}?unit={code}")).decode() for code in ("FOREIGN", "NOWHERE")
        ]
        assert answers[0].replace("FOREIGN", "X") == answers[1].replace("NOWHERE", "X")

    def test_what_they_have_yet_to_confirm(self, clients, several):
        assert flows(clients["head"].get(f"{LIST}?unconfirmed=us")) == {"Mail"}
        assert flows(clients["outsider"].get(f"{LIST}?unconfirmed=us")) == {"Payments", "Money"}

    def test_the_file_names_a_foreign_department_and_gives_no_code(self, cast, clients, several):
        text = b"".join(clients["head"].get(f"{LIST}export.csv")).decode()
        assert "OWN,,Treasury,process,Payments" in text
        assert "Supply desk,OWN-TEAM," in text
        assert cast.foreign.code not in text
        assert "Money" not in text


def test_text_of_people_stays_text(cast, clients):
    nasty = "<script>alert(1)</script>\"'"
    row = DependencyFactory(
        consumer=UnitFactory(name=nasty), in_words=True, provider_named=nasty, flows=nasty, fallback=nasty,
        shared_risk=nasty,
    )  # fmt: skip
    columns = "&".join(f"columns={name}" for name in ("name", "provider", "flows", "fallback", "shared_risk"))
    for url in (f"{LIST}?{columns}", f"/units/{row.consumer.code}/value/", f"/dependencies/{row.pk}/edit/"):
        html = clients["ciso"].get(url).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


def test_suggestions_are_counted_and_taken_from_here(cast, clients):
    process = ProcessFactory(unit=cast.unit, name="Ship")
    ProcessAssetFactory(process=process, asset=AssetFactory(unit=cast.foreign, name="Ledger"))
    assert "1 suggested" in main(clients["ciso"].get(LIST))
    assert "suggested" not in main(clients["auditor"].get(LIST))
    assert "suggested" not in main(clients["head"].get(LIST))
    answer = clients["ciso"].post(
        "/units/OWN/dependencies/accept/", {"provider": "FOREIGN", "back": "dependencies"}
    )
    assert answer["Location"] == LIST
    assert Dependency.objects.get().flows == "Ledger"


class TestManyOnOneDepartment:
    @pytest.fixture
    def busy(self, cast):
        """Thirty on either side, one of them critical."""
        for _ in range(30):
            DependencyFactory(provider=cast.unit)
            DependencyFactory(consumer=cast.unit, flows="")
        DependencyFactory(provider=cast.unit, critical=True, flows="The one that matters")

    def test_its_pages_show_the_first_and_lead_to_the_list(self, clients, busy):
        html = main(clients["ciso"].get("/units/OWN/value/"))
        assert "needs 30, is needed by 31" in html
        assert html.count('id="dependency-') == 40
        assert "The one that matters" in html
        assert "/dependencies/?unit=OWN" in html
        page = main(clients["ciso"].get("/units/OWN/"))
        assert "needs 30, is needed by 31" in page
        assert "The one that matters" in page
        assert "45 more" in page

    def test_the_list_goes_through_them_in_pages(self, clients, busy):
        first, second = (
            clients["ciso"].get(f"{LIST}?unit=OWN&page={page}").context["page"] for page in (1, 2)
        )
        assert (len(first.rows), len(second.rows)) == (50, 11)
        assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}


@pytest.mark.parametrize("reader", ["ciso", "head"])
def test_asks_as_often_for_many_as_for_a_few(cast, clients, count_queries, reader):
    def grow(number: int) -> None:
        for _ in range(number):
            DependencyFactory(consumer=cast.unit)
            process = ProcessFactory(unit=cast.unit)
            ProcessAssetFactory(process=process, asset=AssetFactory(unit=cast.team))

    def asked() -> list[int]:
        numbers = []
        for url in (
            LIST,
            f"{LIST}?unit=OWN&unconfirmed=us&sort=-provider",
            "/units/OWN/value/",
            f"{LIST}export.csv",
        ):
            with count_queries() as seen:
                b"".join(clients[reader].get(url))
            numbers.append(len(seen))
        return numbers

    grow(2)
    asked()
    few = asked()
    grow(15)
    assert asked() == few
    assert max(few[0], few[1]) <= 14
    assert few[2] <= 15
