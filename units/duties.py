"""Tells the pages about people what departments they are there for."""

from django.db.models import Count
from django.urls import reverse

from accounts import duties
from accounts.duties import Duty
from common.words import count
from units.models import Stewardship, Unit


@duties.teller
def departments_of(users, viewer):
    """Which departments each of `users` may act for, and how many they own, as far as `viewer` may see them."""
    ids = [user.pk for user in users]
    stewardships = Stewardship.objects.visible_to(viewer).filter(user__in=ids).select_related("unit")
    for stewardship in stewardships.order_by("unit__name", "unit_id"):
        unit = stewardship.unit
        yield stewardship.user_id, Duty("may act for", unit.name, reverse("department", args=[unit.code]))
    if viewer.has_perm("units.view_unit"):
        owned = (
            Unit.objects.visible_to(viewer).current().filter(owner__in=ids).order_by().values_list("owner")
        )
        for owner_id, number in owned.annotate(Count("pk")):
            where = f"{reverse('units:list')}?status=active&status=planned&owner={owner_id}"
            yield owner_id, Duty("our owner of", count(number, "department"), where)
