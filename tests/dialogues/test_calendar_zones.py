"""Time zones as calendar objects describe them: a reader that knows nothing else shows the right hour."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from dialogues.calendar_zones import describe

ZONES = (
    "Europe/Vienna",
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "Africa/Casablanca",
)


@pytest.mark.parametrize("name", ZONES)
def test_a_second_parser_shows_the_right_hour_in_every_week_of_two_years(name):
    zone = ZoneInfo(name)
    start = datetime(2026, 12, 28, 9, 17, tzinfo=UTC)
    moments = [(start + timedelta(days=3 * step)).astimezone(zone) for step in range(240)]
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "test")
    calendar.add_component(describe(zone, moments[0], moments[-1]))
    for number, moment in enumerate(moments):
        event = icalendar.Event()
        event.add("uid", str(number))
        event.add("dtstamp", start)
        event.add("dtstart", moment)
        calendar.add_component(event)
    read = vobject.readOne(calendar.to_ical().decode()).vevent_list
    assert [one.dtstart.value.utcoffset() for one in read] == [one.utcoffset() for one in moments]


@pytest.mark.parametrize("name", ["Europe/Vienna", "America/New_York", "Australia/Lord_Howe"])
def test_where_a_rule_is_behind_it_two_yearly_rules_say_it(name):
    moment = datetime(2027, 4, 5, 10, tzinfo=ZoneInfo(name))
    text = describe(ZoneInfo(name), moment, moment).to_ical().decode()
    assert text.count("RRULE:FREQ=YEARLY") == 2
    assert text.count("BEGIN:") == 3


def test_the_hour_at_which_clocks_change_is_that_which_they_show_before():
    moment = datetime(2027, 4, 5, 10, tzinfo=ZoneInfo("Europe/Vienna"))
    text = describe(ZoneInfo("Europe/Vienna"), moment, moment).to_ical().decode()
    assert "DTSTART:20260329T020000" in text
    assert "DTSTART:20261025T030000" in text
