"""Talks: the plan, the talk itself, and what came of it. What they are prepared with has factories of its own."""

import hashlib
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import factory
from django.utils import timezone

from dialogues.choices import (
    How,
    InsightKind,
    ItemKind,
    ItemState,
    PromiseState,
    SessionKind,
    SessionState,
    Side,
)
from dialogues.models import (
    AgendaItem,
    Commitment,
    Draft,
    FeedToken,
    Insight,
    InsightTheme,
    Participation,
    QuietTime,
    Series,
    SeriesParticipant,
    SeriesUnit,
    Session,
    SessionUnit,
    Theme,
    Topic,
)
from tests.factories.accounts import UserFactory
from tests.factories.base import RecordedFactory
from tests.factories.contacts import ContactFactory, FunctionFactory
from tests.factories.units import UnitFactory, in_days

ZONE = "Europe/Vienna"
NOW = factory.LazyFunction(timezone.now)


def at_ten(days: int):
    """Ten o'clock in the zone of the talks, so many days from today."""

    def start():
        day = timezone.localdate() + timedelta(days)
        return datetime.combine(day, time(10), tzinfo=ZoneInfo(ZONE))

    return factory.LazyFunction(start)


class SeriesFactory(RecordedFactory):
    """Every first Monday of the month, running for half a year. `units=[unit, …]` are its departments."""

    class Meta:
        model = Series

    class Params:
        joint = factory.Trait(kind="joint")
        ended = factory.Trait(ended_on=in_days(-10))
        inviting = factory.Trait(invite=True)

    name = factory.Sequence(lambda n: f"Security talk {n}")
    rule = "FREQ=MONTHLY;BYDAY=1MO"
    starts_on = in_days(-180)
    at_time = time(10)
    time_zone = ZONE
    liaison = factory.SubFactory(UserFactory)

    @factory.post_generation
    def units(obj, create, units, **kwargs):
        for unit in units or []:
            SeriesUnitFactory(series=obj, unit=unit)


class SeriesUnitFactory(RecordedFactory):
    class Meta:
        model = SeriesUnit

    series = factory.SubFactory(SeriesFactory)
    unit = factory.SubFactory(UnitFactory)


class SeriesParticipantFactory(RecordedFactory):
    """Whoever is head at the time. `named=True` a person, `ours=True` a colleague."""

    class Meta:
        model = SeriesParticipant

    class Params:
        named = factory.Trait(function=None, contact=factory.SubFactory(ContactFactory))
        ours = factory.Trait(function=None, user=factory.SubFactory(UserFactory))

    series = factory.SubFactory(SeriesFactory)
    function = factory.SubFactory(FunctionFactory, code="head")


class QuietTimeFactory(RecordedFactory):
    """Two weeks from next month on."""

    class Meta:
        model = QuietTime

    unit = factory.SubFactory(UnitFactory)
    since = in_days(30)
    until = in_days(43)
    why = "Annual accounts"


class SessionFactory(RecordedFactory):
    """Planned in a week, by nobody's rule. `units=[unit, …]` are its departments."""

    class Meta:
        model = Session

    class Params:
        held = factory.Trait(
            state=SessionState.HELD,
            starts_at=at_ten(-1),
            opened_at=factory.SelfAttribute("starts_at"),
            opened_by=factory.SelfAttribute("liaison"),
        )
        closed = factory.Trait(
            state=SessionState.CLOSED,
            starts_at=at_ten(-30),
            opened_at=factory.SelfAttribute("starts_at"),
            opened_by=factory.SelfAttribute("liaison"),
            closed_at=factory.LazyAttribute(lambda talk: talk.starts_at + timedelta(hours=1)),
            closed_by=factory.SelfAttribute("liaison"),
            notes="They move to another provider in spring.",
        )
        cancelled = factory.Trait(state=SessionState.CANCELLED, why="Half of them are ill")
        missed = factory.Trait(state=SessionState.MISSED, starts_at=at_ten(-3), why="Nobody came")
        touch = factory.Trait(
            kind=SessionKind.TOUCH,
            state=SessionState.CLOSED,
            how=How.CORRIDOR,
            starts_at=at_ten(-5),
            minutes=5,
            closed_at=factory.SelfAttribute("starts_at"),
            closed_by=factory.SelfAttribute("liaison"),
            notes="Spoke about the new supplier.",
        )
        joint = factory.Trait(kind=SessionKind.JOINT)
        limited_to_its_people = factory.Trait(limited=True)
        of_series = factory.Trait(
            series=factory.SubFactory(SeriesFactory),
            planned_for=factory.LazyAttribute(
                lambda talk: talk.starts_at.astimezone(ZoneInfo(talk.time_zone)).date()
            ),
        )

    title = factory.Sequence(lambda n: f"Talk {n}")
    starts_at = at_ten(7)
    time_zone = ZONE
    liaison = factory.SubFactory(UserFactory)

    @factory.post_generation
    def units(obj, create, units, **kwargs):
        for unit in units or []:
            SessionUnitFactory(session=obj, unit=unit)


class SessionUnitFactory(RecordedFactory):
    class Meta:
        model = SessionUnit

    session = factory.SubFactory(SessionFactory)
    unit = factory.SubFactory(UnitFactory)


class ParticipationFactory(RecordedFactory):
    """Somebody of the department. `ours=True` one of us."""

    class Meta:
        model = Participation

    class Params:
        ours = factory.Trait(contact=None, user=factory.SubFactory(UserFactory))
        came = factory.Trait(attended=True)
        spoke = factory.Trait(attended=True, speaks=True)

    session = factory.SubFactory(SessionFactory)
    contact = factory.SubFactory(ContactFactory)


class DraftFactory(RecordedFactory):
    class Meta:
        model = Draft

    session = factory.SubFactory(SessionFactory, held=True)
    text = "They move to another provider"
    number = 1
    saved_at = NOW
    saved_by = factory.SubFactory(UserFactory)


class FeedTokenFactory(RecordedFactory):
    """`token` is what the calendar program sends."""

    class Meta:
        model = FeedToken
        exclude = ("token",)

    token = factory.Sequence(lambda n: f"token-{n}")
    user = factory.SubFactory(UserFactory)
    digest = factory.LazyAttribute(lambda feed: hashlib.sha256(feed.token.encode()).hexdigest())
    made_at = NOW


class AgendaItemFactory(RecordedFactory):
    """Open, on the table of a talk that is being held."""

    class Meta:
        model = AgendaItem

    class Params:
        done = factory.Trait(state=ItemState.DONE, settled_at=NOW, settled_by=factory.SubFactory(UserFactory))
        dropped = factory.Trait(
            state=ItemState.DROPPED,
            because="Settled elsewhere",
            settled_at=NOW,
            settled_by=factory.SubFactory(UserFactory),
        )
        for_the_team = factory.Trait(team_only=True)

    session = factory.SubFactory(SessionFactory, held=True)
    position = factory.Sequence(lambda n: n % 1000)
    kind = ItemKind.QUESTION
    text = "What would stop you from working for a day?"


class CommitmentFactory(RecordedFactory):
    """Something we owe, accepted, due in two weeks. `theirs=True` the department owes it."""

    class Meta:
        model = Commitment

    class Params:
        theirs = factory.Trait(side=Side.THEY, user=None, contact=factory.SubFactory(ContactFactory))
        proposed = factory.Trait(state=PromiseState.PROPOSED, accepted_at=None, accepted_by=None)
        kept = factory.Trait(
            state=PromiseState.KEPT, settled_at=NOW, settled_by=factory.SubFactory(UserFactory)
        )
        dropped = factory.Trait(
            state=PromiseState.DROPPED,
            because="No longer needed",
            settled_at=NOW,
            settled_by=factory.SubFactory(UserFactory),
        )
        late = factory.Trait(made_on=in_days(-60), due_on=in_days(-5))
        undated = factory.Trait(due_on=None)

    text = factory.Sequence(lambda n: f"Send the list of suppliers, part {n}")
    side = Side.WE
    unit = factory.SubFactory(UnitFactory)
    user = factory.SubFactory(UserFactory)
    made_on = in_days(-10)
    due_on = in_days(14)
    state = PromiseState.OPEN
    accepted_at = NOW
    accepted_by = factory.SubFactory(UserFactory)


class TopicFactory(RecordedFactory):
    class Meta:
        model = Topic

    class Params:
        withdrawn = factory.Trait(withdrawn_at=NOW)

    unit = factory.SubFactory(UnitFactory)
    text = "Passwords on shared screens"
    proposed_by = factory.SubFactory(UserFactory, head=True)
    proposed_at = NOW


class ThemeFactory(RecordedFactory):
    class Meta:
        model = Theme
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: f"theme-{n}")


class InsightFactory(RecordedFactory):
    """A concern heard last week. `themes=["vendor-access", …]` are its themes."""

    class Meta:
        model = Insight

    class Params:
        for_the_team = factory.Trait(team_only=True)

    unit = factory.SubFactory(UnitFactory)
    kind = InsightKind.CONCERN
    text = factory.Sequence(lambda n: f"Suppliers keep their access for too long, case {n}")
    heard_on = in_days(-7)
    noted_by = factory.SubFactory(UserFactory)

    @factory.post_generation
    def themes(obj, create, names, **kwargs):
        for name in names or []:
            InsightThemeFactory(insight=obj, theme=ThemeFactory(name=name))


class InsightThemeFactory(RecordedFactory):
    class Meta:
        model = InsightTheme

    insight = factory.SubFactory(InsightFactory)
    theme = factory.SubFactory(ThemeFactory)
