"""What Today says of talks and promises, and that it stands where it should."""

from datetime import date, timedelta

import pytest

from overview import agenda
from overview.agenda_facts import Due, Given, Meeting
from overview.agenda_talks import items_of
from tests.overview.test_today_agenda import items, unit

TODAY = date(2026, 11, 16)


def given(number=1, **facts):
    facts = {"due_on": TODAY, "made_on": date(2026, 8, 18), "ours": True, "mine": True} | facts
    facts = {"code": "MKT", "unit": "Marketing", "text": "A shorter form"} | facts
    return Given(id=number, **facts)


def meeting(days=0, **facts):
    facts = {"units": ("Marketing",), "code": "MKT", "at": "10:30", "title": "Security talk"} | facts
    return Meeting(id=3, on=TODAY + timedelta(days), **facts)


def only(*promises, **kwargs):
    [item] = items_of(promises, today=TODAY, **kwargs)
    return item


class TestWhatWeOwe:
    @pytest.mark.parametrize(("days", "spoken"), [(-300, 1), (-1, 1), (0, 1), (7, 1), (8, 0)])
    def test_is_spoken_of_from_a_week_before_until_it_is_kept(self, days, spoken):
        assert len(items_of([given(due_on=TODAY + timedelta(days))], today=TODAY)) == spoken

    def test_says_since_when_they_wait_and_how_often_it_was_carried(self):
        item = only(given(due_on=date(2026, 9, 30), carried=2))
        assert (item.who, item.what, item.to, item.ref) == (
            "Marketing", "We owe them: A shorter form", "promise", "1",
        )  # fmt: skip
        assert item.because == (
            "Because you promised it on 18\xa0Aug, and they have been waiting since 30\xa0Sep; "
            "it was carried over 2 times."
        )

    def test_of_which_nobody_is_named_says_so(self):
        assert "we promised it and nobody is named for it" in only(given(mine=False)).because

    def test_without_a_day_never_presses(self):
        assert items_of([given(due_on=None)], today=TODAY) == []

    def test_stands_before_everything_else(self):
        talks = items_of([given()], [meeting()], today=TODAY)
        found = items(unit(1, override=3, override_until=TODAY), talks=talks)
        assert [item.kind for item in found] == ["promise", "session", "override"]

    def test_does_not_hide_what_else_there_is_about_the_department(self):
        talks = items_of([given(code="U1"), given(2, code="U1")], today=TODAY)
        found = items(unit(1, code="U1", override=3, override_until=TODAY), talks=talks)
        assert [item.kind for item in found] == ["promise", "promise", "override"]

    def test_leaves_room_for_the_talks_of_the_week(self):
        talks = items_of([given(n) for n in range(1, 10)], [meeting(n) for n in range(3)], today=TODAY)
        shown, waiting = agenda.choose(talks, set())
        assert [item.kind for item in shown].count("session") == 3
        assert (len(shown), len(waiting)) == (7, 5)


def test_what_they_owe_is_asked_for_once_its_day_is_over():
    assert items_of([given(ours=False, mine=False)], today=TODAY) == []
    item = only(given(ours=False, mine=False, due_on=date(2026, 11, 6), who="Ana Duarte"))
    assert (item.kind, item.action) == ("waiting", "Ask for it")
    assert item.because == "Because Ana Duarte promised it and we have been waiting since 6\xa0Nov."


def test_a_promise_noted_for_somebody_asks_for_a_yes_whenever_it_is_due():
    item = only(given(proposed=True, due_on=None))
    assert (item.kind, item.what, item.action) == ("accept", "Will you? A shorter form", "Answer")
    assert item.because == "Because it was noted for you on 18\xa0Aug and nobody said yes yet."


class TestATalk:
    def of(self, one):
        return items_of(talks=[one], today=TODAY)

    @pytest.mark.parametrize(("days", "when"), [(0, "today"), (1, "tomorrow"), (7, "on 23\xa0Nov")])
    def test_is_prepared_in_the_week_before(self, days, when):
        [item] = self.of(meeting(days, last_on=date(2026, 8, 18), waiting="2 things to talk about wait"))
        assert item.what == f"Security talk {when} at 10:30"
        assert item.because == "Because you last spoke 90 days ago; 2 things to talk about wait."

    def test_further_ahead_is_not_spoken_of(self):
        assert self.of(meeting(8)) == []

    def test_of_several_departments_names_the_first(self):
        [item] = self.of(meeting(units=("Finance", "Legal", "Sales")))
        assert item.who == "Finance and 2 more"

    def test_that_is_over_asks_what_came_of_it(self):
        [held] = self.of(meeting(-4, over=True, opened=True))
        assert held.because == "Because it was held on 12\xa0Nov and its notes are still open."
        [planned] = self.of(meeting(-4, over=True))
        assert planned.because == "Because it was planned for 12\xa0Nov and nobody said yet how it went."
        assert self.of(meeting(-61, over=True)) == []


def test_a_talk_that_is_due_says_why_and_leads_to_a_date():
    due = Due(7, "MKT", "Marketing", 4, True, date(2026, 7, 21), "every quarter", "its risk is high", 28)
    [item] = items_of(dues=[due], today=TODAY)
    assert (item.what, item.action, item.to, item.ref) == (
        "Last talk 4 months ago",
        "Find a date",
        "plan",
        "MKT",
    )
    assert item.because == (
        "Because the last one was on 21\xa0Jul and none is planned; every quarter suits it, "
        "as its risk is high."
    )
