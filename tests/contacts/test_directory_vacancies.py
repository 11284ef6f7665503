"""Nobody named yet: of their own and not even above, scoped to what a reader sees."""

import pytest

from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.fixtures.answers import told

pytestmark = pytest.mark.django_db
PAGE = "/contacts/nobody-named/"


def found(response) -> dict[str, list]:
    """Department -> what is said of head, deputy and ambassador."""
    return {
        row.line.name: [
            [name for name, _ in answer.people] + ([answer.above] if answer.above else [])
            for answer in row.line.answers
        ]
        for row in response.context["page"].rows
    }


@pytest.fixture
def clara(cast):
    clara = ContactFactory(name="Clara Whitfield", home_unit=cast.parent)
    AssignmentFactory(contact=clara, unit=cast.parent)
    return clara


def test_whoever_is_named_above_answers_and_it_is_said(clients, cast, clara):
    above = ["Clara Whitfield", "Commercial"]
    assert found(clients["ciso"].get(PAGE)) == {
        "Campaigns": [above, [], []],
        "Commercial": [["Clara Whitfield"], [], []],
        "Marketing": [above, [], []],
        "Treasury": [above, [], []],
    }
    assert "for Commercial above" in clients["ciso"].get(PAGE).content.decode()


def test_the_nearest_above_answers(clients, cast, clara):
    AssignmentFactory(contact=ContactFactory(name="Bo"), unit=cast.unit)
    assert found(clients["ciso"].get(PAGE))["Campaigns"][0] == ["Bo", "Marketing"]


def test_a_department_with_everybody_of_its_own_is_not_listed(clients, cast, clara):
    for code in ("head", "deputy", "ambassador"):
        AssignmentFactory(contact=ContactFactory(), unit=cast.team, code=code)
    assert "Campaigns" not in found(clients["ciso"].get(PAGE))


def test_one_can_ask_where_nobody_answers_not_even_above(clients, cast, clara):
    AssignmentFactory(contact=clara, unit=cast.unit, code="deputy")
    response = clients["ciso"].get(f"{PAGE}?view=nobody&missing=deputy")
    assert sorted(found(response)) == ["Commercial", "Treasury"]
    assert found(clients["ciso"].get(f"{PAGE}?view=nobody&missing=head")) == {}


def test_whoever_left_or_ended_names_nobody(clients, cast):
    AssignmentFactory(contact=ContactFactory(left=True), unit=cast.unit)
    AssignmentFactory(contact=ContactFactory(), unit=cast.unit, code="deputy", ended=True)
    assert found(clients["ciso"].get(f"{PAGE}?view=nobody"))["Marketing"] == [[], [], []]
    assert found(clients["ciso"].get(PAGE))["Marketing"] == [[], [], []]


def test_narrowing_to_one_responsibility_and_one_branch(clients, cast, clara):
    assert sorted(found(clients["ciso"].get(f"{PAGE}?missing=head"))) == [
        "Campaigns",
        "Marketing",
        "Treasury",
    ]
    assert sorted(found(clients["ciso"].get(f"{PAGE}?missing=head&unit=own"))) == ["Campaigns", "Marketing"]


def test_counts_are_given_for_each_responsibility(clients, cast, clara):
    response = clients["ciso"].get(PAGE)
    assert [(function.code, number) for function, number in response.context["counted"]] == [
        ("head", 3), ("deputy", 4), ("ambassador", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query", ["missing=queen", "unit=nowhere", "unit=%00", "foo=1", "page=x", "view=cube"]
)
def test_what_cannot_be_read_is_said(clients, cast, query):
    response = clients["ciso"].get(f"{PAGE}?{query}")
    assert response.status_code == 200
    assert response.context["problems"]


def test_a_head_sees_their_own_and_learns_nothing_of_others(clients, cast, clara):
    head = clients["head"]
    queries = ["", "view=nobody", "missing=head", "unit=FOREIGN"]
    before = [told(head.get(f"{PAGE}?{query}")) for query in queries]
    assert sorted(found(head.get(PAGE))) == ["Campaigns", "Marketing"]
    AssignmentFactory(contact=ContactFactory(name="Foreign head"), unit=cast.foreign)
    AssignmentFactory(contact=ContactFactory(name="Foreign deputy"), unit=cast.foreign, code="deputy")
    assert [told(head.get(f"{PAGE}?{query}")) for query in queries] == before


@pytest.mark.parametrize(
    ("reader", "status"), [("admin", 200), ("auditor", 200), ("outsider", 200), ("responder", 403)]
)
def test_who_may_open_it(clients, cast, reader, status):
    assert clients[reader].get(PAGE).status_code == status
