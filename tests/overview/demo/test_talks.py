"""The talks of the demo organisation: eighteen months of them, with what came of each."""

import re
from collections import Counter
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from dialogues.choices import ItemState, PromiseState, SessionKind, SessionState, Side
from dialogues.lines import parse
from dialogues.models import (
    AgendaItem,
    Commitment,
    Edition,
    Insight,
    InsightTheme,
    Participation,
    QuietTime,
    Scenario,
    Series,
    Session,
    SessionUnit,
    Term,
    Topic,
)
from dialogues.recurrence import occurrences
from dialogues.recurrence import parse as read_rule
from outreach.models import Message, State
from overview.demo import telling
from overview.demo.rhythms import RHYTHMS
from tests.overview.demo.day import DAY

pytestmark = pytest.mark.django_db

ACTIVE = ("open", "proposed")
# Words of the team about people and their influence have no place where a department reads along.
TEAM_MATTER = r"\b(engagement|stance|resistant|importance|defends us|do not argue|for the board)\b"


def closed():
    return Session.objects.filter(state=SessionState.CLOSED).exclude(kind=SessionKind.TOUCH)


def test_about_thirty_departments_have_recurring_talks_and_about_ninety_were_closed(read):
    assert 25 <= Series.objects.count() <= 35
    assert 85 <= closed().count() <= 105
    assert 12 <= Session.objects.filter(kind=SessionKind.TOUCH).count() <= 25
    assert set(Session.objects.values_list("kind", flat=True)) == set(SessionKind.values)
    assert 25 <= SessionUnit.objects.filter(session__in=closed()).values("unit").distinct().count() <= 40


def test_nobody_meets_while_the_offices_are_closed(read):
    days = [timezone.localdate(talk.starts_at) for talk in Session.objects.planned()]
    assert not [day for day in days if (day.month, day.day) in {(1, 1), (5, 1)}]
    assert not [day for day in days if (day.month, day.day) >= (12, 24)]


def test_the_weeks_to_come_are_full_of_planned_talks(read):
    planned = Session.objects.filter(state=SessionState.PLANNED, starts_at__date__gt=DAY)
    assert planned.count() >= 40
    assert planned.filter(starts_at__date__lte=DAY + timedelta(days=42)).count() >= 12
    assert not planned.filter(participations=None).exists()


def test_one_talk_is_being_held_and_the_notes_of_another_are_missing(read):
    (now,) = Session.objects.filter(state=SessionState.HELD)
    assert timezone.localdate(now.starts_at) == DAY
    assert now.session_units.get().unit.code == "MKT"
    assert {draft.team for draft in now.drafts.all()} == {False, True}
    assert now.agenda.filter(state=ItemState.OPEN).exists()
    assert now.agenda.filter(state=ItemState.DONE).exists()
    noon = now.starts_at + timedelta(hours=1)
    (missing,) = Session.objects.notes_missing(at=noon).filter(state=SessionState.PLANNED)
    assert timezone.localdate(missing.starts_at) == DAY - timedelta(days=1)


def test_every_point_of_every_closed_talk_is_accounted_for(read):
    settled = {ItemState.DONE, ItemState.DROPPED, ItemState.CARRIED}
    states = Counter()
    for talk in closed().prefetch_related("agenda"):
        points = [item.state for item in talk.agenda.all()]
        assert points, talk.title
        assert len(points) == sum(points.count(state) for state in settled)
        states.update(points)
    assert set(states) == settled
    assert not AgendaItem.objects.filter(state=ItemState.DROPPED, because="").exists()


def test_what_was_carried_is_on_the_next_agenda_unless_it_was_settled_meanwhile(read):
    for item in AgendaItem.objects.filter(came_from__isnull=False).select_related("came_from"):
        assert item.came_from.state == ItemState.CARRIED
        assert item.carried == item.came_from.carried + 1
    assert AgendaItem.objects.filter(carried__gte=2).exists()


def test_every_closed_talk_has_notes_and_somebody_who_spoke(read):
    for talk in closed():
        assert len(talk.notes) > 80, talk.title
    spoke = Participation.objects.filter(session__in=closed(), speaks=True).values("session").distinct()
    assert spoke.count() >= 0.9 * closed().count()
    assert closed().exclude(team_notes="").count() >= 10


def test_lines_of_the_notes_became_what_was_heard(read):
    for talk in closed().prefetch_related("insights"):
        said = {line.text for line in parse(talk.notes, [], DAY) if line.kind not in ("", "promise")}
        assert said == {one.text for one in talk.insights.all() if not one.team_only}, talk.title


def test_what_is_for_the_team_is_not_in_shared_notes(read):
    for talk in Session.objects.exclude(notes=""):
        assert not re.search(TEAM_MATTER, talk.notes.lower()), talk.title
    for one in Insight.objects.filter(team_only=True).select_related("session"):
        assert one.text not in one.session.notes
    assert Insight.objects.filter(team_only=True).count() >= 3


def test_themes_recur_across_departments(read):
    units = Counter(name for name, _ in set(InsightTheme.objects.values_list("theme__name", "insight__unit")))
    for theme in ("vendor-access", "ai-tools", "leavers", "shared-mailboxes", "shadow-it", "patch-windows"):
        assert units[theme] >= 4, theme


def test_promises_of_both_sides_stand_in_every_way(read):
    for side in Side.values:
        states = set(Commitment.objects.filter(side=side).values_list("state", flat=True))
        assert {PromiseState.OPEN, PromiseState.KEPT, PromiseState.PROPOSED} <= states
    assert Commitment.objects.filter(state=PromiseState.DROPPED).exclude(because="").exists()
    assert Commitment.objects.overdue(on=DAY).count() >= 5
    assert Commitment.objects.filter(state=PromiseState.OPEN, carried__gte=2).exists()
    assert Commitment.objects.exclude(link="").count() >= 4
    kept = Commitment.objects.filter(state=PromiseState.KEPT).count()
    assert kept >= 2 * Commitment.objects.filter(state__in=ACTIVE).count()


def test_the_head_is_owed_something_owes_something_and_has_talks_behind_and_ahead(read):
    head = User.objects.get(email="head@demo.example")
    seen = Commitment.objects.visible_to(head).filter(unit__code="MKT", state__in=ACTIVE)
    assert set(seen.values_list("side", flat=True)) == set(Side.values)
    talks = Session.objects.visible_to(head)
    assert talks.filter(state=SessionState.CLOSED).count() >= 4
    assert talks.filter(state=SessionState.PLANNED, starts_at__date__gt=DAY).exists()
    assert not Insight.objects.visible_to(head).filter(team_only=True).exists()
    assert Topic.objects.filter(proposed_by=head, withdrawn_at=None).exists()


def test_everybody_was_there_at_the_time_they_took_part(read):
    for row in Participation.objects.filter(attended=True, contact__isnull=False).select_related(
        "contact", "session"
    ):
        left = row.contact.left_on
        assert left is None or left >= timezone.localdate(row.session.starts_at)


def test_the_library_is_there_and_one_template_has_a_second_edition(read):
    assert Edition.objects.filter(published_on__isnull=False, number=2).count() == 1
    assert Scenario.objects.count() >= 10
    assert Term.objects.count() >= 30
    before, after = (
        closed().filter(edition__framework__code="marketing", edition__number=number).exists()
        for number in (1, 2)
    )
    assert before
    assert after


def test_quiet_times_and_topics_wait(read):
    assert QuietTime.objects.filter(until__gte=DAY).count() >= 4
    assert Topic.objects.filter(session=None, withdrawn_at=None).count() >= 4
    assert Topic.objects.exclude(withdrawn_at=None).count() == 1


def test_mail_stands_in_the_outbox_in_several_states(read):
    states = Counter(Message.objects.values_list("state", flat=True))
    assert {State.SENT, State.FAILED, State.SKIPPED} <= set(states)
    assert len(set(Message.objects.values_list("kind", flat=True))) >= 3


@pytest.mark.parametrize("today", [date(2026, 1, 30), date(2026, 8, 31), date(2027, 2, 28)])
def test_the_rule_of_a_series_names_the_days_that_the_story_tells(today):
    for rhythm in RHYTHMS:
        days = rhythm.days(today, len(telling.talks_of(rhythm.key)) + rhythm.untold)
        assert all(day.weekday() < 5 for day in days)
        found = occurrences(
            read_rule(rhythm.rule(today)), days[0], time(10), rhythm.zone, before=days[-1] + timedelta(1)
        )
        assert [one.day for one in found] == days, rhythm.key
