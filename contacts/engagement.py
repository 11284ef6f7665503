"""How people stand towards security, as the CISO's team reads it. For everybody else there is nothing here: each of
these gives nothing where the reader may not know that such readings exist."""

from django.db.models import F, OuterRef, QuerySet, Subquery

from contacts.models import Contact, Stance


def may_read(user) -> bool:
    return user.has_perm("contacts.view_stance")


def newest(user) -> QuerySet:
    """The newest reading of every person."""
    latest = Stance.objects.visible_to(user).latest_of_each().values("pk")
    return Stance.objects.visible_to(user).filter(pk__in=latest)


def of_person(contact: Contact, user) -> QuerySet:
    """The readings of one person, the newest first."""
    return Stance.objects.visible_to(user).filter(contact=contact).order_by("-noted_on", "-pk")


def standing_at(levels, user) -> QuerySet:
    """Ids of people whose newest reading is one of these levels."""
    return newest(user).filter(current__in=levels).values("contact")


def short_of_hopes(user) -> QuerySet:
    """Ids of people who stand below what the team hopes for."""
    return newest(user).filter(current__lt=F("desired")).values("contact")


def columns_of(user) -> dict:
    """`stands` and `hoped`: the newest reading of each person of a query; nothing for other readers."""
    if not may_read(user):
        return {}
    one = of_person(OuterRef("pk"), user)
    return {"stands": Subquery(one.values("current")[:1]), "hoped": Subquery(one.values("desired")[:1])}
