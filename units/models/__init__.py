"""Business units and what is known of them, one noun a file."""

from units.models.asset import Asset
from units.models.dependency import Dependency
from units.models.incident import Incident, IncidentReader, IncidentUnit
from units.models.obligation import Obligation, UnitObligation
from units.models.process import Impact, Process, ProcessAsset
from units.models.stewardship import FormerCode, Stewardship
from units.models.unit import Unit

__all__ = [
    "Asset",
    "Dependency",
    "FormerCode",
    "Impact",
    "Incident",
    "IncidentReader",
    "IncidentUnit",
    "Obligation",
    "Process",
    "ProcessAsset",
    "Stewardship",
    "Unit",
    "UnitObligation",
]
