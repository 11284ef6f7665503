"""The directory: people, what they are there for, and how they are reached."""

from datetime import date

import factory

from contacts.choices import Engagement, Priority, Purpose
from contacts.functions import HEAD
from contacts.models import Absence, Assignment, Contact, Distinct, Function, Pathway, PathwayStep, Stance
from tests.factories.accounts import UserFactory
from tests.factories.base import RecordedFactory
from tests.factories.units import AssetFactory, ProcessFactory, UnitFactory, in_days


class ContactFactory(RecordedFactory):
    """Somebody who can be reached and whose number was confirmed lately."""

    class Meta:
        model = Contact

    class Params:
        left = factory.Trait(left_on=in_days(-30))
        leaving = factory.Trait(left_on=in_days(14))
        unreachable = factory.Trait(email="", phone="", phone_confirmed_on=None)
        number_old = factory.Trait(phone_confirmed_on=in_days(-500))
        signs_in = factory.Trait(user=factory.SubFactory(UserFactory, head=True))

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@cast.example")
    personnel_number = factory.Sequence(lambda n: f"P{n:05d}")
    phone = factory.Sequence(lambda n: f"+44 20 7946 {n:04d}")
    phone_confirmed_on = in_days(-20)
    title = "Manager"
    home_unit = factory.SubFactory(UnitFactory)


class FunctionFactory(RecordedFactory):
    """A responsibility of the organisation's own; with the `code` of a built-in one that one."""

    class Meta:
        model = Function
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"function-{n}")
    name = factory.Sequence(lambda n: f"Function {n}")


class AssignmentFactory(RecordedFactory):
    """Head of a unit, since a while. `code="deputy"` for another responsibility."""

    class Meta:
        model = Assignment
        exclude = ("code",)

    class Params:
        ended = factory.Trait(since=date(2015, 1, 1), until=in_days(-100))
        second = factory.Trait(priority=Priority.SECONDARY)

    code = HEAD
    contact = factory.SubFactory(ContactFactory)
    unit = factory.SubFactory(UnitFactory)
    function = factory.SubFactory(FunctionFactory, code=factory.SelfAttribute("..code"))
    since = in_days(-400)


class AssetOwnerFactory(AssignmentFactory):
    code = "data_owner"
    asset = factory.SubFactory(AssetFactory, unit=factory.SelfAttribute("..unit"))


class ProcessOwnerFactory(AssignmentFactory):
    code = "process_owner"
    process = factory.SubFactory(ProcessFactory, unit=factory.SelfAttribute("..unit"))


class AbsenceFactory(RecordedFactory):
    """Away now, and covered."""

    class Meta:
        model = Absence

    contact = factory.SubFactory(ContactFactory)
    since = in_days(-2)
    until = in_days(5)
    cover = factory.SubFactory(ContactFactory)


class StanceFactory(RecordedFactory):
    class Meta:
        model = Stance

    contact = factory.SubFactory(ContactFactory)
    current = Engagement.NEUTRAL
    desired = Engagement.SUPPORTIVE
    note = "Fears longer projects"
    noted_on = in_days(-60)


class PathwayFactory(RecordedFactory):
    class Meta:
        model = Pathway

    unit = factory.SubFactory(UnitFactory)
    purpose = Purpose.INCIDENT


class PathwayStepFactory(RecordedFactory):
    class Meta:
        model = PathwayStep

    pathway = factory.SubFactory(PathwayFactory)
    position = factory.Sequence(lambda n: n % 1000 + 1)
    contact = factory.SubFactory(ContactFactory)


class DistinctFactory(RecordedFactory):
    """Two people who look like one, looked at."""

    class Meta:
        model = Distinct

    first = factory.SubFactory(ContactFactory)
    second = factory.SubFactory(ContactFactory)
