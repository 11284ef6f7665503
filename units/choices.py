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


class AssetKind(TextChoices):
    DATA = "data", "Data"
    SYSTEM = "system", "System"
    PEOPLE = "people", "People"
    FACILITY = "facility", "Facility"
    SUPPLIER = "supplier", "Supplier"


class Classification(TextChoices):
    """How closely something is kept, from the least."""

    PUBLIC = "public", "Public"
    INTERNAL = "internal", "Internal"
    CONFIDENTIAL = "confidential", "Confidential"
    RESTRICTED = "restricted", "Restricted"


class Handled(TextChoices):
    """What an asset holds that laws and contracts speak of."""

    PERSONAL = "personal", "Personal data"
    CUSTOMER = "customer", "Customers’ personal data"
    STAFF = "staff", "Staff records"
    HEALTH = "health", "Health data"
    CHILDREN = "children", "Children’s data"
    CARD = "card", "Payment card data"
    FINANCIAL = "financial", "Figures for the accounts"
    INSIDER = "insider", "Unpublished figures"
    EXPORT = "export", "Export-controlled know-how"
    SECRETS = "secrets", "Trade secrets"
    CONTROL = "control", "Control of machines"


class ImpactCategory(TextChoices):
    """Kinds of harm, as ISO 22317 asks for them."""

    FINANCIAL = "financial", "Financial"
    OPERATIONAL = "operational", "Operational"
    REGULATORY = "regulatory", "Regulatory"
    CONTRACTUAL = "contractual", "Contractual"
    REPUTATIONAL = "reputational", "Reputational"
    HARM = "harm", "Harm to people"


class Bucket(IntegerChoices):
    """How long something has been down, in hours."""

    HOURS_4 = 4, "4 hours"
    DAY_1 = 24, "1 day"
    DAYS_3 = 72, "3 days"
    WEEK_1 = 168, "1 week"
    WEEKS_2 = 336, "2 weeks"
    MONTH_1 = 720, "1 month"


class Harm(IntegerChoices):
    """How bad it has become by then."""

    NONE = 0, "0 none"
    MINOR = 1, "1 minor"
    FELT = 2, "2 felt"
    SERIOUS = 3, "3 serious"
    SEVERE = 4, "4 severe"


class DependencyKind(TextChoices):
    DATA_FLOW = "data_flow", "Data flow"
    SERVICE = "service", "Service"
    PROCESS = "process", "Process"
    PEOPLE = "people", "People"
    FACILITY = "facility", "Facility"
    SUPPLY_CHAIN = "supply_chain", "Supply chain"
