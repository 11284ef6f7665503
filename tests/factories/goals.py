"""What the security programme wants to reach."""

import factory

from goals.choices import CsfFunction
from goals.models import Objective
from tests.factories.base import RecordedFactory
from tests.factories.units import in_days


class ObjectiveFactory(RecordedFactory):
    class Meta:
        model = Objective

    class Params:
        retired = factory.Trait(retired_on=in_days(-30))

    name = factory.Sequence(lambda n: f"Objective {n}")
    why = "What it is good for, in a sentence."
    function = CsfFunction.PROTECT
