"""Audiences: who may read a field. Declared once beside each model, enforced wherever a value surfaces.

Which role belongs to which audience is the accounts app's to say (`accounts.audiences`).
"""

from enum import StrEnum


class Audience(StrEnum):
    """From the widest to the narrowest."""

    CALL = "call"  # whoever may look up whom to call, the responder on duty included
    DEPARTMENT = "department"  # whoever may see the unit
    TEAM = "team"  # CISO's team, administrators, auditors
    CISO = "ciso"  # the CISO's team alone
    NAMED = "named people"  # those listed on the row itself


CALL, DEPARTMENT, TEAM, CISO, NAMED = Audience


class Audiences:
    """Audience of each field of one model: `Audiences(DEPARTMENT, strategic_importance=TEAM)`.

    The first value holds for every field not named.
    """

    def __init__(self, default: Audience, **fields: Audience):
        self.default = default
        self.fields = fields
        self._hidden: dict[tuple, frozenset[str]] = {}

    def of(self, name: str) -> Audience:
        return self.fields.get(name, self.default)

    def readable(self, name: str, audiences: frozenset[Audience]) -> bool:
        """Whether someone who belongs to `audiences` may read the field `name`."""
        return self.of(name) in audiences

    def hidden(self, model, audiences: frozenset[Audience]) -> frozenset[str]:
        """Names of the model's fields that someone in `audiences` may not read."""
        key = model, audiences
        if key not in self._hidden:
            fields = (field.name for field in model._meta.fields)
            self._hidden[key] = frozenset(name for name in fields if not self.readable(name, audiences))
        return self._hidden[key]
