"""A recurrence rule in plain English. Pure."""

from calendar import day_name, month_name

from dialogues.rule_text import Rule

NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "last but one"}
UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
COUNTED = {
    2: "two",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    8: "eight",
    9: "nine",
    10: "ten",
    12: "twelve",
}
QUARTERS = {
    (1, 4, 7, 10): "every quarter",
    (2, 5, 8, 11): "every quarter’s second month",
    (3, 6, 9, 12): "every quarter’s third month",
}


def words(rule: Rule) -> str:
    """Such as “on the first Monday of every quarter, until 31 December 2027”."""
    return _repeated(rule) + _end(rule)


def _repeated(rule: Rule) -> str:
    if rule.freq == "WEEKLY":
        on = f" on {_listed(_named(rule))}" if rule.weekdays else ""
        return _every(rule) + on + _chosen(rule) + _months(rule)
    if rule.freq == "DAILY":
        days = f" on the {_listed(_days(rule))}" if rule.month_days else ""
        on = f" if it is a {_listed(_named(rule), 'or')}" if rule.weekdays else ""
        return _every(rule) + days + on + _months(rule)
    day = _day(rule)
    return f"on {day} of {_period(rule)}{_shorter(rule)}" if day else _every(rule) + _months(rule)


def _day(rule: Rule) -> str:
    if rule.clamped:
        return f"the {_ordinal(rule.clamped)}"
    if rule.positions and rule.weekdays and not rule.month_days:
        which = _listed([_nth(one) for one in rule.positions])
        return f"the {which} {_listed(_named(rule), 'or')}"
    days = f"the {_listed(_days(rule))}" if rule.month_days else ""
    if rule.weekdays and days:
        return f"{days} if it is a {_listed(_named(rule), 'or')}{_chosen(rule)}"
    if rule.weekdays:
        return _listed(
            [
                f"the {_nth(nth)} {day_name[day]}" if nth else f"every {day_name[day]}"
                for nth, day in rule.weekdays
            ]
        )
    return days + _chosen(rule)


def _chosen(rule: Rule) -> str:
    if not rule.positions or rule.clamped:
        return ""
    return f" (of these the {_listed([_nth(one) for one in rule.positions])})"


def _shorter(rule: Rule) -> str:
    return " (the last day of a shorter month)" if rule.clamped else ""


def _period(rule: Rule) -> str:
    """What the day is a day of."""
    if rule.months and rule.interval == 1 and tuple(sorted(rule.months)) in QUARTERS:
        return QUARTERS[tuple(sorted(rule.months))]
    if rule.months:
        named = _listed([month_name[month] for month in sorted(rule.months)])
        return named if rule.interval == 1 else f"{named}, {_every(rule)}"
    if rule.freq == "YEARLY" and rule.month_days:
        return "every month" if rule.interval == 1 else f"every month, {_every(rule)}"
    return _every(rule)


def _every(rule: Rule) -> str:
    unit = UNITS[rule.freq]
    if rule.interval == 1:
        return f"every {unit}"
    if (rule.freq, rule.interval) == ("MONTHLY", 12):
        return "the same month every year"
    return (
        f"every {COUNTED.get(rule.interval, rule.interval)} {unit}s"
        if rule.freq != "MONTHLY"
        else (f"every {_ordinal_word(rule.interval)} month")
    )


def _ordinal_word(number: int) -> str:
    return {2: "second", 3: "third", 4: "fourth", 6: "sixth"}.get(number, _ordinal(number))


def _months(rule: Rule) -> str:
    if not rule.months:
        return ""
    return f" in {_listed([month_name[month] for month in sorted(rule.months)])}"


def _named(rule: Rule) -> list[str]:
    """Weekdays in the order of the week."""
    if rule.weekdays == tuple((0, day) for day in range(5)):
        return ["working day"] if rule.freq != "WEEKLY" else ["working days"]
    return [
        f"{_nth(nth)} {day_name[day]}" if nth else day_name[day]
        for nth, day in sorted(rule.weekdays, key=lambda one: one[1])
    ]


def _days(rule: Rule) -> list[str]:
    return [_from_end(day) if day < 0 else _ordinal(day) for day in rule.month_days]


def _from_end(day: int) -> str:
    return "last day" if day == -1 else f"{_ordinal(-day)} day from the end"


def _nth(number: int) -> str:
    if number in NTH:
        return NTH[number]
    return _ordinal(number) if number > 0 else f"{_ordinal(-number)} from the end"


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _listed(parts: list[str], last: str = "and") -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def _end(rule: Rule) -> str:
    if rule.count:
        return ", once" if rule.count == 1 else f", {COUNTED.get(rule.count, rule.count)} times"
    if rule.until:
        return f", until {rule.until.day} {month_name[rule.until.month]} {rule.until.year}"
    return ""
