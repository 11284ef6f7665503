"""The rules of Today: what is said, in which order, and what can wait."""

from datetime import date, timedelta

import pytest

from overview import agenda
from overview.agenda_facts import Department, Happened, Number, Rise

TODAY = date(2026, 11, 16)


def unit(number=1, **facts):
    facts = {"owner": "Tomas", "code": f"U{number}", "name": f"Unit {number:02}"} | facts
    return Department(id=number, **facts)


def items(*units, **kwargs):
    return agenda.items_for(units, today=TODAY, **kwargs)


def only(*units, **kwargs):
    [item] = items(*units, **kwargs)
    return item


class TestARiskSetByHand:
    def facts(self, days):
        return unit(
            override=2, worked_out=4, override_until=TODAY + timedelta(days), override_reason="Archive moves."
        )

    @pytest.mark.parametrize(("days", "spoken"), [(-31, 0), (-30, 1), (0, 1), (14, 1), (15, 0)])
    def test_is_spoken_of_from_two_weeks_before_its_end_to_a_month_after(self, days, spoken):
        assert len(items(self.facts(days))) == spoken

    def test_says_its_words_and_what_holds_after(self):
        item = only(self.facts(4))
        assert item.what == "Risk set by hand to Low, until 20\xa0Nov"
        assert item.because == (
            "Because it was set so with the words “Archive moves”; after that the level worked out holds: high."
        )
        assert "ended on 12\xa0Nov" in only(self.facts(-4)).what

    def test_comes_back_after_it_was_put_off_when_its_end_moves(self):
        assert only(self.facts(4)).key != only(self.facts(5)).key


@pytest.mark.parametrize(("days", "spoken"), [(-1, 0), (0, 1), (7, 1), (8, 0)])
def test_a_cover_is_spoken_of_in_its_last_week(days, spoken):
    facts = unit(cover="Priya", cover_until=TODAY + timedelta(days))
    assert len(items(facts)) == spoken


def test_a_closed_department_with_open_ones_below_says_how_many():
    item = only(unit(closed=True, closed_on=date(2026, 10, 1), open_children=3))
    assert item.what == "3 open departments still belong to it"
    assert item.because == "Because it closed on 1\xa0Oct and they were not moved."
    assert only(unit(closed=True, open_children=1)).what == "1 open department still belongs to it"


def test_a_closed_department_needs_nothing_else():
    assert (
        items(
            unit(closed=True, owner="", has_acting=False, missing=("Kind",), override=3, override_until=TODAY)
        )
        == []
    )


def test_every_reason_begins_with_because_and_ends_with_a_full_stop():
    found = items(
        unit(1, owner="", importance=5),
        unit(2, owner="", mine=True),
        unit(3, has_acting=False, importance=4),
        unit(4, missing=("Kind", "Purpose", "People", "Since when"), known=2, asked=6),
        unit(5, cover="Priya", cover_until=TODAY, owner=""),
        rises=[Rise(6, "U6", "Unit 06", "Low", "High", "Tomas", "After “a fire”.", TODAY, 9)],
        incidents=[Happened(7, "A fire", TODAY, "4 severe", ("Unit 07", "Unit 08", "Unit 09"), "U7")],
        without_owner=12,
    )
    assert len(found) == 8
    for item in found:
        assert item.because.startswith("Because ")
        assert item.because.endswith(".")
        assert not item.because.endswith("..")


def test_what_runs_out_stands_before_what_can_be_done_any_day():
    found = items(
        unit(1, missing=("Kind",), importance=5),
        unit(2, owner="", importance=5),
        unit(3, override=2, override_until=TODAY, importance=1),
    )
    assert [item.kind for item in found] == ["override", "owner", "record"]


def test_within_a_kind_come_own_departments_then_the_most_important():
    found = items(
        unit(1, missing=("Kind",), importance=5),
        unit(2, missing=("Kind",), importance=2, mine=True),
        unit(3, missing=("Kind",)),
        unit(4, missing=("Kind",), importance=4, mine=True),
    )
    assert [item.code for item in found] == ["U4", "U2", "U1", "U3"]


def test_a_department_has_one_item_at_a_time():
    assert only(unit(owner="", has_acting=False, missing=("Kind",), importance=5)).kind == "owner"


def test_many_of_one_kind_are_one_line_that_counts_those_not_named_above():
    found = items(unit(1, owner="", importance=5), without_owner=400)
    assert [(item.kind, item.who) for item in found] == [
        ("owner", "Unit 01"),
        ("all-owner", "399 departments"),
    ]
    assert items(unit(1, owner="", importance=5), without_owner=1)[-1].kind == "owner"


class TestChoosing:
    def test_at_most_seven_are_shown_and_the_rest_can_wait(self):
        found = items(*[unit(n, override=3, override_until=TODAY) for n in range(20)])
        shown, waiting = agenda.choose(found, set())
        assert (len(shown), len(waiting)) == (7, 13)
        assert shown + waiting == found

    def test_what_was_put_off_is_neither_shown_nor_waiting(self):
        found = items(unit(1, owner="", mine=True), unit(2, owner="", mine=True))
        shown, waiting = agenda.choose(found, {found[0].key})
        assert [item.key for item in shown + waiting] == [found[1].key]

    def test_what_never_runs_out_does_not_fill_the_page_while_there_is_something_else(self):
        found = items(
            *[unit(n, owner="", importance=5) for n in range(9)],
            *[unit(20 + n, missing=("Kind",), importance=5) for n in range(9)],
            *[unit(40 + n, has_acting=False, importance=5) for n in range(9)],
        )
        shown, _ = agenda.choose(found, set())
        assert [item.kind for item in shown] == [
            "owner",
            "owner",
            "owner",
            "acting",
            "acting",
            "record",
            "record",
        ]

    def test_alone_it_does_fill_the_page(self):
        shown, waiting = agenda.choose(items(*[unit(n, owner="", importance=5) for n in range(9)]), set())
        assert (len(shown), len(waiting)) == (7, 2)


class TestWhoIsMissingAndWhoCannotBeReached:
    def test_a_department_without_a_head_says_what_that_means(self):
        item = only(unit(importance=4, has_head=False))
        assert (item.what, item.to) == ("Nobody named yet as its head", "people")
        assert item.because == "Because its importance is 4 of 5 and nobody is known who decides there."

    def test_a_closed_one_needs_none(self):
        assert items(unit(closed=True, has_head=False)) == []

    @pytest.mark.parametrize(
        ("confirmed", "said"),
        [(date(2025, 3, 1), "was last confirmed on 1\xa0Mar 2025"), (None, "was never confirmed")],
    )
    def test_a_number_nobody_confirmed_for_long_leads_to_the_card(self, confirmed, said):
        number = Number(7, "U7", "Treasury", "Ana Duarte", confirmed, 5)
        item = only(numbers=[number])
        assert (item.who, item.what, item.to) == ("Treasury", f"The number of Ana Duarte {said}", "call")

    def test_one_department_has_one_of_them_at_a_time(self):
        number = Number(1, "U1", "Unit 01", "Ana Duarte", None, 5)
        assert [item.kind for item in items(unit(importance=5, has_head=False), numbers=[number])] == ["head"]
