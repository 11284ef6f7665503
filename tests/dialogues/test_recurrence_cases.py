"""Rules against a brute-force scan: every day is asked whether the sentence is true of it, every quarter of an hour
whether a clock on the wall shows it."""

import calendar
import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogues.recurrence import instant, occurrences, parse
from dialogues.rule_text import WEEKDAYS

# Half an hour of difference, clocks that change at midnight, and an island that left out a whole day.
ZONES = (
    "Europe/Vienna",
    "America/New_York",
    "America/Santiago",
    "Australia/Lord_Howe",
    "Pacific/Apia",
)
CASES_PER_ZONE = 500
YEARS = 3


@dataclass(frozen=True)
class Case:
    """A rule as text, and the sentence it stands for as a question to a day."""

    text: str
    starts_on: date
    fits: object
    count: int | None = None
    until: date | None = None

    def days(self, before: date) -> list[date]:
        found = []
        for ahead in range((before - self.starts_on).days):
            day = self.starts_on + timedelta(ahead)
            if self.until and day > self.until:
                break
            if self.fits(day):
                found.append(day)
            if self.count and len(found) == self.count:
                break
        return found


def length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def months_between(start: date, day: date) -> int:
    return (day.year - start.year) * 12 + day.month - start.month


def nth_of_month(day: date, nth: int) -> bool:
    from_start, from_end = (day.day - 1) // 7 + 1, (length(day) - day.day) // 7 + 1
    return from_start == nth if nth > 0 else from_end == -nth


def weekly(dice, start):
    every, days = dice.randint(1, 6), dice.sample(range(7), dice.randint(1, 3))
    week = start - timedelta(start.weekday())
    text = f"FREQ=WEEKLY;INTERVAL={every};BYDAY={','.join(WEEKDAYS[one] for one in days)}"
    return text, lambda day: day.weekday() in days and (day - week).days // 7 % every == 0


def weekly_by_its_first_day(dice, start):
    every = dice.randint(1, 4)
    return f"FREQ=WEEKLY;INTERVAL={every}", lambda day: (day - start).days % (7 * every) == 0


def daily(dice, start):
    every = dice.randint(1, 40)
    return f"FREQ=DAILY;INTERVAL={every}", lambda day: (day - start).days % every == 0


def monthly_on_a_day(dice, start):
    every, number = dice.choice((1, 2, 3, 6, 12)), dice.choice((1, 15, 28, 29, 30, 31))
    text = f"FREQ=MONTHLY;INTERVAL={every};BYMONTHDAY={number}"
    return text, lambda day: months_between(start, day) % every == 0 and day.day == min(number, length(day))


def monthly_by_its_first_day(dice, start):
    every = dice.choice((1, 2, 3))
    return (
        f"FREQ=MONTHLY;INTERVAL={every}",
        lambda day: months_between(start, day) % every == 0 and day.day == min(start.day, length(day)),
    )


def monthly_from_the_end(dice, start):
    number = dice.randint(1, 10)
    return f"FREQ=MONTHLY;BYMONTHDAY=-{number}", lambda day: length(day) - day.day + 1 == number


def monthly_on_a_weekday(dice, start):
    every, nth, weekday = dice.choice((1, 2, 3, 6)), dice.choice((1, 2, 3, 4, 5, -1, -2)), dice.randrange(7)
    text = f"FREQ=MONTHLY;INTERVAL={every};BYDAY={nth}{WEEKDAYS[weekday]}"
    return (
        text,
        lambda day: (
            day.weekday() == weekday and nth_of_month(day, nth) and months_between(start, day) % every == 0
        ),
    )


def of_the_quarter(dice, start):
    first, nth, weekday = dice.randint(1, 3), dice.choice((1, 2, 3, -1)), dice.randrange(7)
    months = [first, first + 3, first + 6, first + 9]
    text = f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))};BYDAY={nth}{WEEKDAYS[weekday]}"
    return text, lambda day: day.month in months and day.weekday() == weekday and nth_of_month(day, nth)


def last_working_day(dice, start):
    position = dice.choice((1, 2, -1, -2))

    def fits(day):
        working = [one for one in range(1, length(day) + 1) if date(day.year, day.month, one).weekday() < 5]
        return working[position - 1 if position > 0 else position] == day.day

    return f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={position}", fits


def a_date_on_a_weekday(dice, start):
    number, weekday = dice.randint(1, 31), dice.randrange(7)
    text = f"FREQ=MONTHLY;BYMONTHDAY={number};BYDAY={WEEKDAYS[weekday]}"
    return text, lambda day: day.day == number and day.weekday() == weekday


def two_days_of_the_month(dice, start):
    one, two = dice.sample(range(1, 32), 2)
    return f"FREQ=MONTHLY;BYMONTHDAY={one},{two}", lambda day: day.day in (one, two)


def yearly_on_a_date(dice, start):
    every, month = dice.randint(1, 2), dice.randint(1, 12)
    number = dice.randint(1, 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)
    text = f"FREQ=YEARLY;INTERVAL={every};BYMONTH={month};BYMONTHDAY={number}"
    return (
        text,
        lambda day: (
            day.month == month
            and day.day == min(number, length(day))
            and (day.year - start.year) % every == 0
        ),
    )


def yearly_in_several_months(dice, start):
    months, number = sorted(dice.sample(range(1, 13), 3)), dice.choice((5, 29, 30, 31))
    longest = max(29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31 for month in months)
    text = f"FREQ=YEARLY;BYMONTH={','.join(map(str, months))};BYMONTHDAY={number}"
    return text, lambda day: day.month in months and number <= longest and day.day == min(number, length(day))


def weekday_of_the_year(dice, start):
    nth, weekday = dice.choice((1, 10, 20, 52, -1, -3)), dice.randrange(7)

    def fits(day):
        from_start = (day.timetuple().tm_yday - 1) // 7 + 1
        from_end = (date(day.year, 12, 31) - day).days // 7 + 1
        return day.weekday() == weekday and (from_start == nth if nth > 0 else from_end == -nth)

    return f"FREQ=YEARLY;BYDAY={nth}{WEEKDAYS[weekday]}", fits


SENTENCES = (
    weekly, weekly_by_its_first_day, daily, monthly_on_a_day, monthly_by_its_first_day, monthly_from_the_end,
    monthly_on_a_weekday, of_the_quarter, last_working_day, a_date_on_a_weekday, two_days_of_the_month,
    yearly_on_a_date, yearly_in_several_months, weekday_of_the_year,
)  # fmt: skip


def case(dice) -> Case:
    start = date(2010, 1, 1) + timedelta(dice.randrange(9000))
    text, fits = dice.choice(SENTENCES)(dice, start)
    ending = dice.randrange(4)
    if ending == 0:
        count = dice.randint(1, 12)
        return Case(f"{text};COUNT={count}", start, fits, count=count)
    if ending == 1:
        until = start + timedelta(dice.randrange(700))
        return Case(f"{text};UNTIL={until:%Y%m%d}", start, fits, until=until)
    return Case(text, start, fits)


def wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def shown_first(day: date, at: time, zone: ZoneInfo) -> datetime:
    """When a clock on the wall first shows that hour, or where it skips it, that much after it last did not."""
    wanted = datetime.combine(day, at)
    moment = datetime.combine(day, at, tzinfo=UTC) - timedelta(hours=15)
    before = None
    for _ in range(54 * 4):
        shown = wall(moment, zone)
        if shown == wanted:
            return moment
        if shown > wanted:
            return before + (wanted - wall(before, zone))
        before, moment = moment, moment + timedelta(minutes=15)
    raise AssertionError(f"{wanted} never comes in {zone}")


@pytest.mark.parametrize("name", ZONES)
def test_every_rule_falls_on_the_days_of_which_its_sentence_is_true(name):
    dice, zone = random.Random(f"talks in {name}"), ZoneInfo(name)
    fired = 0
    for _ in range(CASES_PER_ZONE):
        asked = case(dice)
        before = asked.starts_on + timedelta(365 * YEARS)
        at = time(dice.randrange(24), dice.choice((0, 15, 30, 45)))
        found = occurrences(parse(asked.text), asked.starts_on, at, name, before=before)
        assert [one.day for one in found] == asked.days(before), asked
        for one in dice.sample(found, min(2, len(found))):
            assert one.starts_at == shown_first(one.day, at, zone), (asked, one)
        fired += len(found)
    assert fired > 10 * CASES_PER_ZONE


@pytest.mark.parametrize("name", ZONES)
def test_every_quarter_of_an_hour_around_each_change_of_clocks_is_found(name):
    zone, changes = ZoneInfo(name), 0
    for day in (date(2011, 1, 1) + timedelta(ahead) for ahead in range(3 * 366)):
        offsets = {
            datetime.combine(day + timedelta(more), time(12), tzinfo=zone).utcoffset() for more in (-1, 1)
        }
        if len(offsets) == 1:
            continue
        changes += 1
        for quarter in range(96):
            at = time(quarter // 4, quarter % 4 * 15)
            real, moved_on = instant(day, at, zone)
            assert real == shown_first(day, at, zone)
            assert moved_on == (wall(real, zone) != datetime.combine(day, at))
    assert changes > 3


def test_windows_of_a_rule_join_without_a_gap_and_without_a_double():
    dice = random.Random("windows")
    for _ in range(200):
        asked = case(dice)
        rule, end = parse(asked.text), asked.starts_on + timedelta(800)
        middle = asked.starts_on + timedelta(dice.randrange(800))
        at = (asked.starts_on, time(10), "Europe/Vienna")
        early = occurrences(rule, *at, before=middle + timedelta(1))
        late = occurrences(rule, *at, after=middle, before=end)
        assert early + late == occurrences(rule, *at, before=max(end, middle + timedelta(1)))
