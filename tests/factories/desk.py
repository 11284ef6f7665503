"""What jobs and people keep for themselves. Not tracked; the people they belong to are."""

import hashlib
import uuid
from datetime import timedelta

import factory
from django.utils import timezone

from desk.evidence.digests import tables
from desk.evidence.seal import digest_of, run, seal
from desk.models import (
    DefaultView,
    EvidenceAnchor,
    EvidenceExport,
    EvidencePart,
    EvidenceShape,
    Heartbeat,
    Job,
    Mapping,
    RedactedVersion,
    Redaction,
    SavedView,
    SheetImport,
    Snooze,
)
from tests.factories.accounts import UserFactory
from tests.factories.base import RecordedFactory
from tests.factories.units import in_days


class HeartbeatFactory(RecordedFactory):
    class Meta:
        model = Heartbeat

    name = Heartbeat.TICK
    beat_at = factory.LazyFunction(timezone.now)


class SheetImportFactory(RecordedFactory):
    """A file of two units, uploaded and not looked at yet. `text` is what stands in it."""

    class Meta:
        model = SheetImport

    class Params:
        text = "code,name\nA-1,First\nA-2,Second\n"
        applied = factory.Trait(
            state=SheetImport.State.APPLIED,
            applied_at=factory.LazyFunction(timezone.now),
            applied_by=factory.SelfAttribute("uploaded_by"),
        )

    kind = "units"
    file_name = factory.Sequence(lambda n: f"units-{n}.csv")
    uploaded_at = factory.LazyFunction(timezone.now)
    uploaded_by = factory.SubFactory(UserFactory)

    content = factory.LazyAttribute(lambda made: made.text.encode())
    size = factory.LazyAttribute(lambda made: len(made.content))
    sha256 = factory.LazyAttribute(lambda made: hashlib.sha256(made.content).hexdigest())


class JobFactory(RecordedFactory):
    """Somebody asked for a pack of call sheets, and no worker has begun."""

    class Meta:
        model = Job

    class Params:
        running = factory.Trait(
            token=factory.LazyFunction(uuid.uuid4),
            attempts=1,
            started_at=factory.LazyFunction(timezone.now),
            lease_until=factory.LazyFunction(lambda: timezone.now() + timedelta(minutes=1)),
        )
        lapsed = factory.Trait(
            running=True, lease_until=factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=1))
        )
        finished = factory.Trait(
            finished_at=factory.LazyFunction(timezone.now), outcome=Job.Outcome.DONE, attempts=1
        )

    kind = "offline_pack"
    by = factory.SubFactory(UserFactory)
    created_at = factory.LazyFunction(timezone.now)


class MappingFactory(RecordedFactory):
    class Meta:
        model = Mapping

    kind = "units"
    name = factory.Sequence(lambda n: f"System {n}")
    rules = factory.LazyAttribute(lambda o: {"name": o.name, "columns": {"Org": "code"}, "constants": {}})
    saved_at = factory.LazyFunction(timezone.now)
    saved_by = factory.SubFactory(UserFactory)


class RedactionFactory(RecordedFactory):
    """An entry about one person who left, by nobody but the rule."""

    class Meta:
        model = Redaction

    at = factory.LazyFunction(timezone.now)
    actor = "Retention"
    model = "contacts.Contact"
    object_ids = factory.LazyFunction(lambda: [1])
    fields = factory.LazyFunction(lambda: ["email", "name", "phone"])
    rule = "People who left"
    reason = "Their last day was 24 months ago"
    record_group = factory.LazyFunction(uuid.uuid4)
    versions = 3


class SnoozeFactory(RecordedFactory):
    class Meta:
        model = Snooze

    user = factory.SubFactory(UserFactory)
    key = factory.Sequence(lambda n: f"incomplete:{n}")
    until = in_days(7)


class EvidenceShapeFactory(RecordedFactory):
    class Meta:
        model = EvidenceShape
        django_get_or_create = ("digest",)

    columns = factory.LazyFunction(tables)
    digest = factory.LazyAttribute(lambda made: digest_of(made.columns))


class EvidenceAnchorFactory(RecordedFactory):
    """The first anchor, of an empty record: its hash is in order."""

    class Meta:
        model = EvidenceAnchor

    number = 1
    made_at = factory.LazyFunction(timezone.now)
    actor = "SRRM"
    up_to = factory.LazyAttribute(lambda made: made.made_at - timedelta(hours=1))
    versions = 0
    total = 0
    shape = factory.SubFactory(EvidenceShapeFactory)
    tables = factory.LazyFunction(dict)
    redactions = factory.LazyFunction(lambda: {"last": 0, "entries": 0, "digest": run([])[1]})
    hash = factory.LazyAttribute(
        lambda made: seal(
            number=made.number, previous="", up_to=made.up_to, shape=made.shape.digest, tables=made.tables,
            redactions=made.redactions,
        )
    )  # fmt: skip


class RedactedVersionFactory(RecordedFactory):
    class Meta:
        model = RedactedVersion

    redaction = factory.SubFactory(RedactionFactory)
    table = "contacts_historicalcontact"
    version = factory.Sequence(lambda n: n + 1)


class EvidenceExportFactory(RecordedFactory):
    """Taken by an administrator, of the whole record; its file is one short piece."""

    class Meta:
        model = EvidenceExport

    taken_at = factory.LazyFunction(timezone.now)
    by = factory.SubFactory(UserFactory, admin=True)
    role = factory.SelfAttribute("by.role")
    parameters = factory.LazyFunction(lambda: {"kinds": [], "seed": "7", "size": 25})
    population = 100
    chosen = 25
    lines = 27
    size = 2
    sha256 = "4" * 64
    hash = factory.Sequence(lambda n: f"{n:064x}")


class EvidencePartFactory(RecordedFactory):
    class Meta:
        model = EvidencePart

    export = factory.SubFactory(EvidenceExportFactory)
    number = factory.Sequence(lambda n: n)
    content = b"{}\n"


class SavedViewFactory(RecordedFactory):
    """Active departments, kept by somebody for themselves."""

    class Meta:
        model = SavedView

    class Params:
        for_the_team = factory.Trait(shared=True)

    owner = factory.SubFactory(UserFactory)
    listing = "units:list"
    name = factory.Sequence(lambda n: f"View {n}")
    query = "status=active"
    saved_at = factory.LazyFunction(timezone.now)


class DefaultViewFactory(RecordedFactory):
    class Meta:
        model = DefaultView

    view = factory.SubFactory(SavedViewFactory)
    user = factory.SelfAttribute("view.owner")
    listing = factory.SelfAttribute("view.listing")
