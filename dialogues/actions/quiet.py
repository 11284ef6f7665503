"""When a department wants to be left alone: entered, changed, taken back. Its recurring talks follow at once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from common.history import recording
from dialogues.actions.materialise import Counts, materialise_series
from dialogues.models import QuietTime, Series, SeriesUnit


@transaction.atomic
def save_quiet(quiet: QuietTime, *, by, at: datetime, reason: str = "") -> Counts:
    """Raises ValidationError."""
    before = quiet.loaded_values.get("unit_id") if quiet.pk else None
    with recording(by=by, reason=reason or "When the department wants no talks"):
        quiet.full_clean()
        quiet.save()
    return _follow({quiet.unit_id, before} - {None}, by=by, at=at)


@transaction.atomic
def remove_quiet(quiet: QuietTime, *, by, at: datetime, reason: str = "") -> Counts:
    unit_id = quiet.unit_id
    with recording(by=by, reason=reason or "The department can be talked to again"):
        quiet.delete()
    return _follow({unit_id}, by=by, at=at)


def _follow(unit_ids: set[int], *, by, at: datetime) -> Counts:
    counts = Counts()
    today = timezone.localdate(at)
    of_units = SeriesUnit.objects.filter(unit__in=unit_ids).values("series")
    for pk in (
        Series.objects.running(on=today).filter(pk__in=of_units).order_by("pk").values_list("pk", flat=True)
    ):
        counts += materialise_series(
            pk, on=today, at=at, by=by, reason="A department wants no talks at that time"
        )
    return counts
