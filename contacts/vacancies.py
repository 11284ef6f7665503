"""Departments for which nobody is named yet: of their own, or not even above. One page in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from common.addresses import address
from contacts.functions import AMBASSADOR, DEPUTY, HEAD
from contacts.models import Assignment, Function
from units import tree
from units.models import Unit

# Every department should be able to name these.
EXPECTED = (HEAD, DEPUTY, AMBASSADOR)

# Units where somebody who is here holds this responsibility for the whole of it.
_OWN = """
SELECT held.unit_id FROM contacts_assignment held
JOIN contacts_contact who ON who.id = held.contact_id AND (who.left_on IS NULL OR who.left_on >= %s)
WHERE held.function_id = %s AND held.asset_id IS NULL AND held.process_id IS NULL
  AND (held.since IS NULL OR held.since <= %s) AND (held.until IS NULL OR held.until >= %s)
"""
_ALL_BUT_OWN = f"(SELECT id FROM units_unit EXCEPT {_OWN})"  # noqa: S608  constant SQL
# And those where somebody does so for a unit above. As one list of ids: the database would ask a list of those who are
# answered for again and again for every unit.
_ALL_BUT_ANSWERED = f"""(SELECT id FROM units_unit EXCEPT (
WITH RECURSIVE answered(id) AS (
    SELECT * FROM ({_OWN}) own
    UNION SELECT child.id FROM units_unit child JOIN answered ON child.parent_id = answered.id
        AND {tree.IS_ANSWERED}
) SELECT id FROM answered))
"""  # noqa: S608  constant SQL


@dataclass(frozen=True)
class Answer:
    """Who answers for one responsibility of one unit: `people`, for the unit `above` where it has none of its own."""

    function: Function
    people: list[tuple[str, str]]  # name and address
    above: str = ""
    name_href: str = ""  # where the reader names somebody


@dataclass(frozen=True)
class Line:
    name: str
    code: str
    href: str
    answers: list[Answer]


class Vacancies:
    """What one reader may know about who is missing, on one day."""

    def __init__(self, user, *, on: date):
        self.user, self.on = user, on
        functions = {one.code: one for one in Function.objects.visible_to(user).filter(code__in=EXPECTED)}
        self.functions = [functions[code] for code in EXPECTED if code in functions]
        nameable = Function.objects.nameable_by(user).filter(code__in=EXPECTED)
        self.nameable = set(nameable.values_list("pk", flat=True))

    def _held(self) -> QuerySet:
        held = Assignment.objects.visible_to(self.user).current(on=self.on).of_units()
        return held.filter(Q(contact__left_on__isnull=True) | Q(contact__left_on__gte=self.on))

    def units(self, functions: Iterable[Function], *, even_above: bool) -> QuerySet:
        """Open departments of the reader where one of `functions` is missing."""
        parts, values = [], []
        for function in functions:
            parts.append(_ALL_BUT_ANSWERED if even_above and function.inherits else _ALL_BUT_OWN)
            values += [self.on, function.pk, self.on, self.on]
        missing = RawSQL(" UNION ".join(parts), values)  # noqa: S611  constant SQL
        return Unit.objects.visible_to(self.user).current().filter(pk__in=missing if parts else [])

    def counts(self, *, even_above: bool, below: Unit | None) -> list[tuple[Function, int]]:
        """How many departments lack each responsibility."""
        found = [(one, self.units([one], even_above=even_above)) for one in self.functions]
        return [(one, (units.below(below.pk) if below else units).count()) for one, units in found]

    def lines(self, ids: list[int]) -> list[Line]:
        """One line for each of these units, in their order: who answers, and from where."""
        units = {
            unit.pk: unit
            for unit in Unit.objects.visible_to(self.user).filter(pk__in=ids).only("name", "code")
        }
        _, paths = tree.ancestors_and_answering(ids)
        above = {up for path in paths.values() for up, _, _ in path}
        held = defaultdict(list)
        rows = self._held().filter(unit__in={*ids, *above}, function__in=self.functions).in_order()
        for row in rows.select_related("contact", "function"):
            person = row.contact.name, address("contacts:person", row.contact_id)
            held[row.unit_id, row.function_id].append(person)
        return [self._line(units[pk], paths[pk], held) for pk in ids if pk in units]

    def _line(self, unit: Unit, path: list, held: dict) -> Line:
        answers = [self._answer(unit, function, path, held) for function in self.functions]
        return Line(unit.name, unit.code, address("department", unit.code), answers)

    def _answer(self, unit: Unit, function: Function, path: list, held: dict) -> Answer:
        if own := held.get((unit.pk, function.pk)):
            return Answer(function, own)
        for up, _, name in reversed(path) if function.inherits else ():
            if (up, function.pk) in held:
                return Answer(function, held[up, function.pk], name)
        if function.pk not in self.nameable:
            return Answer(function, [])
        return Answer(function, [], name_href=f"{address('unit_assign', unit.code)}?function={function.code}")
