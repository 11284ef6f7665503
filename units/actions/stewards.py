"""Who may act for a unit."""

from collections.abc import Iterable

from django.db import transaction

from common.history import recording
from common.prepared import Prepared
from units.models import Stewardship, Unit


def _acting(*, unit: int):
    return Stewardship.objects.filter(unit=unit).values_list("user", flat=True)


_ACTING = Prepared(_acting)


@transaction.atomic(savepoint=False)
def set_stewards(unit: Unit, *, users: Iterable, by, reason: str) -> None:
    """Makes `users` exactly those who may act for the unit; who already may is left alone."""
    wanted = {user.pk: user for user in users}
    if wanted.keys() == set(_ACTING(unit=unit.pk)):
        return
    with recording(by=by, reason=reason):
        for stewardship in Stewardship.objects.filter(unit=unit).select_related("user", "unit"):
            if stewardship.user_id in wanted:
                del wanted[stewardship.user_id]
            else:
                stewardship.delete()
        for user in wanted.values():
            Stewardship(unit=unit, user=user).save()
