"""What happened to units as a whole."""

import factory

from overview.models import Reorganisation, ReorganisationUnit
from tests.factories.base import RecordedFactory
from tests.factories.units import UnitFactory, in_days


class ReorganisationFactory(RecordedFactory):
    """A replacement ten days ago. `before=[unit or name, …]` became `after=[unit or name, …]`."""

    class Meta:
        model = Reorganisation

    class Params:
        merger = factory.Trait(kind=Reorganisation.Kind.MERGER)
        split = factory.Trait(kind=Reorganisation.Kind.SPLIT)
        undated = factory.Trait(effective_on=None)

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
