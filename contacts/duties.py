"""Tells the pages about people who sign in which entry of the directory they are."""

from accounts import duties
from accounts.audiences import may_read
from accounts.duties import Duty
from common.addresses import address
from contacts.models import Contact


@duties.teller
def entry_of(users, viewer):
    """The entry of each of `users`, for whoever may read who signs in as whom."""
    if not may_read(viewer, Contact, "user"):
        return
    ids = [user.pk for user in users]
    found = Contact.objects.visible_to(viewer).listed().filter(user__in=ids).order_by("name", "pk")
    for user_id, pk, name in found.values_list("user_id", "pk", "name"):
        yield user_id, Duty("is in the directory as", name, address("contacts:person", pk))
