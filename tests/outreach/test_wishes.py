"""When something goes by a person's wishes: quiet days, seven in the morning, also where the clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.usual import usual_of
from outreach.wishes import Wishes, day_for, last_day_before, moment_on, start_of

ZONES = ["Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "UTC"]
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
WISHES = st.builds(
    Wishes,
    quiet_weekdays=st.frozensets(st.integers(0, 6), max_size=6),
    quiet_from=st.none() | DAYS,
    quiet_until=st.none() | DAYS,
)


def test_what_should_go_on_a_saturday_waits_for_monday():
    weekend = Wishes(quiet_weekdays=frozenset({5, 6}))
    saturday = date(2026, 11, 21)
    assert day_for(weekend, saturday, first=saturday, last=date(2026, 11, 30)) == date(2026, 11, 23)


def test_what_would_come_too_late_after_a_holiday_comes_before_it():
    away = Wishes(quiet_from=date(2026, 12, 21), quiet_until=date(2027, 1, 6))
    day = day_for(away, date(2026, 12, 30), first=date(2026, 12, 1), last=date(2027, 1, 2))
    assert day == date(2026, 12, 20)


def test_what_became_known_in_a_holiday_and_ends_in_it_comes_too_late():
    away = Wishes(quiet_from=date(2026, 12, 21), quiet_until=date(2027, 1, 6))
    day = day_for(away, date(2026, 12, 30), first=date(2026, 12, 28), last=date(2027, 1, 2))
    assert day == date(2027, 1, 7)


def test_somebody_who_wants_nothing_on_any_day_gets_nothing():
    never = Wishes(quiet_weekdays=frozenset(range(7)))
    assert day_for(never, date(2026, 1, 1), first=date(2026, 1, 1), last=date(2026, 2, 1)) is None


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 7, 1), date(2026, 1, 1)])
def test_mail_leaves_at_seven_of_the_persons_own_clock_also_when_clocks_change(day):
    at = moment_on(day, "Europe/Vienna").astimezone(ZoneInfo("Europe/Vienna"))
    assert (at.date(), at.hour, at.minute) == (day, 7, 0)


def test_a_day_that_a_zone_left_out_still_has_a_moment():
    skipped = date(2011, 12, 30)  # Samoa moved over the date line
    at = moment_on(skipped, "Pacific/Apia")
    assert at == datetime(2011, 12, 30, 17, tzinfo=UTC)


@settings(max_examples=400, deadline=None)
@given(WISHES, DAYS, DAYS, st.integers(0, 60))
def test_nothing_goes_on_a_quiet_day_nor_before_it_is_known(wishes, wanted, first, span):
    last = max(wanted, first) + timedelta(days=span)
    day = day_for(wishes, wanted, first=first, last=last)
    if day is None:
        return
    assert not wishes.is_quiet(day)
    assert day >= first
    inside = [max(wanted, first) + timedelta(days=n) for n in range(span + 1)]
    free = [one for one in inside if not wishes.is_quiet(one)]
    if free:
        assert day == free[0]


@settings(max_examples=400, deadline=None)
@given(DAYS, st.sampled_from(ZONES))
def test_the_last_day_before_a_moment_is_the_last_whose_mail_leaves_before_it(day, zone):
    for moment in (start_of(day, zone), moment_on(day, zone), moment_on(day, zone) + timedelta(minutes=1)):
        last = last_day_before(moment, zone)
        assert moment_on(last, zone) < moment <= moment_on(last + timedelta(days=1), zone)


def test_a_department_gets_one_summary_a_month_the_team_single_reminders_an_auditor_the_anchor_alone():
    head, ciso, admin = usual_of("head"), usual_of("ciso"), usual_of("admin")
    assert (head.kinds, head.digest) == ({"review_waiting"}, "monthly")
    assert ciso == admin
    assert ciso.kinds == {"session_ahead", "notes_missing", "promise_due", "dialogue_due", "review_waiting"}
    assert (ciso.days_before, ciso.digest) == (3, "none")
    assert (usual_of("auditor").kinds, usual_of("auditor").digest) == ({"record_anchor"}, "none")
    assert (usual_of("responder").kinds, usual_of("responder").digest) == (frozenset(), "none")
