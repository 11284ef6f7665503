"""The department page on talks and promises: what stands there, for whom, and what stays out of it."""

import pytest

from tests.factories.contacts import ContactFactory
from tests.factories.dialogues import (
    CommitmentFactory,
    InsightFactory,
    ParticipationFactory,
    SessionFactory,
    TopicFactory,
    at_ten,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks(cast, department_page):
    def read(reader="ciso", query=""):
        return section(department_page(reader, query), "talks").replace("\xa0", " ")

    return read


@pytest.fixture
def promises(cast, department_page):
    def read(reader="ciso", query=""):
        return section(department_page(reader, query), "promises").replace("\xa0", " ")

    return read


def section(html, name):
    return html.partition(f'<section class="sec" id="{name}"')[2].partition("</section>")[0]


class TestTalks:
    def test_a_department_nobody_spoke_with_says_so(self, talks):
        html = talks()
        for said in ("none yet", "none planned", "nothing noted yet", "nothing proposed yet"):
            assert said in html

    @pytest.mark.parametrize("reader", ["ciso", "admin", "auditor", "head"])
    def test_last_and_next_talk_and_the_word_in_passing_stand_there(self, cast, talks, reader):
        last = SessionFactory(units=[cast.unit], closed=True)
        ParticipationFactory(session=last, spoke=True, contact=ContactFactory(name="Clara Whitfield"))
        InsightFactory(unit=cast.unit, session=last)
        SessionFactory(units=[cast.unit], closed=True, starts_at=at_ten(-90), title="An older one")
        SessionFactory(units=[cast.unit], place="Room Linden", liaison=cast.ciso)
        SessionFactory(units=[cast.unit], starts_at=at_ten(40), place="Room Birch")
        SessionFactory(units=[cast.unit], touch=True, title="About the new supplier")
        html = talks(reader)
        assert "you last spoke 5 days ago" in html
        assert "Clara Whitfield spoke for it · 1 thing heard" in html
        assert "45 minutes, Room Linden · with Cast ciso" in html
        assert "About the new supplier" in html
        assert "An older one" not in html
        assert "Room Birch" not in html

    def test_a_talk_nobody_said_anything_of_is_marked(self, cast, talks):
        SessionFactory(units=[cast.unit], starts_at=at_ten(-2))
        assert "nobody said yet how it went" in talks()
        SessionFactory(units=[cast.unit], held=True)
        assert "notes still open" in talks()

    def test_what_is_called_off_or_did_not_take_place_is_no_talk(self, cast, talks):
        SessionFactory(units=[cast.unit], cancelled=True)
        SessionFactory(units=[cast.unit], missed=True)
        html = talks()
        assert "none yet" in html
        assert "none planned" in html

    @pytest.mark.parametrize(("reader", "query"), [("ciso", ""), ("head", ""), ("ciso", "?share=1")])
    def test_a_talk_kept_to_its_people_stays_out(self, cast, talks, reader, query):
        secret = SessionFactory(units=[cast.unit], closed=True, limited_to_its_people=True, title="Layoffs")
        if query:
            ParticipationFactory(session=secret, ours=True, user=cast.ciso)
        html = talks(reader, query)
        assert "Layoffs" not in html
        assert "none yet" in html

    def test_whoever_takes_part_in_it_reads_it(self, cast, talks):
        secret = SessionFactory(units=[cast.unit], closed=True, limited_to_its_people=True, title="Layoffs")
        ParticipationFactory(session=secret, contact=ContactFactory(user=cast.head))
        assert "Layoffs" in talks("head")

    def test_what_is_kept_to_the_team_is_not_counted_for_others(self, cast, talks):
        last = SessionFactory(units=[cast.unit], closed=True)
        InsightFactory(unit=cast.unit, session=last, for_the_team=True)
        assert "1 thing heard" in talks("ciso")
        assert "heard" not in talks("head")
        assert "heard" not in talks("ciso", "?share=1")

    def test_what_is_to_be_talked_about_stands_there_until_it_is_withdrawn(self, cast, talks):
        TopicFactory(unit=cast.unit, text="Badge readers")
        TopicFactory(unit=cast.unit, text="Shared screens", proposed_by=cast.head)
        TopicFactory(unit=cast.unit, text="Old news", withdrawn=True)
        TopicFactory(unit=cast.foreign, text="Foreign matter")
        html = talks("head")
        assert "2 things" in html
        assert "Shared screens" in html
        assert "Old news" not in html
        assert "Foreign matter" not in html


class TestPromises:
    def test_what_we_owe_stands_first_and_what_they_wait_for_says_since_when(self, cast, promises):
        CommitmentFactory(unit=cast.unit, text="A shorter form", late=True, carried=2)
        CommitmentFactory(unit=cast.unit, text="The list of agencies", theirs=True)
        html = promises()
        assert "we owe 1, they owe 1" in html
        assert html.index("We owe Marketing") < html.index("A shorter form") < html.index("Marketing owes us")
        assert "waiting since" in html
        assert "carried 2×" in html
        assert "overdue" not in html.lower()

    def test_a_head_reads_it_as_it_is_said_to_them(self, cast, promises):
        CommitmentFactory(unit=cast.unit)
        html = promises("head")
        assert "we owe you 1, you owe us 0" in html
        assert "You owe us" in html

    def test_settled_and_foreign_promises_stay_out(self, cast, promises):
        CommitmentFactory(unit=cast.unit, text="Kept one", kept=True)
        CommitmentFactory(unit=cast.foreign, text="Foreign one")
        html = promises()
        assert "Kept one" not in html
        assert "Foreign one" not in html

    def test_of_many_the_longest_waited_for_are_shown_and_all_are_counted(self, cast, promises):
        for number in range(9):
            CommitmentFactory(unit=cast.unit, text=f"Number {number}")
        CommitmentFactory(unit=cast.unit, text="The late one", late=True)
        html = promises()
        assert "we owe 10" in html
        assert "10 in all" in html
        assert "The late one" in html
        assert html.count("<li>") == 6

    @pytest.mark.parametrize(("reader", "query"), [("ciso", ""), ("head", ""), ("ciso", "?share=1")])
    def test_a_promise_out_of_a_limited_talk_stays_out(self, cast, promises, reader, query):
        secret = SessionFactory(units=[cast.unit], closed=True, limited_to_its_people=True)
        if query:
            ParticipationFactory(session=secret, ours=True, user=cast.ciso)
        CommitmentFactory(unit=cast.unit, text="Nobody knows", session=secret)
        assert "Nobody knows" not in promises(reader, query)

    def test_nobody_works_on_a_projected_page(self, cast, promises):
        CommitmentFactory(unit=cast.unit, user=cast.ciso)
        assert "<button" in promises()
        assert "<button" not in promises("ciso", "?share=1")
        assert "<button" not in promises("auditor")
