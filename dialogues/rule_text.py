"""A recurrence rule as text (RFC 5545) and as what it says. Pure.

Read are the parts that a talk can need; anything else is refused by name. A rule has no hour, zone or first day.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
PARTS = ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "COUNT", "UNTIL", "WKST")
LONGEST = 300
MOST_TIMES = 1000
LONGEST_MONTH = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


class RuleProblem(ValueError):
    """A rule that cannot be read or never fires, in a sentence for whoever wrote it."""


@dataclass(frozen=True)
class Rule:
    """`weekdays` are (which of its kind, day from Monday = 0): 0 for each, 1 the first, -1 the last. `months` 1–12,
    `month_days` 1–31 or -31–-1 from the end. `positions` choose among the days of one period. `until` is a last day."""

    freq: str
    interval: int = 1
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    positions: tuple[int, ...] = ()
    count: int | None = None
    until: date | None = None

    @property
    def text(self) -> str:
        """The one way in which this rule is written."""
        said = {
            "FREQ": self.freq,
            "INTERVAL": str(self.interval) if self.interval > 1 else "",
            "BYMONTH": _joined(self.months),
            "BYMONTHDAY": _joined(self.month_days),
            "BYDAY": ",".join(f"{nth or ''}{WEEKDAYS[day]}" for nth, day in self.weekdays),
            "BYSETPOS": _joined(self.positions),
            "COUNT": str(self.count or ""),
            "UNTIL": f"{self.until:%Y%m%d}" if self.until else "",
        }
        return ";".join(f"{name}={value}" for name, value in said.items() if value)

    @property
    def clamped(self) -> int:
        """The day of the month that is the last one where a month is shorter; 0 for none."""
        pair = len(self.month_days) == 2 and self.month_days[1] == -1 and self.positions == (1,)
        return self.month_days[0] if pair else 0


def _joined(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))


def days_of_month(rule: Rule) -> Rule:
    """With the last day in place of a day that some of its months lack. A day that none of them has stays: a rule for
    30 February never fires, and that is said."""
    if len(rule.month_days) != 1 or rule.weekdays or rule.positions or not 28 < rule.month_days[0] <= 31:
        return rule
    day, months = rule.month_days[0], rule.months or tuple(range(1, 13))
    longest = [LONGEST_MONTH.get(month, 31) for month in months]
    if day > max(longest) or (day <= min(longest) and 2 not in months):
        return rule
    if rule.freq == "YEARLY" and len(months) > 1:
        # Positions count within the year there; month by month is the same as long as no year is left out.
        return rule if rule.interval > 1 else days_of_month(replace(rule, freq="MONTHLY", months=rule.months))
    return replace(rule, month_days=(day, -1), positions=(1,))


def parse(text: str) -> Rule:
    """Raises RuleProblem."""
    said = _parts(text)
    rule = Rule(
        freq=_freq(said),
        interval=_number(said, "INTERVAL", 1, 999) or 1,
        months=_numbers(said, "BYMONTH", 1, 12),
        month_days=_numbers(said, "BYMONTHDAY", -31, 31),
        weekdays=_weekdays(said),
        positions=_numbers(said, "BYSETPOS", -366, 366),
        count=_number(said, "COUNT", 1, MOST_TIMES),
        until=_until(said),
    )
    _refuse_mixtures(rule)
    return days_of_month(rule)


def _parts(text: str) -> dict[str, str]:
    bare = "".join(text.split()).upper().removeprefix("RRULE:").rstrip(";")
    if not bare:
        raise RuleProblem("Say how it repeats.")
    if len(bare) > LONGEST:
        raise RuleProblem(f"A rule has at most {LONGEST} characters.")
    said: dict[str, str] = {}
    for part in bare.split(";"):
        name, _, value = part.partition("=")
        if name not in PARTS:
            raise RuleProblem(f"“{name[:30]}” is not part of a rule that can be read here.")
        if name in said or not value:
            raise RuleProblem(f"{name} has to be there once, with a value.")
        said[name] = value
    if said.get("WKST", "MO") != "MO":
        raise RuleProblem("Weeks begin on Monday here; leave WKST out.")
    return said


def _freq(said: dict) -> str:
    freq = said.get("FREQ", "")
    if freq not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        raise RuleProblem("A rule begins with FREQ=WEEKLY, MONTHLY, YEARLY or DAILY.")
    return freq


def _whole(name: str, value: str, low: int, high: int) -> int:
    digits = value.removeprefix("-" if low < 0 else "").removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 4) or not low <= int(value) <= high:
        raise RuleProblem(f"{name} is a number from {low} to {high}, not “{value[:20]}”.")
    if int(value) == 0:
        raise RuleProblem(f"{name} cannot be 0.")
    return int(value)


def _number(said: dict, name: str, low: int, high: int) -> int | None:
    return _whole(name, said[name], low, high) if name in said else None


def _numbers(said: dict, name: str, low: int, high: int) -> tuple[int, ...]:
    if name not in said:
        return ()
    return tuple(dict.fromkeys(_whole(name, value, low, high) for value in said[name].split(",")))


def _weekdays(said: dict) -> tuple[tuple[int, int], ...]:
    found = []
    for value in said.get("BYDAY", "").split(",") if "BYDAY" in said else ():
        nth, day = value[:-2], value[-2:]
        if day not in WEEKDAYS:
            raise RuleProblem(
                f"“{value[:20]}” is not a weekday: MO, TU, WE, TH, FR, SA, SU, or 1MO for the first."
            )
        found.append((_whole("The number before a weekday", nth, -53, 53) if nth else 0, WEEKDAYS.index(day)))
    return tuple(dict.fromkeys(found))


def _until(said: dict) -> date | None:
    if "UNTIL" not in said:
        return None
    text = said["UNTIL"]
    try:
        if len(text) > 8:
            datetime.strptime(text[8:].rstrip("Z"), "T%H%M%S")  # noqa: DTZ007  an hour of a last day says nothing
        return datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007  a day, in the zone of the talk
    except ValueError as error:
        raise RuleProblem(f"UNTIL is a day such as 20271231, not “{text[:20]}”.") from error


def _refuse_mixtures(rule: Rule) -> None:
    if rule.count and rule.until:
        raise RuleProblem("Say either until when (UNTIL) or how many times (COUNT).")
    numbered = [nth for nth, _ in rule.weekdays if nth]
    if numbered and rule.freq not in ("MONTHLY", "YEARLY"):
        raise RuleProblem("“The first Monday” is of a month or a year: use FREQ=MONTHLY or YEARLY.")
    if any(abs(nth) > 5 for nth in numbered) and (rule.freq == "MONTHLY" or rule.months):
        raise RuleProblem("A month has at most five of each weekday.")
    if rule.month_days and rule.freq == "WEEKLY":
        raise RuleProblem("A day of the month is no day of a week: use FREQ=MONTHLY.")
    if rule.positions and (rule.freq == "DAILY" or not (rule.weekdays or rule.month_days)):
        raise RuleProblem("BYSETPOS chooses among days: name weekdays or days of the month as well.")
