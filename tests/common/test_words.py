"""How days, sums and counts are said."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from common import words

TODAY = date(2026, 11, 16)


def plain(text: str) -> str:
    return text.replace(words.NBSP, " ")


@pytest.mark.parametrize(
    ("value", "said", "short"),
    [
        (date(2026, 11, 16), "16 November", "16 Nov"),
        (date(2026, 1, 2), "2 January", "2 Jan"),
        (date(2024, 3, 31), "31 March 2024", "31 Mar 2024"),
        (None, "–", "–"),
        # After midnight in London while it is still the 30th in UTC.
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July", "1 Jul"),
    ],
)
def test_a_day_names_its_year_only_when_it_is_another_one(value, said, short):
    assert plain(words.day(value, today=TODAY)) == said
    assert plain(words.day(value, today=TODAY, short=True)) == short


def test_a_moment_of_today_says_so():
    assert words.moment(datetime(2026, 11, 16, 10, 30, tzinfo=UTC), today=TODAY) == "Today 10:30"
    assert words.moment(datetime(2026, 11, 16, 10, 30, tzinfo=UTC), today=TODAY, within=True) == "today 10:30"
    assert plain(words.moment(datetime(2026, 11, 14, 9, 5, tzinfo=UTC), today=TODAY)) == "14 Nov, 09:05"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (TODAY, "today"),
        (date(2026, 11, 15), "yesterday"),
        (date(2026, 11, 17), "tomorrow"),
        (date(2026, 8, 18), "90 days ago"),
        (date(2026, 5, 16), "6 months ago"),
        (date(2023, 11, 16), "3 years ago"),
        (date(2026, 11, 30), "in 14 days"),
        (None, "–"),
    ],
)
def test_how_long_ago(value, said):
    assert words.ago(value, today=TODAY) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "–"),
        (0, "£0"),
        (12_400, "£12,400"),
        (Decimal("286600000"), "£286.6 m"),
        (1_234_000_000, "£1.2 bn"),
        (999_960_000, "£1.0 bn"),
        (-5_000_000, "−£5.0 m"),
    ],
)
def test_money_is_shortened_from_a_million(value, said):
    assert plain(words.money(value, symbol="£")) == said


def test_a_currency_without_a_sign_stands_apart_from_the_sum():
    assert plain(words.money(1200, symbol="SEK")) == "SEK 1,200"


def test_numbers_and_counts():
    assert words.number(2174) == "2,174"
    assert words.number(Decimal("12.50")) == "12.5"
    assert words.number(None) == "–"
    assert words.millions(Decimal("74200000")) == "74.2"
    assert plain(words.millions(12_000)) == "< 0.1"
    assert words.count(1, "department") == "1 department"
    assert words.count(2174, "department") == "2,174 departments"
    assert words.count(2, "person", "people") == "2 people"
