"""Old versions of a unit as values that a form can start from, and which of them a reader knows of."""

from accounts.audiences import hidden_fields, readable_versions
from units.models import Unit

# Worked out, bookkeeping, or written by pages of their own.
NOT_RESTORED = frozenset({
    "id", "revision", "risk_level", "depth", "sources", "pinned", "status", "closed_on",
    "risk_override", "risk_override_reason", "risk_override_until",
})  # fmt: skip


def version_values(version) -> dict:
    """{field: value} of one version row, as initial values of the edit form."""
    names = [f for f in Unit.history.model.tracked_fields if f.name not in NOT_RESTORED]
    return {field.name: getattr(version, field.attname) for field in names}


def latest_for(user, unit: Unit):
    """The latest version of the unit in which something changed that `user` may read."""
    return readable_versions(user, Unit).filter(id=unit.pk).order_by("-history_id").first()


def revision_for(user, unit: Unit) -> int:
    """The revision that `user` knows of. The row's own counts saves of hidden fields too: whoever saw it move, or was
    told that somebody saved in between, would learn that something is kept from them."""
    if not hidden_fields(user, Unit):
        return unit.revision
    known = latest_for(user, unit)
    return known.revision if known else unit.revision
