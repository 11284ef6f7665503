"""The installation always keeps somebody in the CISO's team and an administrator who can sign in for good."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts.models import User
from accounts.roles import Role

KEPT = {Role.CISO: "in the CISO’s team", Role.ADMIN: "as administrator"}


def lock(user: User) -> User:
    """`user` as saved now, locked together with everybody the rule counts.

    Always in the same order, so that two changes at once wait for one another instead of both going through.
    """
    rows = User.objects.filter(Q(pk=user.pk) | Q(role__in=KEPT, is_active=True)).order_by("pk")
    return next(row for row in rows.select_for_update() if row.pk == user.pk)


def refuse_losing_the_last(user: User, *, on: date) -> None:
    """Raises ValidationError where the change of `user`, not yet saved, leaves a kept role without anybody.

    Where the person was there for good, so must somebody else be: an access that ends leaves nobody the day
    after. An invitation that nobody has followed stands in for nobody who has been here.
    """
    before = user.loaded_values
    role, ended_on = before["role"], before["access_ends_on"]
    if role not in KEPT or not before["is_active"]:
        return
    others = User.objects.filter(role=role).exclude(pk=user.pk)
    if not user.is_awaited:
        others = others.arrived()
    stays = user.is_active and user.role == role
    if ended_on is None and not (stays and user.access_ends_on is None):
        left = others.lasting()
    elif ended_on is not None and ended_on >= on and not (stays and not user.access_ended(on=on)):
        left = others.active(on=on)
    else:
        return
    if not left.exists():
        after = "After that day nobody" if stays else "Nobody"
        raise ValidationError(
            f"{after} would be left {KEPT[role]}. Give somebody else that role for good first.", code="last"
        )
