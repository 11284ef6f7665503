"""Which reminders are due: once, in time, and never lost, whatever ran when."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.wishes import Wishes, start_of
from overview.reminders.due import Occasion, Person, digests, due, goes, key_of, stem_of

VIENNA = "Europe/Vienna"
TEAM = Wishes(kinds=frozenset({"promise_due", "notes_missing"}))
DUE = date(2026, 11, 30)
ANA = Person(4, VIENNA, TEAM)


def at(day: date, hour: int = 8, zone: str = VIENNA) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def promise(day=DUE, user=4, first=date(2026, 11, 1), **facts):
    facts = {"until": start_of(day + timedelta(days=1), VIENNA)} | facts
    return Occasion("promise_due", "commitment:7", day, user, first=first, **facts)


def asked(occasion, now, *, since=None, said=(), person=ANA):
    return due([occasion], {person.id: person}, said, now=now, since=since or now - timedelta(hours=1))


class TestAPromise:
    def test_is_spoken_of_as_many_days_before_as_the_person_wishes(self):
        assert asked(promise(), at(date(2026, 11, 27), 6)) == []
        [reminder] = asked(promise(), at(date(2026, 11, 27), 7))
        assert reminder.key == "promise_due:commitment:7:2026-11-30:3:4"
        assert not reminder.late

    def test_is_spoken_of_once_even_when_the_person_wishes_another_number_of_days(self):
        sooner = Person(4, VIENNA, Wishes(kinds=TEAM.kinds, days_before=10))
        said = {stem_of("promise_due:commitment:7:2026-11-30:3:4")}
        assert asked(promise(), at(date(2026, 11, 28)), said=said, person=sooner) == []

    def test_is_spoken_of_again_when_its_day_was_moved(self):
        said = {stem_of("promise_due:commitment:7:2026-11-30:3:4")}
        assert asked(promise(day=date(2026, 12, 9)), at(date(2026, 12, 7)), said=said)

    def test_made_yesterday_for_today_is_spoken_of_today(self):
        [reminder] = asked(promise(first=DUE), at(DUE))
        assert reminder.goes_at == at(DUE, 7)

    def test_made_today_for_today_needs_no_reminder(self):
        assert asked(promise(first=DUE + timedelta(days=1)), at(DUE, 20)) == []

    def test_is_not_spoken_of_to_somebody_who_does_not_wish_it_or_is_gone(self):
        assert asked(promise(), at(DUE), person=Person(4, VIENNA, Wishes())) == []
        assert asked(promise(user=5), at(DUE)) == []

    def test_that_fell_due_while_nothing_ran_is_late_and_that_is_said_once(self):
        after = at(date(2026, 12, 5))
        [reminder] = asked(promise(), after, since=at(date(2026, 11, 20)))
        assert reminder.late
        assert asked(promise(), after, since=at(date(2026, 11, 20)), said={reminder.occasion.stem}) == []

    def test_that_was_over_before_anybody_asked_is_not_dug_out(self):
        assert asked(promise(), at(date(2026, 12, 5)), since=at(date(2026, 12, 4))) == []

    def test_with_all_its_days_quiet_is_late_rather_than_lost(self):
        away = Person(
            4,
            VIENNA,
            Wishes(kinds=TEAM.kinds, quiet_from=date(2026, 11, 20), quiet_until=date(2026, 12, 3)),
        )
        late = promise(first=date(2026, 11, 25))
        assert asked(late, at(date(2026, 12, 3)), since=at(date(2026, 11, 20)), person=away) == []
        [reminder] = asked(late, at(date(2026, 12, 4)), since=at(date(2026, 11, 20)), person=away)
        assert reminder.late


class TestASummary:
    MONTHLY = Person(4, VIENNA, Wishes(digest="monthly"))
    WEEKLY = Person(4, VIENNA, Wishes(digest="weekly"))

    def of(self, person, now, since):
        found = digests(person, now=now, since=since)
        return due(found, {person.id: person}, (), now=now, since=since)

    def test_goes_on_the_first_of_the_month_or_on_monday(self):
        [monthly] = self.of(self.MONTHLY, at(date(2026, 12, 1)), at(date(2026, 12, 1), 6))
        assert monthly.key == "digest:month:2026-12-01:0:4"
        [weekly] = self.of(self.WEEKLY, at(date(2026, 11, 23)), at(date(2026, 11, 23), 6))
        assert weekly.key == "digest:week:2026-11-23:0:4"

    def test_does_not_go_in_the_middle_of_a_month_because_somebody_is_new(self):
        assert self.of(self.MONTHLY, at(date(2026, 11, 15)), at(date(2026, 11, 14))) == []

    def test_goes_afterwards_while_its_month_lasts_and_is_late_then(self):
        found = self.of(self.MONTHLY, at(date(2026, 12, 5)), at(date(2026, 10, 20)))
        assert [(one.occasion.day.month, one.late) for one in found] == [(11, True), (12, False)]

    def test_waits_for_a_day_that_is_not_quiet(self):
        quiet = Person(4, VIENNA, Wishes(digest="monthly", quiet_until=date(2026, 12, 3)))
        [digest] = digests(quiet, now=at(date(2026, 12, 1)), since=at(date(2026, 12, 1)))
        assert goes(digest, quiet) == at(date(2026, 12, 4), 7)


def test_a_key_is_read_back_and_other_keys_are_not():
    occasion = promise()
    assert stem_of(key_of(occasion, TEAM)) == occasion.stem
    for other in ("", "invitation:12", "a:b:c:d:e", "minutes:session:7:contact:12", "x:2026-11-30:3:4"):
        assert stem_of(other) is None


OCCASIONS = st.lists(
    st.builds(
        lambda number, day, long, known, after, kind: Occasion(
            kind,
            f"commitment:{number}",
            date(2026, 3, 1) + timedelta(days=day),
            4,
            start_of(date(2026, 3, 2) + timedelta(days=day + long), VIENNA),
            date(2026, 3, 1) + timedelta(days=day - known),
            after,
        ),
        st.integers(1, 6), st.integers(0, 60), st.integers(0, 20), st.integers(0, 40),
        st.none() | st.just(0), st.sampled_from(["promise_due", "notes_missing"]),
    ),
    max_size=8, unique_by=lambda one: one.stem,
)  # fmt: skip
QUIET = st.builds(
    Wishes,
    kinds=st.just(TEAM.kinds),
    days_before=st.integers(0, 10),
    digest=st.sampled_from(["none", "weekly", "monthly"]),
    quiet_weekdays=st.frozensets(st.integers(0, 6), max_size=5),
    quiet_from=st.none() | st.dates(date(2026, 3, 1), date(2026, 4, 10)),
    quiet_until=st.none() | st.dates(date(2026, 3, 1), date(2026, 4, 10)),
)
# When it ran, in minutes after the day before: steps of minutes, hours or days, over both changes of the clocks.
STEPS = st.lists(st.integers(1, 20_000), min_size=1, max_size=30)
BEGIN = datetime(2026, 2, 1, tzinfo=UTC)


@settings(max_examples=500, deadline=None)
@given(OCCASIONS, QUIET, STEPS, st.sampled_from([VIENNA, "America/New_York", "Australia/Lord_Howe"]))
def test_every_reminder_is_said_exactly_once_whenever_it_ran(occasions, wishes, steps, zone):
    person = Person(4, zone, wishes)
    ticks, now = [BEGIN], BEGIN
    for step in steps:
        now += timedelta(minutes=step)
        ticks.append(now)
    said: dict = {}
    for since, tick in pairwise(ticks):
        every = [*occasions, *digests(person, now=tick, since=since)]
        for reminder in due(every, {4: person}, said, now=tick, since=since):
            assert reminder.occasion.stem not in said
            said[reminder.occasion.stem] = (reminder, since, tick)
    for occasion in [*occasions, *digests(person, now=ticks[-1], since=BEGIN)]:
        when = goes(occasion, person)
        owed = when is not None and BEGIN < when <= ticks[-1]
        if owed:
            reminder, since, tick = said[occasion.stem]
            assert since < when <= tick  # the first time anything ran after it was due
            assert reminder.late == (tick >= occasion.until)
        elif occasion.stem in said:
            assert when <= BEGIN
            assert not said[occasion.stem][0].late
