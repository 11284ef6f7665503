"""Old versions of a unit as values that a form can start from."""

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
