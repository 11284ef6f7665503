"""The shape of a version row: what django-simple-history keeps, plus what makes it evidence."""

from zlib import crc32

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import F, Func, Q
from simple_history.models import HistoricalRecords

from common.history.versions import build_versions


class VersionBase(models.Model):
    """Columns that every version row has besides the copied ones.

    `valid` is the time during which this version was the current one, [history_date, valid_to);
    the database closes it when the next version arrives. A deletion's range is empty.
    """

    history_group = models.UUIDField()
    history_actor = models.CharField(max_length=200)
    history_label = models.CharField(max_length=300)
    history_subjects = ArrayField(models.CharField(max_length=100), default=list)
    history_labels = models.JSONField(default=dict)
    history_changes = models.JSONField(default=dict)
    valid_to = models.DateTimeField(null=True, editable=False)
    valid = models.GeneratedField(
        expression=Func(F("history_date"), F("valid_to"), function="tstzrange"),
        output_field=DateTimeRangeField(),
        db_persist=True,
    )

    class Meta:
        abstract = True


class Until(Func):
    """When a version stopped to hold; one that still does, never."""

    template = "coalesce(%(expressions)s, 'infinity'::timestamptz)"
    output_field = models.DateTimeField()


def _short(table: str) -> str:
    """A name for the index of a table, within the 30 signs that Django allows."""
    return f"{table[:20]}_{crc32(table.encode()) & 0xFFFFFF:06x}_at"


def _leads_to(model) -> list[str]:
    """Foreign keys by which a past day is asked as the present is; hardly anything is looked up by who signed in."""
    users = settings.AUTH_USER_MODEL
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.is_relation and not field.primary_key and _named(field) != users
    ]


def _named(field) -> str:
    to = field.remote_field.model
    return to if isinstance(to, str) else to._meta.label


class TrackedRecords(HistoricalRecords):
    """History without implicit actors, foreign keys or per-column indexes; fields to leave out are
    named on the model (`untracked_fields`)."""

    def __init__(self, **kwargs):
        super().__init__(
            inherit=True,
            bases=[VersionBase],
            # A plain number: the actor's name is kept as text, and a version must never change.
            history_user_id_field=models.BigIntegerField(null=True),
            **kwargs,
        )

    def fields_included(self, model):
        left_out = getattr(model, "untracked_fields", ())
        return [field for field in model._meta.fields if field.name not in left_out]

    def create_history_model(self, model, inherited):
        self.excluded_fields = list(getattr(model, "untracked_fields", ()))
        return super().create_history_model(model, inherited)

    def copy_fields(self, model):
        fields = super().copy_fields(model)
        for field in fields.values():
            field.db_index = False
            field._unique = False
        return fields

    @property
    def _date_indexing(self):
        return False

    def get_meta_options(self, model):
        options = super().get_meta_options(model)
        table = model._meta.db_table
        options["indexes"] = [
            GistIndex(fields=["valid"]),
            models.Index(fields=["-history_date", "-history_id"]),
            # One look at the index finds the version of one thing at a moment.
            models.Index("id", "history_date", Until("valid_to"), name=_short(table)),
            models.Index(fields=["history_group"]),
            GinIndex(fields=["history_subjects"]),
            *(models.Index(fields=[name]) for name in _leads_to(model)),
        ]
        options["constraints"] = [
            models.UniqueConstraint(
                fields=["id"], condition=Q(valid_to__isnull=True), name=f"{table}_one_open_version"
            )
        ]
        return options

    def pre_delete(self, instance, **kwargs):
        """What goes along with something else is put into words while that is still there."""
        super().pre_delete(instance, **kwargs)
        [instance._last_version] = build_versions([instance], "-")

    def create_historical_record(self, instance, history_type, using=None):
        version = instance.__dict__.pop("_last_version", None) if history_type == "-" else None
        if version is None:
            before = instance.loaded_values if history_type == "~" else {}
            [version] = build_versions([instance], history_type, [before])
        version.save(using=using)
