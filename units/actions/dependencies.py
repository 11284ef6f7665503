"""Saying who depends on whom, from either side; settling who is meant by a name; taking it off."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from units.choices import Status
from units.models import Dependency, Unit
from units.standing import CONSUMER, PROVIDER, SIDES

# Whoever confirmed it confirmed these: from whom, of what kind, what flows, how critical.
CONFIRMED = {"consumer", "provider", "provider_named", "kind", "flows", "criticality"}

__all__ = ["CONSUMER", "PROVIDER", "remove_dependency", "save_dependency", "settle_provider"]


@transaction.atomic
def save_dependency(
    dependency: Dependency,
    *,
    side: str = "",
    speaks_for: Collection[str] = (),
    at: datetime | None = None,
    by,
    reason: str,
) -> Dependency:
    """Writes a new or changed dependency. `side` is the one in whose name it was written: it counts as confirmed by
    it at that time. What a side had confirmed it has not once it says something else, unless whoever changes it
    `speaks_for` that side. Raises ValidationError for one on itself, on a closed unit, or listed already."""
    with recording(by=by, reason=reason):
        if dependency.pk is not None and dependency.changed_fields() & CONFIRMED:
            withdraw(dependency, [one for one in SIDES if one not in speaks_for])
        if side:
            setattr(dependency, f"{side}_confirmed_at", at)
            setattr(dependency, f"{side}_confirmed_by", by)
        _judge(dependency)
        dependency.save()
    return dependency


def withdraw(dependency: Dependency, sides: Collection[str]) -> None:
    """These sides are to say again whether it is so; nothing is written."""
    for side in sides:
        setattr(dependency, f"{side}_confirmed_at", None)
        setattr(dependency, f"{side}_confirmed_by", None)


@transaction.atomic
def settle_provider(dependency: Dependency, *, provider: Unit, by, reason: str) -> Dependency:
    """The provider that was only named in words is this unit; the words are kept beside it, and so is what the
    consumer said of them."""
    with recording(by=by, reason=reason):
        dependency.provider = provider
        _judge(dependency)
        dependency.save()
    return dependency


@transaction.atomic
def remove_dependency(dependency: Dependency, *, by, reason: str) -> UUID:
    """It is no longer so; gives the save, which can be undone."""
    with recording(by=by, reason=reason) as save:
        dependency.delete()
    return save.group


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
