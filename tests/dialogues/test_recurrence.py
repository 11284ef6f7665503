"""Rules of recurring talks: reading, refusing, wording, and what the form's choices mean."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from dialogues.recurrence import (
    CHOICES,
    RuleProblem,
    anchored,
    build,
    check,
    choice_of,
    first_days,
    instant,
    occurrences,
    parse,
    words,
)

MONDAY = date(2027, 1, 4)


def in_vienna(moment) -> str:
    return moment.astimezone(ZoneInfo("Europe/Vienna")).strftime("%H:%M %z")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("FREQ=MONTHLY;BYDAY=1MO", "on the first Monday of every month"),
        ("FREQ=YEARLY;BYMONTH=1,4,7,10;BYDAY=1MO", "on the first Monday of every quarter"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "on the 31st of every month (the last day of a shorter month)"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "on the last Friday of every third month"),
        ("FREQ=WEEKLY;INTERVAL=2", "every two weeks on Monday"),
        ("FREQ=WEEKLY;BYDAY=TH,TU;COUNT=6", "every week on Tuesday and Thursday, six times"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "on the last working day of every month"),
        ("FREQ=YEARLY;UNTIL=20291231", "on the 4th of January, until 31 December 2029"),
        ("FREQ=MONTHLY;INTERVAL=12", "on the 4th of the same month every year"),
        ("FREQ=DAILY;INTERVAL=3", "every three days"),
        ("FREQ=YEARLY;BYDAY=20MO", "on the 20th Monday of every year"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "on the 1st and 15th of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "on the last day of every month"),
    ],
)
def test_a_rule_says_itself_in_plain_words(text, said):
    assert words(anchored(parse(text), MONDAY)) == said


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("", "how it repeats"),
        ("every monday", "not part of a rule"),
        ("FREQ=HOURLY", "FREQ=WEEKLY"),
        ("FREQ=WEEKLY;BYHOUR=9", "BYHOUR"),
        ("FREQ=WEEKLY;INTERVAL=0", "from 1 to 999"),
        ("FREQ=WEEKLY;INTERVAL=1e9", "from 1 to 999"),
        ("FREQ=WEEKLY;BYDAY=1MO", "first Monday"),
        ("FREQ=MONTHLY;BYDAY=6MO", "at most five"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "FREQ=MONTHLY"),
        ("FREQ=MONTHLY;BYDAY=XX", "not a weekday"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "cannot be 0"),
        ("FREQ=MONTHLY;BYMONTHDAY=٣", "from -31 to 31"),
        ("FREQ=MONTHLY;COUNT=3;UNTIL=20271231", "either"),
        ("FREQ=MONTHLY;UNTIL=soon", "UNTIL is a day"),
        ("FREQ=MONTHLY;UNTIL=20270230", "UNTIL is a day"),
        ("FREQ=MONTHLY;FREQ=WEEKLY", "once"),
        ("FREQ=WEEKLY;WKST=SU", "Monday"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS"),
        ("FREQ=DAILY;" + "X" * 400, "at most 300"),
    ],
)
def test_what_is_no_rule_is_refused_in_a_sentence(text, because):
    with pytest.raises(RuleProblem, match=because):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=2MO",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
        "FREQ=YEARLY;INTERVAL=100;BYMONTH=1;BYMONTHDAY=1",
        "FREQ=WEEKLY;UNTIL=20270105;BYDAY=FR",
    ],
)
def test_a_rule_that_never_fires_is_refused(text):
    with pytest.raises(RuleProblem, match="never happens"):
        check(parse(text), MONDAY)


def test_a_rule_that_ends_before_it_begins_is_refused():
    with pytest.raises(RuleProblem, match="before it begins"):
        build("week", starts_on=MONDAY, until=date(2027, 1, 3))


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "Europe", "../../etc/passwd", "\0"])
def test_an_unknown_zone_is_refused(zone):
    with pytest.raises(RuleProblem, match="not a time zone"):
        occurrences(parse("FREQ=WEEKLY"), MONDAY, time(10), zone, before=date(2028, 1, 1))


def test_the_31st_is_the_last_day_of_a_shorter_month():
    days = first_days(build("month_day", starts_on=date(2027, 12, 31)), date(2027, 12, 31), how_many=3)
    assert days == [date(2027, 12, 31), date(2028, 1, 31), date(2028, 2, 29)]


def test_an_hour_that_clocks_skip_moves_on_by_the_gap():
    moment, moved_on = instant(date(2027, 3, 28), time(2, 30), "Europe/Vienna")
    assert (in_vienna(moment), moved_on) == ("03:30 +0200", True)


def test_of_an_hour_that_comes_twice_the_first_is_meant():
    moment, moved_on = instant(date(2027, 10, 31), time(2, 30), "Europe/Vienna")
    assert (in_vienna(moment), moved_on) == ("02:30 +0200", False)


def test_a_talk_at_ten_stays_at_ten_when_clocks_change():
    found = occurrences(parse("FREQ=MONTHLY"), MONDAY, time(10), "Europe/Vienna", before=date(2028, 1, 1))
    assert {in_vienna(one.starts_at) for one in found} == {"10:00 +0100", "10:00 +0200"}


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("day", [MONDAY, date(2027, 1, 29), date(2028, 2, 29), date(2027, 12, 31)])
def test_each_choice_of_the_form_begins_on_its_first_day_and_is_found_again(choice, day):
    rule = build(choice, starts_on=day)
    assert first_days(rule, day, how_many=1) == [day]
    assert parse(rule.text) == rule
    assert choice_of(rule, day) == choice


def test_the_fifth_monday_is_meant_as_the_last():
    rule = build("month_weekday", starts_on=date(2027, 3, 29))
    assert words(rule) == "on the last Monday of every month"


def test_a_choice_ends_after_so_many_times_or_on_a_day():
    assert words(build("quarter_weekday", starts_on=MONDAY, times=4)).endswith("four times")
    assert build("week", starts_on=MONDAY, until=date(2027, 2, 1)).text.endswith("UNTIL=20270201")
    with pytest.raises(RuleProblem, match="either"):
        build("week", starts_on=MONDAY, until=date(2027, 2, 1), times=3)


def test_a_rule_of_ones_own_is_read_where_nothing_is_chosen():
    assert build("", starts_on=MONDAY, own="rrule:freq=monthly;byday=2tu").text == "FREQ=MONTHLY;BYDAY=2TU"


def test_a_rule_far_in_the_future_ends_with_what_dates_there_are():
    assert first_days(parse("FREQ=YEARLY"), date(2195, 1, 1), how_many=9)[-1] == date(2199, 1, 1)
