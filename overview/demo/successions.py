"""Responsibilities that passed on or that somebody holds beside their own, and people who moved."""

from dataclasses import dataclass

from contacts.functions import AMBASSADOR, DEPUTY, HEAD, INCIDENT_CONTACT, LIAISON


@dataclass(frozen=True)
class Succession:
    """On that day `leaves` held it for the last time; `follows` holds it from the next day, or nobody yet."""

    days: int
    by: str
    reason: str
    unit: str
    function: str
    leaves: str
    follows: str = ""


INGRID, TOMAS, HANNA, PRIYA, MAREK = (
    "ingrid.solheim", "tomas.reyes", "hanna.okafor", "priya.nair", "marek.dvorak",
)  # fmt: skip

SUCCESSIONS = (
    Succession(240, TOMAS, "Lucy Penhaligon passes the ambassador’s work on", "MKT", AMBASSADOR,
               "lucy.penhaligon", "nadia.benyahia"),
    Succession(211, MAREK, "Oliver Brandt follows Martin Geller", "SAL", HEAD, "martin.geller", "oliver.brandt"),
    Succession(166, TOMAS, "Kwame Boateng leads the team for good", "MKT-DIG", HEAD,
               "isolde.brennan", "kwame.boateng"),
    Succession(143, HANNA, "Gareth Pugh retires; Declan Foyle takes the warehouse until somebody is found",
               "OPS-WH", HEAD, "gareth.pugh", "declan.foyle"),
    Succession(143, HANNA, "Gareth Pugh retires; Declan Foyle takes the warehouse until somebody is found",
               "OPS-WH", INCIDENT_CONTACT, "gareth.pugh", "declan.foyle"),
    Succession(64, HANNA, "Tobias Renner goes to a maker of engines; his place is advertised",
               "RND-FW", HEAD, "tobias.renner"),
    Succession(17, PRIYA, "Niall Garrity takes over buildings and gates", "COR-FAC", HEAD,
               "beatriz.lobo", "niall.garrity"),
)  # fmt: skip


@dataclass(frozen=True)
class Beside:
    """Held from the beginning beside what the directory's tables say."""

    key: str
    unit: str
    function: str
    priority: int = 1


BESIDE = (
    Beside("mei.tanaka", "ECM-CHK", HEAD),
    Beside("daniel.osei", "COR-DPO", HEAD),
    Beside("rachel.adeyemi", "CSV", INCIDENT_CONTACT),
    Beside("beatriz.lobo", "COR-FAC", HEAD),
    Beside("beatriz.lobo", "SSC", HEAD),
    Beside("beatriz.lobo", "SSC-TRV", HEAD),
    Beside("gareth.pugh", "OPS-WH", INCIDENT_CONTACT),
    Beside("lucy.penhaligon", "MKT", AMBASSADOR),
    Beside("isolde.brennan", "MKT-DIG", HEAD),
    Beside("sofia.marin", "SSC-PAY", DEPUTY, 2),
    Beside("anders.nyberg", "IT", INCIDENT_CONTACT),
    Beside("patrick.doyle", "OPS", INCIDENT_CONTACT, 2),
    Beside("clara.whitfield", "MKT", INCIDENT_CONTACT, 2),
    Beside("tomas.reyes", "COM", LIAISON),
    Beside("priya.nair", "FIN", LIAISON),
    Beside("priya.nair", "COR", LIAISON),
    Beside("hanna.okafor", "OPS", LIAISON),
    Beside("hanna.okafor", "IT", LIAISON),
    Beside("hanna.okafor", "RND", LIAISON),
    Beside("ingrid.solheim", "SUB", LIAISON),
)


@dataclass(frozen=True)
class Move:
    """Until then in another unit than the directory's tables say."""

    days: int
    key: str
    came_from: str
    reason: str


MOVES = (
    Move(398, "petra.novotna", "SAL-EXP", "The export office is part of Sales operations now"),
    Move(260, "paolo.conti", "IT-HDS", "One service desk for everybody"),
    Move(16, "beatriz.lobo", "COR-FAC", "Leads shared services alone from now on"),
)
