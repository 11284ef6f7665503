"""Saying who depends on whom, from either side; settling who is meant by a name; taking it off."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from units.choices import Status
from units.models import Dependency, Unit

CONSUMER, PROVIDER = "consumer", "provider"


@transaction.atomic
def save_dependency(
    dependency: Dependency, *, side: str = "", at: datetime | None = None, by, reason: str
) -> Dependency:
    """Writes a new or changed dependency. `side` is the one in whose name it was written: it counts as confirmed by
    it at that time. Raises ValidationError for one on itself, on a closed unit, or listed already."""
    with recording(by=by, reason=reason):
        if side:
            setattr(dependency, f"{side}_confirmed_at", at)
            setattr(dependency, f"{side}_confirmed_by", by)
        _judge(dependency)
        dependency.save()
    return dependency


@transaction.atomic
def settle_provider(dependency: Dependency, *, provider: Unit, by, reason: str) -> Dependency:
    """The provider that was only named in words is this unit; the words are kept beside it."""
    with recording(by=by, reason=reason):
        dependency.provider = provider
        _judge(dependency)
        dependency.save()
    return dependency


@transaction.atomic
def remove_dependency(dependency: Dependency, *, by, reason: str) -> None:
    """It is no longer so; the record keeps that it was."""
    with recording(by=by, reason=reason):
        dependency.delete()


def _judge(dependency: Dependency) -> None:
    changed = {"consumer", "provider"} if dependency.pk is None else dependency.changed_fields()
    for side, field in ((dependency.consumer, "consumer"), (dependency.provider, "provider")):
        if side is not None and side.status == Status.CLOSED and {field, f"{field}_id"} & changed:
            raise ValidationError({"other": f"{side} is closed; nobody depends on it any more."})
    _refuse_same_words(dependency)
    dependency.full_clean()


def _refuse_same_words(dependency: Dependency) -> None:
    if dependency.provider is not None:
        return
    same = Dependency.objects.filter(
        consumer=dependency.consumer, provider=None, kind=dependency.kind, flows=dependency.flows,
        provider_named__iexact=dependency.provider_named,
    )  # fmt: skip
    if same.exclude(pk=dependency.pk).exists():
        raise ValidationError("This is listed already.")
