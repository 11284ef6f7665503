"""Old versions of a person's entry as values that a form can start from, and which of them a reader knows of."""

from accounts.audiences import hidden_fields, readable_versions
from contacts.models import Contact

# Bookkeeping, or written by pages of their own.
NOT_RESTORED = frozenset({"id", "revision", "left_on", "merged_into", "redacted_on"})


def version_values(version) -> dict:
    """{field: value} of one version row, as initial values of the edit form."""
    names = [f for f in Contact.history.model.tracked_fields if f.name not in NOT_RESTORED]
    return {field.name: getattr(version, field.attname) for field in names}


def latest_for(user, contact: Contact):
    """The latest version in which something changed that `user` may read."""
    return readable_versions(user, Contact).filter(id=contact.pk).order_by("-history_id").first()


def revision_for(user, contact: Contact) -> int:
    """The revision that `user` knows of: a save of hidden fields alone does not move it."""
    if not hidden_fields(user, Contact):
        return contact.revision
    known = latest_for(user, contact)
    return known.revision if known else contact.revision
