"""The inventory: units and what belongs to them."""

from datetime import date, timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from tests.factories.accounts import UserFactory
from tests.factories.base import RecordedFactory
from units.choices import (
    Appetite,
    AssetKind,
    Bucket,
    Classification,
    Depth,
    Handled,
    Harm,
    ImpactCategory,
    Kind,
    RiskLevel,
    Severity,
    Status,
    WorkMode,
)
from units.models import (
    Asset,
    Dependency,
    FormerCode,
    Impact,
    Incident,
    IncidentReader,
    IncidentUnit,
    Obligation,
    Process,
    ProcessAsset,
    Stewardship,
    Unit,
    UnitObligation,
)


def in_days(days: int):
    return factory.LazyFunction(lambda: timezone.localdate() + timedelta(days))


class UnitFactory(RecordedFactory):
    """An active department of which only code, name and kind are known. `stewards=[user, …]` may act for it."""

    class Meta:
        model = Unit

    class Params:
        division = factory.Trait(kind=Kind.DIVISION)
        team = factory.Trait(kind=Kind.TEAM)
        subsidiary = factory.Trait(kind=Kind.SUBSIDIARY)
        shared_service = factory.Trait(kind=Kind.SHARED_SERVICE)
        external_partner = factory.Trait(kind=Kind.EXTERNAL_PARTNER)
        planned = factory.Trait(status=Status.PLANNED, opened_on=in_days(60))
        closed = factory.Trait(status=Status.CLOSED, opened_on=date(2010, 1, 1), closed_on=in_days(-30))
        important = factory.Trait(strategic_importance=5)
        risky = factory.Trait(exposure=5, incident_history=5, strategic_importance=4, compliance_burden=4)
        calm = factory.Trait(exposure=1, incident_history=1, strategic_importance=1, compliance_burden=1)
        overridden = factory.Trait(
            risk_override=RiskLevel.VERY_HIGH,
            risk_override_reason="A new system goes live this month",
            risk_override_until=in_days(30),
        )
        override_expired = factory.Trait(
            risk_override=RiskLevel.VERY_HIGH,
            risk_override_reason="A new system went live",
            risk_override_until=in_days(-1),
        )
        owned = factory.Trait(owner=factory.SubFactory(UserFactory))
        covered = factory.Trait(
            owner=factory.SubFactory(UserFactory),
            owner_cover=factory.SubFactory(UserFactory),
            cover_from=in_days(-7),
            cover_until=in_days(7),
        )
        pinned_headcount = factory.Trait(
            headcount=40, sources={"headcount": {"source": "HR export", "value": "38"}}, pinned=["headcount"]
        )
        light = factory.Trait(depth_choice=Depth.LIGHT)
        standard = factory.Trait(depth_choice=Depth.STANDARD)
        full = factory.Trait(depth_choice=Depth.FULL)
        # Everything a full record asks for that is a field of the unit itself.
        complete = factory.Trait(
            owner=factory.SubFactory(UserFactory),
            opened_on=date(2012, 4, 1),
            headcount=120,
            annual_revenue=Decimal("1500000.00"),
            strategic_importance=3,
            exposure=3,
            compliance_burden=3,
            incident_history=2,
            risk_appetite=Appetite.CAUTIOUS,
            work_mode=WorkMode.HYBRID,
            hurts_after=Bucket.DAYS_3,
            purpose="Pays suppliers on time.",
            security_view="Helpful when it is quick.",
        )

    code = factory.Sequence(lambda n: f"U-{n:04d}")
    name = factory.Sequence(lambda n: f"Department {n}")
    kind = Kind.DEPARTMENT

    @factory.post_generation
    def stewards(obj, create, users, **kwargs):
        if create:
            for user in users or []:
                StewardshipFactory(unit=obj, user=user)


class StewardshipFactory(RecordedFactory):
    class Meta:
        model = Stewardship

    unit = factory.SubFactory(UnitFactory)
    user = factory.SubFactory(UserFactory, head=True)


class FormerCodeFactory(RecordedFactory):
    class Meta:
        model = FormerCode

    unit = factory.SubFactory(UnitFactory)
    code = factory.Sequence(lambda n: f"OLD-{n:04d}")


class ObligationFactory(RecordedFactory):
    class Meta:
        model = Obligation

    class Params:
        light = factory.Trait(weight=1)
        heavy = factory.Trait(weight=5)

    name = factory.Sequence(lambda n: f"Regulation {n}")
    description = "What it asks, in a sentence."


class UnitObligationFactory(RecordedFactory):
    class Meta:
        model = UnitObligation

    unit = factory.SubFactory(UnitFactory)
    obligation = factory.SubFactory(ObligationFactory)


class IncidentFactory(RecordedFactory):
    """Happened ten days ago. `units=[unit, …]` were touched; `readers=[user, …]` may read a restricted one."""

    class Meta:
        model = Incident

    class Params:
        restrict = factory.Trait(restricted=True)
        severe = factory.Trait(severity=Severity.SEVERE)
        old = factory.Trait(occurred_on=in_days(-800))

    title = factory.Sequence(lambda n: f"Incident {n}")
    occurred_on = in_days(-10)
    severity = Severity.FELT
    summary = "What happened, in a sentence."

    @factory.post_generation
    def units(obj, create, units, **kwargs):
        if create:
            for unit in units or []:
                IncidentUnitFactory(incident=obj, unit=unit)

    @factory.post_generation
    def readers(obj, create, users, **kwargs):
        if create:
            for user in users or []:
                IncidentReaderFactory(incident=obj, user=user)


class IncidentUnitFactory(RecordedFactory):
    class Meta:
        model = IncidentUnit

    incident = factory.SubFactory(IncidentFactory)
    unit = factory.SubFactory(UnitFactory)


class IncidentReaderFactory(RecordedFactory):
    class Meta:
        model = IncidentReader

    incident = factory.SubFactory(IncidentFactory, restrict=True)
    user = factory.SubFactory(UserFactory)


class AssetFactory(RecordedFactory):
    """Something internal of moderate criticality."""

    class Meta:
        model = Asset

    class Params:
        crown = factory.Trait(criticality=5, classification=Classification.RESTRICTED)
        supplier = factory.Trait(kind=AssetKind.SUPPLIER)
        cards = factory.Trait(handles=[Handled.CARD], classification=Classification.RESTRICTED)

    unit = factory.SubFactory(UnitFactory)
    name = factory.Sequence(lambda n: f"Customer list {n}")
    classification = Classification.INTERNAL
    criticality = 3


class ProcessFactory(RecordedFactory):
    class Meta:
        model = Process

    class Params:
        timed = factory.Trait(mtd_hours=72, rto_hours=24, rpo_hours=4)
        contradictory = factory.Trait(mtd_hours=24, rto_hours=72)

    unit = factory.SubFactory(UnitFactory)
    name = factory.Sequence(lambda n: f"Pay suppliers {n}")


class ProcessAssetFactory(RecordedFactory):
    class Meta:
        model = ProcessAsset

    process = factory.SubFactory(ProcessFactory)
    asset = factory.SubFactory(AssetFactory, unit=factory.SelfAttribute("..process.unit"))


class ImpactFactory(RecordedFactory):
    """Severe for the money after a day."""

    class Meta:
        model = Impact

    process = factory.SubFactory(ProcessFactory)
    category = ImpactCategory.FINANCIAL
    bucket = Bucket.DAY_1
    severity = Harm.SEVERE


class DependencyFactory(RecordedFactory):
    class Meta:
        model = Dependency

    class Params:
        critical = factory.Trait(criticality=5)
        in_words = factory.Trait(provider=None, provider_named="The people who run the mail")

    consumer = factory.SubFactory(UnitFactory)
    provider = factory.SubFactory(UnitFactory)
    flows = "Orders"
    criticality = 3
