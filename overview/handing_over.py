"""What a closing department has, and what becomes of it, as sentences to read before anything is done."""

from datetime import date

from django.db.models import Q

from common.words import count
from contacts.models import Assignment, Contact
from units.models import Asset, Dependency, Process, Unit


def plan(unit: Unit, heirs: list[Unit], *, on: date, outside: bool = False) -> list[str]:
    """One sentence for what it leaves behind; none where it has nothing. `outside`: somebody beyond the inventory
    takes over as well."""
    things = _listed(_things(unit))
    held, people = _held(unit, on), _people(unit, on)
    if heir := heir_of(heirs, outside=outside):
        begins = f"where {heir.name} has nobody for the same, it begins there the day after"
        return [
            *([f"{things} go to {heir.name}."] if things else []),
            *([f"{held} there end on that day; {begins}."] if held else []),
            *([f"{people} from then on belong to {heir.name}."] if people else []),
        ]
    if heirs or outside:
        left = _listed([part for part in (held, people, things) if part])
        return (
            [f"{left} stay where they are: with this successor nobody can say who gets what."] if left else []
        )
    up = f" {people} belong to {unit.parent.name} from then on." if people and unit.parent_id else ""
    return [
        *([f"{held} for it end on that day.{up}"] if held else [up.strip()] if up else []),
        *([f"{things} stay on its page."] if things else []),
    ]


def heir_of(heirs: list[Unit], *, outside: bool = False) -> Unit | None:
    """Who takes over everything: the one successor there is."""
    return heirs[0] if len(heirs) == 1 and not outside else None


def nothing_follows(heirs: list[Unit], *, outside: bool) -> bool:
    """Whether it ends without anybody to hand anything to."""
    return not heirs and not outside


def _things(unit: Unit) -> list[str]:
    numbers = (
        (Asset.objects.filter(unit=unit).count(), "thing of value", "things of value"),
        (Process.objects.filter(unit=unit).count(), "process", "processes"),
        (
            Dependency.objects.filter(Q(consumer=unit) | Q(provider=unit)).count(),
            "dependency",
            "dependencies",
        ),
    )
    return [count(number, one, many) for number, one, many in numbers if number]


def _held(unit: Unit, on: date) -> str:
    running = Q(until__isnull=True) | Q(until__gt=on)
    number = Assignment.objects.filter(running, unit=unit).count()
    return count(number, "responsibility", "responsibilities") if number else ""


def _people(unit: Unit, on: date) -> str:
    number = Contact.objects.filter(home_unit=unit).listed().here(on=on).count()
    return count(number, "person", "people") if number else ""


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
