"""Series become talks for the months ahead, and follow what changes until a talk is opened."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from common.history import recording
from dialogues.actions.calling_off import end_series
from dialogues.actions.materialise import RHYTHM_CHANGED, materialise
from dialogues.actions.quiet import remove_quiet, save_quiet
from dialogues.actions.series import change_series, plan_series
from dialogues.actions.sessions import cancel, move, skip
from dialogues.models import QuietTime, Series, Session
from tests.factories.contacts import AssignmentFactory, ContactFactory, FunctionFactory
from tests.factories.dialogues import ParticipationFactory
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db

TODAY = date(2027, 1, 4)
NOW = datetime(2027, 1, 4, 7, tzinfo=UTC)


@pytest.fixture
def head(cast):
    return AssignmentFactory(
        unit=cast.unit, contact=ContactFactory(name="Ana Silva"), since=date(2026, 1, 1)
    ).contact


@pytest.fixture
def planned(cast, head):
    """`planned(rule=…)`: a series with the head's unit, planned this morning."""

    def plan(units=None, functions=("head",), by=cast.ciso, **values):
        values = {
            "name": "Talk with Marketing",
            "rule": "FREQ=MONTHLY;BYDAY=1MO",
            "starts_on": TODAY,
            "at_time": time(10),
            "time_zone": "Europe/Vienna",
            "liaison": cast.ciso,
        } | values
        people = [FunctionFactory(code=code) for code in functions]
        series = Series(**values)
        plan_series(series, units=units or [cast.unit], functions=people, by=by, at=NOW)
        return series

    return plan


def days(series) -> list[str]:
    rows = series.sessions.order_by("planned_for")
    return [f"{row.planned_for:%d.%m.} {row.starts_at:%d.%m. %H:%M} {row.state}" for row in rows]


def test_the_talks_of_half_a_year_are_planned_at_once(planned):
    assert days(planned()) == [
        "04.01. 04.01. 09:00 planned", "01.02. 01.02. 09:00 planned", "01.03. 01.03. 09:00 planned",
        "05.04. 05.04. 08:00 planned", "03.05. 03.05. 08:00 planned", "07.06. 07.06. 08:00 planned",
    ]  # fmt: skip


def test_planning_again_changes_nothing(planned):
    series = planned()
    before = list(Session.history.values_list("history_id", flat=True))
    counts = materialise(on=TODAY, at=NOW)
    assert (counts.created, counts.changed, counts.dropped) == (0, 0, 0)
    assert list(Session.history.values_list("history_id", flat=True)) == before
    assert series.sessions.count() == 6


def test_as_time_goes_by_further_talks_are_planned(planned):
    series = planned()
    counts = materialise(on=date(2027, 2, 1), at=datetime(2027, 2, 1, 6, tzinfo=UTC))
    assert counts.created == 1
    assert series.sessions.order_by("planned_for").last().planned_for == date(2027, 7, 5)


def test_a_talk_of_this_morning_that_is_over_is_not_planned_behind_our_back(planned):
    assert days(planned(at_time=time(7)))[0].startswith("01.02.")


def test_whoever_is_head_on_the_day_of_the_talk_takes_part(cast, planned, head):
    series = planned()
    with recording(by=cast.ciso, reason="She leaves in March"):
        held = head.assignments.get()
        held.until = date(2027, 3, 10)
        held.save()
    AssignmentFactory(unit=cast.unit, contact__name="Bo Berg", since=date(2027, 3, 11))
    materialise(on=TODAY, at=NOW)
    who = [
        [str(row.contact) for row in talk.participations.filter(contact__isnull=False)]
        for talk in series.sessions.order_by("planned_for")
    ]
    assert who == [["Ana Silva"]] * 3 + [["Bo Berg"]] * 3


def test_our_side_takes_part_and_each_knows_as_what(cast, planned):
    talk = planned().sessions.first()
    seats = {(str(row.contact or row.user), row.title, row.unit) for row in talk.participations.all()}
    assert seats == {("Cast ciso", "Our side", None), ("Ana Silva", "Head", cast.unit)}


def test_who_was_added_to_one_talk_stays(planned):
    talk = planned().sessions.first()
    ParticipationFactory(session=talk, contact__name="A guest")
    materialise(on=TODAY, at=NOW)
    assert talk.participations.filter(contact__name="A guest").exists()


def test_an_opened_talk_is_left_alone(cast, planned):
    series = planned()
    talk = series.sessions.order_by("planned_for").first()
    with recording(by=cast.ciso, reason="Opened"):
        talk.opened_at, talk.opened_by, talk.state = NOW, cast.ciso, "held"
        talk.save()
    series.place = "Room 5"
    change_series(series, units=[cast.unit], by=cast.ciso, at=NOW)
    talk.refresh_from_db()
    assert (talk.place, talk.participations.count()) == ("", 2)


def test_another_hour_moves_the_talks_ahead_but_not_one_with_a_time_of_its_own(cast, planned):
    series = planned()
    first, second = series.sessions.order_by("planned_for")[:2]
    move(first, starts_at=datetime(2027, 1, 6, 13, tzinfo=UTC), by=cast.ciso, at=NOW)
    series.at_time = time(15)
    change_series(series, units=[cast.unit], functions=[FunctionFactory(code="head")], by=cast.ciso, at=NOW)
    first.refresh_from_db(), second.refresh_from_db()
    assert first.starts_at == datetime(2027, 1, 6, 13, tzinfo=UTC)
    assert first.planned_for == TODAY
    assert (second.starts_at.hour, second.sequence) == (14, 1)


def test_another_rhythm_cancels_what_no_longer_fits_and_going_back_revives_it(cast, planned):
    series = planned()
    series.rule = "FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO"
    change_series(series, units=[cast.unit], by=cast.ciso, at=NOW)
    assert [row.split()[-1] for row in days(series)] == ["planned", "cancelled", "cancelled"] * 2
    assert series.sessions.filter(state="cancelled").first().why == RHYTHM_CHANGED
    series.rule = "FREQ=MONTHLY;BYDAY=1MO"
    change_series(series, units=[cast.unit], by=cast.ciso, at=NOW)
    assert {row.split()[-1] for row in days(series)} == {"planned"}


def test_departments_that_join_or_leave_do_so_in_the_talks_ahead(cast, planned):
    series = planned()
    change_series(series, units=[cast.foreign], by=cast.ciso, at=NOW)
    assert {row.unit for talk in series.sessions.all() for row in talk.session_units.all()} == {cast.foreign}


def test_a_talk_in_a_quiet_time_is_put_off_and_comes_back_with_it(cast, planned):
    series = planned(rule="FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO")
    quiet = QuietTime(unit=cast.unit, since=date(2027, 4, 1), until=date(2027, 4, 20), why="Annual accounts")
    save_quiet(quiet, by=cast.ciso, at=NOW)
    assert days(series)[1] == "05.04. 26.04. 08:00 planned"
    assert materialise(on=TODAY, at=NOW).changed == 0
    remove_quiet(quiet, by=cast.ciso, at=NOW)
    assert days(series)[1] == "05.04. 05.04. 08:00 planned"


def test_a_weekly_talk_in_a_quiet_time_is_left_out_with_the_reason(cast, planned):
    series = planned(rule="FREQ=WEEKLY;COUNT=4")
    quiet = QuietTime(unit=cast.unit, since=date(2027, 1, 11), until=date(2027, 1, 12), why="Stocktaking")
    save_quiet(quiet, by=cast.ciso, at=NOW)
    talk = series.sessions.get(planned_for=date(2027, 1, 11))
    assert talk.state == "cancelled"
    assert talk.why == "Marketing wants no talks until 12 January 2027 (Stocktaking)"
    assert series.sessions.planned().count() == 3
    materialise(on=TODAY, at=NOW)
    assert series.sessions.planned().count() == 3
    remove_quiet(quiet, by=cast.ciso, at=NOW)
    talk.refresh_from_db()
    assert (talk.state, talk.why, f"{talk.starts_at:%d.%m.}") == ("planned", "", "11.01.")


def test_what_somebody_cancelled_does_not_come_back_with_a_quiet_time(cast, planned):
    series = planned(rule="FREQ=WEEKLY;COUNT=4")
    talk = series.sessions.get(planned_for=date(2027, 1, 11))
    cancel(talk, because="Marketing wants no talks until spring", by=cast.ciso, at=NOW)
    quiet = QuietTime(unit=cast.unit, since=date(2027, 1, 11), until=date(2027, 1, 12))
    save_quiet(quiet, by=cast.ciso, at=NOW)
    remove_quiet(quiet, by=cast.ciso, at=NOW)
    talk.refresh_from_db()
    assert (talk.state, talk.why) == ("cancelled", "Marketing wants no talks until spring")


def test_a_series_with_an_end_ahead_follows_a_quiet_time_at_once(cast, planned):
    series = planned(rule="FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO")
    end_series(series, on=date(2027, 6, 1), by=cast.ciso, at=NOW)
    quiet = QuietTime(unit=cast.unit, since=date(2027, 4, 1), until=date(2027, 4, 20))
    save_quiet(quiet, by=cast.ciso, at=NOW)
    assert days(series) == ["04.01. 04.01. 09:00 planned", "05.04. 26.04. 08:00 planned"]


def test_cancelling_the_rest_keeps_what_was_held_closed_missed_or_comes_before(cast, planned):
    series = planned()
    held, closed, missed, fourth, _, sixth = series.sessions.order_by("planned_for")
    with recording(by=cast.ciso, reason="As they went"):
        for talk, state in ((held, "held"), (closed, "closed"), (missed, "missed")):
            talk.state = state
            talk.save()
    move(sixth, starts_at=datetime(2027, 3, 29, 8, tzinfo=UTC), by=cast.ciso, at=NOW)
    assert cancel(fourth, rest=True, because="They closed", by=cast.ciso, at=NOW) == 3
    states = [row.split()[-1] for row in days(series)]
    assert states == ["held", "closed", "missed", "cancelled", "cancelled", "cancelled"]
    assert set(series.sessions.filter(state="cancelled").values_list("why", flat=True)) == {"They closed"}
    series.refresh_from_db()
    assert series.ended_on == fourth.planned_for
    before = days(series)
    materialise(on=TODAY, at=NOW)
    materialise(on=date(2027, 5, 1), at=datetime(2027, 5, 1, 6, tzinfo=UTC))
    assert days(series) == before


def test_a_cancelled_talk_of_a_series_is_not_planned_again(cast, planned):
    series = planned()
    first = series.sessions.order_by("planned_for").first()
    skip(first, because="Ill", by=cast.ciso, at=NOW)
    assert materialise(on=TODAY, at=NOW + timedelta(hours=1)).created == 0
    first.refresh_from_db()
    assert (first.state, first.why) == ("cancelled", "Ill")


def test_a_series_that_ends_cancels_what_is_ahead_and_keeps_what_was(cast, planned):
    series = planned()
    assert end_series(series, on=date(2027, 3, 1), because="They closed", by=cast.ciso, at=NOW) == 4
    assert [row.split()[-1] for row in days(series)] == ["planned"] * 2 + ["cancelled"] * 4
    assert materialise(on=TODAY, at=NOW).created == 0


@pytest.mark.parametrize(
    ("values", "field", "because"),
    [
        ({"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "rule", "never happens"),
        ({"rule": "FREQ=WEEKLY;UNTIL=20261231"}, "rule", "before it begins"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "not a time zone"),
        ({"minutes": 3}, "minutes", "greater than"),
    ],
)
def test_what_cannot_be_planned_is_refused_where_it_was_written(planned, values, field, because):
    with pytest.raises(ValidationError) as refused:
        planned(**values)
    assert because in str(refused.value.message_dict[field])
    assert not Series.objects.exists()


def test_the_rule_is_kept_complete_in_itself(planned):
    assert planned(rule="FREQ=MONTHLY", starts_on=date(2027, 1, 31)).rule == (
        "FREQ=MONTHLY;BYMONTHDAY=31,-1;BYSETPOS=1"
    )


def test_planning_thirty_series_stays_within_its_queries(cast, planned, count_queries):
    for _ in range(3):
        planned(units=[UnitFactory(parent=cast.unit)])
    with count_queries() as seen:
        materialise(on=TODAY, at=NOW + timedelta(hours=1))
    assert len(seen) < 3 * 60, seen
