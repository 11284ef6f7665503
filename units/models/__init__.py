"""Business units and what is known of them, one noun a file."""

from units.models.incident import Incident, IncidentReader, IncidentUnit
from units.models.obligation import Obligation, UnitObligation
from units.models.stewardship import FormerCode, Stewardship
from units.models.unit import Unit

__all__ = [
    "FormerCode",
    "Incident",
    "IncidentReader",
    "IncidentUnit",
    "Obligation",
    "Stewardship",
    "Unit",
    "UnitObligation",
]
