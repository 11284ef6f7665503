"""What of other people and departments a reader may be told by name, where an entry they see names them."""

from django.db.models import Case, F, Q, When
from django.db.models.expressions import RawSQL

from common.past import by_rights_of_today
from contacts.models import Contact
from units import tree

_NAMED_TO_HEAD = f"({tree.BELOW_STEWARDED}) UNION ({tree.ABOVE_STEWARDED})"


def sees_everybody(user) -> bool:
    return user.has_perm("contacts.view_contact") and user.has_perm("units.view_every_unit")


def named_units(user, field: str = "home_unit") -> Q:
    """Holds where `user` may be told the name of the unit in `field`: a head those they see, and those above them."""
    if user.has_perm("units.view_every_unit"):
        return Q(**{f"{field}__isnull": False})
    return Q(**{f"{field}__in": RawSQL(by_rights_of_today(_NAMED_TO_HEAD), [user.pk, user.pk])})  # noqa: S611  constant SQL


def unit_name(user, field: str = "home_unit", value: str = "name"):
    """The name (or another value) of the unit in `field`, as far as `user` may be told; to annotate and to sort by."""
    if user.has_perm("units.view_every_unit"):
        return F(f"{field}__{value}")
    return Case(When(named_units(user, field), then=F(f"{field}__{value}")))


def unit_code(user, field: str = "home_unit"):
    """The code of the unit in `field` where `user` may open its page: a head sees no more of those above than names."""
    if user.has_perm("units.view_every_unit"):
        return F(f"{field}__code")
    below = RawSQL(by_rights_of_today(tree.BELOW_STEWARDED), [user.pk])  # noqa: S611  constant SQL
    return Case(When(**{f"{field}__in": below}, then=F(f"{field}__code")))


def person_name(user, field: str = "manager"):
    """The name of the person in `field`, as far as `user` sees them."""
    if sees_everybody(user):
        return F(f"{field}__name")
    return Case(
        When(**{f"{field}__in": Contact.objects.visible_to(user).values("pk")}, then=F(f"{field}__name"))
    )
