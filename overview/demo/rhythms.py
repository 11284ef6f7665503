"""Which talks recur at the demo organisation: with whom, how often, at what time, and when the last one was."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from contacts.functions import AMBASSADOR, DEPUTY, HEAD
from overview.demo.stage import working_day

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONDON = "Europe/London"


@dataclass(frozen=True)
class Rhythm:
    """Every so many months; the last talk that was held is `last` days ago. `untold`: so many occurrences up to then
    have no notes yet. Of several departments the first is the one that names the series."""

    key: str
    name: str
    units: tuple[str, ...]
    by: str
    months: int
    last: int
    hour: int
    minute: int = 0
    minutes: int = 45
    place: str = ""
    zone: str = LONDON
    framework: str = "recurring-talk"
    kind: str = "one_to_one"
    functions: tuple[str, ...] = (HEAD, AMBASSADOR)
    others: tuple[str, ...] = ()
    untold: int = 0
    limited: bool = False
    invite: bool = False

    def anchor(self, today: date) -> date:
        return working_day(today - timedelta(days=self.last))

    def rule(self, today: date) -> str:
        """As the calendar keeps it: the second Tuesday of every third month."""
        day = self.anchor(today)
        every = f"INTERVAL={self.months};" if self.months > 1 else ""
        return f"FREQ=MONTHLY;{every}BYDAY={_place(day)}{DAYS[day.weekday()]}"

    def days(self, today: date, count: int) -> list[date]:
        """The days of the rule up to the last one, oldest first."""
        anchor = self.anchor(today)
        return [_same_place(anchor, self.months * back) for back in range(count - 1, -1, -1)]


def _place(day: date) -> int:
    """First to fourth of its weekday in the month; what comes later is the last."""
    return (day.day - 1) // 7 + 1 if day.day <= 28 else -1


def _same_place(day: date, months_back: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months_back, 12)
    month += 1
    if _place(day) == -1:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - day.weekday()) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(day.weekday() - first.weekday()) % 7 + 7 * (_place(day) - 1))


INGRID, TOMAS, PRIYA, HANNA = "ingrid.solheim", "tomas.reyes", "priya.nair", "hanna.okafor"
LED = (HEAD, DEPUTY)
ALL = (HEAD, DEPUTY, AMBASSADOR)


def with_(code: str, name: str, by: str, months: int, last: int, hour: int, **more) -> Rhythm:
    return Rhythm(code, f"Talk with {name}", (code,), by, months, last, hour, **more)


RHYTHMS = (
    with_("MKT", "Marketing", TOMAS, 3, 0, 10, minute=30, place="Linden", framework="marketing",
          functions=ALL, untold=1, invite=True),
    with_("MKT-DIG", "Digital marketing", TOMAS, 1, 13, 14, framework="marketing"),
    with_("SAL", "Sales", TOMAS, 4, 66, 9, minute=30, framework="sales", functions=ALL),
    with_("ECM", "Online shop", TOMAS, 2, 31, 11, functions=ALL, place="Shop floor, table 4"),
    with_("CSV", "Customer service", TOMAS, 6, 43, 13, framework="recurring-talk", functions=LED),
    with_("CSV-CC", "Contact centre", TOMAS, 1, 24, 15, minutes=30),
    with_("FIN", "Finance", PRIYA, 6, 10, 9, framework="finance", functions=ALL),
    with_("FIN-AP", "Accounts payable", PRIYA, 2, 34, 10, framework="finance",
          functions=(AMBASSADOR,), others=("dorothy.pickering", "irina.volkova")),
    with_("FIN-TRS", "Treasury", PRIYA, 6, 130, 8, minute=30, framework="finance", functions=LED,
          place="The locked room"),
    with_("OPS-PUR", "Purchasing", HANNA, 4, 107, 14, framework="operations"),
    with_("OPS-LOG", "Logistics", HANNA, 3, 26, 7, minute=30, framework="operations", functions=ALL),
    with_("PLT-N", "Plant Northfield", HANNA, 3, 70, 13, minute=30, framework="operations", functions=ALL,
          place="Control room, line 3", others=("katja.brandl",)),
    with_("PLT-S", "Plant Sarzana", HANNA, 3, 74, 11, framework="operations", zone="Europe/Rome",
          functions=(HEAD,), others=("giada.lombardi", "matteo.cerruti")),
    with_("IT", "Information technology", HANNA, 3, 45, 16, framework="infrastructure", functions=LED),
    with_("IT-INF", "Infrastructure and cloud", HANNA, 2, 52, 10, framework="infrastructure", functions=ALL),
    with_("IT-ERP", "ERP and master data", HANNA, 1, 22, 11, minutes=30, framework="infrastructure"),
    with_("IT-OT", "Plant systems", HANNA, 2, 38, 9, framework="infrastructure"),
    with_("IT-SRV", "Service desk", HANNA, 2, 29, 12, minutes=30, framework="infrastructure"),
    with_("RND-CON", "Connected products", HANNA, 3, 88, 15, framework="research", functions=ALL),
    with_("RND-FW", "Firmware", HANNA, 3, 60, 14, framework="research", functions=LED,
          others=("ellen.whitby",)),
    with_("COR-HR", "Human resources", PRIYA, 2, 55, 11, framework="people", functions=ALL),
    with_("COR-LEG", "Legal and compliance", PRIYA, 4, 96, 10, framework="legal", functions=LED),
    with_("COR-FAC", "Facilities and site security", PRIYA, 12, 11, 9, functions=(HEAD,),
          others=("trevor.mantle", "carys.bevan")),
    with_("SSC-PAY", "Payroll", PRIYA, 6, 69, 13, framework="finance", functions=ALL),
    with_("SUB-IB", "Verrano Iberia", INGRID, 3, 80, 10, zone="Europe/Madrid", functions=ALL,
          others=("esteban.roldan",)),
    with_("COR-STR", "Strategy and acquisitions", INGRID, 6, 84, 18, functions=(HEAD,), limited=True,
          place="In person"),
    with_("SUB-DE", "Verrano DACH", INGRID, 6, 72, 17, zone="Europe/Berlin", functions=ALL,
          others=("jurgen.falk",)),
    with_("SUB-NO", "Verrano Nordic", INGRID, 2, 31, 10, zone="Europe/Oslo", functions=(HEAD,),
          others=("solveig.bakke",)),
    with_("SUB-FS", "Verrano Pay", INGRID, 3, 1, 14, framework="finance", functions=ALL, untold=1),
    Rhythm("VG", "Briefing of the executive committee", ("VG",), INGRID, 3, 79, 8, minutes=30,
           place="Board room", framework="core", kind="leadership", functions=LED,
           others=("frederik.aalders", "patrick.doyle", "giulia.moretti")),
    Rhythm("LEAVERS", "When people leave", ("COR-HR", "IT-SRV", "COR-FAC"), PRIYA, 3, 82, 14, minutes=90,
           place="Oak", framework="joint-session", kind="joint", functions=(HEAD,),
           others=("janet.okoro", "carys.bevan", "jerome.ncube")),
)  # fmt: skip
