"""A day in an address means its end where the organisation is."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from common import asof

TODAY = date(2026, 11, 16)
LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    "day", [date(2026, 11, 15), date(2026, 3, 29), date(2026, 10, 25), date(2024, 2, 29)]
)
def test_the_moment_is_the_last_instant_of_the_day_also_when_clocks_change(day):
    moment = asof.parse(day.isoformat(), today=TODAY).moment
    assert moment.astimezone(LONDON).date() == day
    assert (moment + timedelta(microseconds=1)).astimezone(LONDON) == datetime.combine(
        day + timedelta(days=1), datetime.min.time(), tzinfo=LONDON
    )


def test_nothing_asked_means_now():
    assert asof.parse(None, today=TODAY).moment is None
    assert not asof.parse("", today=TODAY)


def test_today_is_a_day_of_the_past_as_far_as_it_went():
    assert asof.parse("2026-11-16", today=TODAY).day == TODAY


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("yesterday", "is not a day"),
        ("16/11/2026", "is not a day"),
        ("2026-1-1", "is not a day"),
        ("２０２６-01-01", "is not a day"),
        ("2026-02-30", "There is no 2026-02-30"),
        ("2026-11-17", "lies ahead"),
        ("9999-12-31", "lies ahead"),
        ("1899-12-31", "before 1900"),
        ("2026-01-01\0", "is not a day"),
        ("x" * 10_000, "is not a day"),
    ],
)
def test_what_names_no_day_is_answered_with_a_sentence(text, said):
    with pytest.raises(asof.NoSuchDay, match=said):
        asof.parse(text, today=TODAY)
    assert len(asof.problem_of(text)) < 150
