"""Words that departments, purposes and reasons of the measured organisation are made of."""

FUNCTIONS = (
    "Accounts payable", "Audit", "Billing", "Brand", "Claims", "Compliance", "Contact centre", "Controlling",
    "Data platform", "Design", "Facilities", "Field service", "Finance", "Fleet", "Human resources",
    "Infrastructure", "Innovation", "Laboratory", "Learning", "Legal", "Logistics", "Maintenance", "Marketing",
    "Online shop", "Payroll", "Planning", "Procurement", "Production", "Quality", "Recruiting", "Research",
    "Reporting", "Safety", "Sales", "Service desk", "Supply chain", "Tax", "Travel", "Treasury", "Warehouse",
)  # fmt: skip
PLACES = (
    "Aberdeen", "Antwerp", "Bergen", "Bilbao", "Bristol", "Cork", "Dresden", "Espoo", "Gdansk", "Ghent", "Graz",
    "Halifax", "Leeds", "Lyon", "Malmö", "Naples", "Northfield", "Porto", "Riga", "Sarzana", "Tartu", "Turin",
    "Utrecht", "Varna", "Winterthur",
)  # fmt: skip
SUFFIXES = (
    "",
    "",
    "",
    " north",
    " south",
    " projects",
    " operations",
    " support",
    " and services",
    " partners",
)
AIMS = (
    "Keep what was promised to customers without losing a day to avoidable trouble.",
    "Bring new products to market twice as fast as the year before.",
    "Hold the cost of each order below what competitors pay.",
    "Give every site the people and tools it needs before it asks.",
    "Close the books within three working days, without late corrections.",
    "Be the part of the organisation that regulators find boring.",
    "Grow the business outside the home market to a third of revenue.",
)
VIEWS = (
    "Helpful when it answers within a day; a queue otherwise.",
    "Too many sign-ins, and nobody says why.",
    "We call them first. They know our systems.",
    "Something that happens to us once a year, around the audit.",
)
OBLIGATIONS = (
    "Data protection", "Payment cards", "Financial reporting", "Medical devices", "Export control", "Food safety",
    "Network and information security", "Product liability", "Works council agreement", "Health records",
    "Critical infrastructure", "Anti-bribery", "Environmental permits", "Dangerous goods", "Supplier contracts",
)  # fmt: skip
INCIDENTS = (
    "Phishing with a stolen mailbox", "Ransomware at a supplier", "Lost laptop", "Payment fraud attempt",
    "Web shop unreachable", "Wrong recipients of personal data", "Leaked access key", "Plant network down",
)  # fmt: skip
REASONS = (
    "Corrected after the talk", "Figures of the quarter", "Confirmed by the head of department", "Typing error",
    "Agreed with finance", "Yearly review", "Taken from the new organisation chart",
)  # fmt: skip
PEOPLE = (
    "Hanna Lindqvist", "Tomas Okafor", "Priya Raman", "Ingrid Moreau", "Joao Pereira", "Aoife Byrne", "Lars Vogel",
    "Mei Tanaka", "Samir Haddad", "Elena Rossi", "Piotr Nowak", "Grace Mensah", "Oliver Stone", "Nadia Karim",
    "Victor Lund", "Clara Dubois",
)  # fmt: skip
