"""Where else reviews show: a head's first page, Today of the team, the department page, the list of its reviews."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from overview.agenda_reviews import Running, Spoken, items_of
from tests.factories.contacts import ContactFactory
from tests.factories.reviews import CycleFactory, PartReviewFactory, UnitReviewFactory
from tests.fixtures.answers import section
from tests.fixtures.reviewing import sent

TODAY = timezone.localdate().replace(month=11, day=16)
DAY = timedelta(1)


def running(**facts):
    facts = {"id": 1, "name": "Autumn review", "due_on": TODAY + 5 * DAY, "answered": 3, "asked": 40} | facts
    return items_of([Running(**facts)], today=TODAY)


def test_the_team_reads_how_many_have_answered_and_who_waits_longest():
    [item] = running(longest="Marketing", longest_on=TODAY - 9 * DAY)
    assert item.what == "3 of 40 have answered"
    assert (
        item.because == "Because answers are asked for by 21\xa0Nov; Marketing waits longest, since 7\xa0Nov."
    )
    assert (item.to, item.ref, item.who) == ("cycle", "1", "Autumn review")


def test_whoever_does_not_run_it_hears_of_it_when_it_is_due_soon():
    assert running(due_on=TODAY + 15 * DAY) == []
    assert len(running(due_on=TODAY + 15 * DAY, mine=True)) == 1
    [late] = running(due_on=TODAY - DAY)
    assert "answers were asked for by" in late.because
    assert "overdue" not in late.because


def test_when_everybody_has_answered_it_can_be_closed():
    [item] = running(answered=40)
    assert (item.what, item.action) == ("Everybody has answered", "Close the review")


def test_what_they_say_is_no_longer_theirs_is_settled():
    said = {"id": 4, "cycle": 1, "code": "MKT", "unit": "Marketing", "on": TODAY - DAY, "who": "Clara"}
    [things, department] = items_of(
        (), [Spoken(**said, dropped=2), Spoken(**said | {"id": 5}, not_mine=True)], today=TODAY
    )
    assert things.what == "2 things no longer theirs, they say"
    assert things.ref == "1:MKT"
    assert department.what == "Clara says it is no longer theirs"


@pytest.mark.django_db
class TestOnTheFirstPage:
    def test_a_head_is_asked_with_the_minutes_it_takes(self, clients, review):
        page = clients["head"].get("/").content.decode()
        assert "Please confirm your record: Marketing" in page
        assert "About 1 minute." in page
        assert f'href="/reviews/{review.cycle_id}/OWN/"' in page
        assert "Please confirm" not in clients["outsider"].get("/").content.decode()

    def test_once_answered_nothing_is_asked(self, clients, review, read, answer):
        answer(sent(read()))
        assert "Please confirm" not in clients["head"].get("/").content.decode()

    def test_what_a_review_asks_for_is_not_asked_twice(self, clients, cast, db):
        reviewer = ContactFactory(name="Clara", user=cast.head)
        UnitReviewFactory(cycle=CycleFactory(), unit=cast.unit, reviewer=reviewer)
        asks = section(re.sub(r"\s+", " ", clients["head"].get("/").content.decode()), "ask")
        assert "Please confirm your record: Marketing" in asks
        assert "Tell us about Marketing" not in asks

    def test_the_team_sees_one_line_for_the_review_and_one_for_what_is_to_settle(
        self, clients, review, read, answer
    ):
        page = clients["ciso"].get("/").content.decode()
        assert "0 of 1 have answered" in page
        data = sent(read())
        data["tick"] = data["tick"][1:]
        answer(data)
        page = clients["ciso"].get("/").content.decode()
        assert "Everybody has answered" in page
        assert "1 thing no longer theirs, they say" in page
        assert f'href="/reviews/{review.cycle_id}/OWN/"' in page


@pytest.mark.django_db
class TestOnTheDepartmentPage:
    def test_says_who_waits_and_who_confirmed(self, department_page, review, read, answer):
        waits = section(department_page("head"), "reviews")
        assert "Clara Whitfield has not answered yet" in waits
        assert "overdue" not in waits
        answer(sent(read()))
        for reader in ("head", "ciso", "auditor"):
            said = section(department_page(reader), "reviews")
            assert "Cast head confirmed it on" in said
            assert f'href="/reviews/{review.cycle_id}/OWN/"' in said

    def test_says_nothing_before_the_first_review(self, department_page):
        assert 'id="reviews"' not in department_page("ciso")


@pytest.mark.django_db
def test_all_reviews_of_a_department_are_listed(clients, cast, review, count_queries):
    before = UnitReviewFactory(
        cycle=CycleFactory(closed=True, name="Summer review"), unit=cast.unit, confirmed=True
    )
    PartReviewFactory(review=before)
    page = clients["head"].get("/units/OWN/reviews/").content.decode()
    assert page.index("Autumn review") < page.index("Summer review")
    with count_queries() as few:
        clients["head"].get("/units/OWN/reviews/")
    for number in range(8):
        cycle = CycleFactory(closed=True, name=f"Review {number}")
        UnitReviewFactory(cycle=cycle, unit=cast.unit, confirmed=True)
    with count_queries() as many:
        clients["head"].get("/units/OWN/reviews/")
    assert len(many) == len(few)
    assert clients["outsider"].get("/units/OWN/reviews/").status_code == 404
    assert "No review has asked" in clients["head"].get("/units/OWN-TEAM/reviews/").content.decode()
