"""What is kept on the roof: what happened to units as a whole, decisions about gaps, calls."""

import uuid
from datetime import timedelta

import factory
from django.utils import timezone

from overview.models import (
    CallSheet,
    CallTick,
    GapAssignment,
    GapDismissal,
    GapReading,
    OfflinePack,
    Reorganisation,
    ReorganisationReader,
    ReorganisationUnit,
)
from tests.factories.accounts import UserFactory
from tests.factories.base import RecordedFactory
from tests.factories.contacts import ContactFactory
from tests.factories.units import UnitFactory, in_days


class ReorganisationFactory(RecordedFactory):
    """A replacement ten days ago. `before=[unit or name, …]` became `after=[unit or name, …]`."""

    class Meta:
        model = Reorganisation

    class Params:
        merger = factory.Trait(kind=Reorganisation.Kind.MERGER)
        split = factory.Trait(kind=Reorganisation.Kind.SPLIT)
        undated = factory.Trait(effective_on=None)
        ahead = factory.Trait(state=Reorganisation.State.PREPARED, effective_on=in_days(30))

    kind = Reorganisation.Kind.REPLACEMENT
    effective_on = in_days(-10)

    @factory.post_generation
    def before(obj, create, sides, **kwargs):
        _add_sides(obj, create, "before", sides)

    @factory.post_generation
    def after(obj, create, sides, **kwargs):
        _add_sides(obj, create, "after", sides)


def _add_sides(reorganisation, create, side, named):
    if create:
        for one in named or []:
            text = {"unit": None, "outside": one} if isinstance(one, str) else {"unit": one}
            ReorganisationUnitFactory(reorganisation=reorganisation, side=side, **text)


class ReorganisationUnitFactory(RecordedFactory):
    class Meta:
        model = ReorganisationUnit

    class Params:
        outside_inventory = factory.Trait(unit=None, outside="A body elsewhere")

    reorganisation = factory.SubFactory(ReorganisationFactory)
    side = ReorganisationUnit.Side.BEFORE
    unit = factory.SubFactory(UnitFactory)


class ReorganisationReaderFactory(RecordedFactory):
    class Meta:
        model = ReorganisationReader

    reorganisation = factory.SubFactory(ReorganisationFactory, ahead=True, embargoed=True)
    user = factory.SubFactory(UserFactory, ciso=True)


class GapAssignmentFactory(RecordedFactory):
    class Meta:
        model = GapAssignment

    unit = factory.SubFactory(UnitFactory)
    key = factory.LazyAttribute(lambda gap: f"no_head:{gap.unit.pk}")
    assignee = factory.SubFactory(UserFactory, ciso=True)


class GapDismissalFactory(RecordedFactory):
    """May stay for another month."""

    class Meta:
        model = GapDismissal

    class Params:
        expired = factory.Trait(expires_on=in_days(-1))

    unit = factory.SubFactory(UnitFactory)
    key = factory.LazyAttribute(lambda gap: f"no_head:{gap.unit.pk}")
    reason = "The post is being filled"
    expires_on = in_days(30)


class GapReadingFactory(RecordedFactory):
    """Read a week ago."""

    class Meta:
        model = GapReading

    unit = factory.SubFactory(UnitFactory)
    taken_on = in_days(-7)
    key = factory.LazyAttribute(lambda gap: f"no_head:{gap.unit.pk}")
    rule = "nobody_named"
    severity = 2


class CallSheetFactory(RecordedFactory):
    """Opened an hour ago, still in use."""

    class Meta:
        model = CallSheet

    class Params:
        ended = factory.Trait(
            closed_at=factory.LazyFunction(timezone.now), closed_by=factory.SubFactory(UserFactory)
        )

    unit = factory.SubFactory(UnitFactory)
    opened_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    opened_by = factory.SubFactory(UserFactory, responder=True)


class CallTickFactory(RecordedFactory):
    class Meta:
        model = CallTick

    sheet = factory.SubFactory(CallSheetFactory)
    unit = factory.SelfAttribute("sheet.unit")
    contact = factory.SubFactory(ContactFactory)
    outcome = CallTick.Outcome.REACHED
    ticked_at = factory.LazyFunction(timezone.now)
    ticked_by = factory.SelfAttribute("sheet.opened_by")
    token = factory.LazyFunction(uuid.uuid4)


class OfflinePackFactory(RecordedFactory):
    class Meta:
        model = OfflinePack

    built_at = factory.LazyFunction(timezone.now)
    built_by = factory.SubFactory(UserFactory, admin=True)
    content = b"PK"
    size = 2
    sha256 = "0" * 64
    holds = factory.LazyFunction(lambda: {"units": 1, "people": 1, "numbers": 1})
