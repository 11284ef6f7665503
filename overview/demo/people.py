"""Who works with the demo organisation's record. Only the five demo sign-ins have a password."""

from dataclasses import dataclass

from accounts.roles import Role

PASSWORD = "srrm-demo"  # noqa: S105  told to everybody who runs the demo
FIRST_DAY = 550  # the record reaches eighteen months back


@dataclass(frozen=True)
class Person:
    """`acts_for` names units by code. `since` and `left` are days before the demo is built."""

    key: str
    name: str
    role: str
    email: str = ""
    acts_for: tuple[str, ...] = ()
    title: str = ""
    since: int = FIRST_DAY
    left: int | None = None

    @property
    def address(self) -> str:
        return self.email or f"{self.key}@verrano.example"

    @property
    def signs_in(self) -> bool:
        return self.address.endswith("@demo.example")


def _head(key: str, name: str, *acts_for: str, **kwargs) -> Person:
    return Person(key, name, Role.HEAD, acts_for=acts_for, **kwargs)


PEOPLE = (
    Person("ingrid.solheim", "Ingrid Solheim", Role.CISO, "ciso@demo.example", title="CISO’s team"),
    Person("tomas.reyes", "Tomas Reyes", Role.CISO),
    Person("priya.nair", "Priya Nair", Role.CISO),
    Person("hanna.okafor", "Hanna Okafor", Role.CISO),
    Person("marek.dvorak", "Marek Dvořák", Role.ADMIN, "admin@demo.example", title="Administrator"),
    _head("clara.whitfield", "Clara Whitfield", "MKT", email="head@demo.example", title="Head of Marketing"),
    Person(
        "jonas.lindqvist", "Jonas Lindqvist", Role.AUDITOR, "auditor@demo.example", title="Auditor", since=58
    ),
    Person(
        "samira.haddad",
        "Samira Haddad",
        Role.RESPONDER,
        "responder@demo.example",
        title="Responder on duty",
        since=401,
    ),
    _head("martin.geller", "Martin Geller", "SAL", left=211),
    _head("oliver.brandt", "Oliver Brandt", since=216),
    _head("mei.tanaka", "Mei Tanaka", "ECM", "ECM-CHK"),
    _head("rachel.adeyemi", "Rachel Adeyemi", "CSV", "CSV-CC"),
    _head("giulia.moretti", "Giulia Moretti", "FIN", "FIN-ACC", "FIN-AP", "FIN-TRS", "FIN-CTL"),
    _head("patrick.doyle", "Patrick Doyle", "OPS", "OPS-PUR", "OPS-LOG", "PLT-N"),
    _head("lorenzo.bassi", "Lorenzo Bassi", "PLT-S"),
    _head("anders.nyberg", "Anders Nyberg", "IT", "IT-INF", "IT-SRV", "IT-ERP", "IT-OT"),
    _head("wanda.kowalska", "Wanda Kowalska", "RND", "RND-DES", "RND-CON"),
    _head("sofia.marin", "Sofía Marín", "COR-HR", "SSC-PAY"),
    _head("daniel.osei", "Daniel Osei", "COR-LEG", "COR-DPO"),
    _head("beatriz.lobo", "Beatriz Lobo", "COR-FAC", "SSC", "SSC-TRV", "SSC-DOC"),
    _head("ines.calderon", "Inés Calderón", "SUB-IB", "IB-SAL"),
    _head("eirik.halvorsen", "Eirik Halvorsen", since=316),
    _head("leila.rahimi", "Leila Rahimi", "SUB-FS"),
    _head("niall.garrity", "Niall Garrity", since=17),  # nobody has given him COR-FAC yet
)

SIGN_INS = tuple(person for person in PEOPLE if person.signs_in)
