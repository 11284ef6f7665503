"""Words to choose from in the inventory, with what is shown for them."""

from django.db.models import IntegerChoices, TextChoices


class Kind(TextChoices):
    DIVISION = "division", "Division"
    DEPARTMENT = "department", "Department"
    TEAM = "team", "Team"
    SUBSIDIARY = "subsidiary", "Subsidiary"
    SHARED_SERVICE = "shared_service", "Shared service"
    EXTERNAL_PARTNER = "external_partner", "External partner"


class Status(TextChoices):
    PLANNED = "planned", "Planned"
    ACTIVE = "active", "Active"
    CLOSED = "closed", "Closed"


class Appetite(TextChoices):
    AVERSE = "averse", "Averse"
    CAUTIOUS = "cautious", "Cautious"
    BALANCED = "balanced", "Balanced"
    OPEN = "open", "Open"


class WorkMode(TextChoices):
    ON_SITE = "on_site", "On site"
    HYBRID = "hybrid", "Hybrid"
    REMOTE = "remote", "Remote"


class Depth(TextChoices):
    LIGHT = "light", "Light"
    STANDARD = "standard", "Standard"
    FULL = "full", "Full"


class Scale(IntegerChoices):
    """Drivers of risk and importance."""

    VERY_LOW = 1, "1 of 5"
    LOW = 2, "2 of 5"
    MODERATE = 3, "3 of 5"
    HIGH = 4, "4 of 5"
    VERY_HIGH = 5, "5 of 5"


class RiskLevel(IntegerChoices):
    """The five levels of NIST SP 800-30."""

    VERY_LOW = 1, "Very low"
    LOW = 2, "Low"
    MODERATE = 3, "Moderate"
    HIGH = 4, "High"
    VERY_HIGH = 5, "Very high"


class Severity(IntegerChoices):
    """How bad an incident was."""

    MINOR = 1, "1 minor"
    FELT = 2, "2 felt"
    SERIOUS = 3, "3 serious"
    SEVERE = 4, "4 severe"
    CRITICAL = 5, "5 critical"
