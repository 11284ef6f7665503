"""Departments for which nobody is named yet: of their own, or not even above. One page in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL

from common.addresses import address
from contacts.functions import AMBASSADOR, DEPUTY, HEAD
from contacts.models import Assignment, Function
from units import tree
from units.models import Unit

# Every department should be able to name these.
EXPECTED = (HEAD, DEPUTY, AMBASSADOR)

# Units where somebody answers for this responsibility, be it from above.
_ANSWERED = """
WITH RECURSIVE answered(id) AS (
    SELECT held.unit_id FROM contacts_assignment held
    JOIN contacts_function f ON f.id = held.function_id AND f.code = %s
    JOIN contacts_contact who ON who.id = held.contact_id AND (who.left_on IS NULL OR who.left_on >= %s)
    WHERE held.asset_id IS NULL AND held.process_id IS NULL
      AND (held.since IS NULL OR held.since <= %s) AND (held.until IS NULL OR held.until >= %s)
    UNION SELECT child.id FROM units_unit child JOIN answered ON child.parent_id = answered.id
) SELECT id FROM answered
"""


@dataclass(frozen=True)
class Answer:
    """Who answers for one responsibility of one unit: `people`, for the unit `above` where it has none of its own."""

    people: list[tuple[str, str]]  # name and address
    above: str = ""


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

    def _held(self) -> QuerySet:
        held = Assignment.objects.visible_to(self.user).current(on=self.on).of_units()
        return held.filter(Q(contact__left_on__isnull=True) | Q(contact__left_on__gte=self.on))

    def _without(self, function: Function, *, even_above: bool) -> Q:
        if even_above and function.inherits:
            days = [self.on] * 3
            return ~Q(pk__in=RawSQL(_ANSWERED, [function.code, *days]))  # noqa: S611  constant SQL
        return ~Q(pk__in=self._held().filter(function=function).values("unit"))

    def units(self, functions: Iterable[Function], *, even_above: bool) -> QuerySet:
        """Open departments of the reader where one of `functions` is missing."""
        missing = Q(pk__in=[])
        for function in functions:
            missing |= self._without(function, even_above=even_above)
        return Unit.objects.visible_to(self.user).current().filter(missing)

    def counts(self, units: QuerySet, *, even_above: bool) -> dict:
        """{"total", and how many of `units` lack each responsibility by its code}."""
        by_code = {
            function.code: Count("pk", filter=self._without(function, even_above=even_above))
            for function in self.functions
        }
        return units.order_by().aggregate(total=Count("*"), **by_code)

    def lines(self, ids: list[int]) -> list[Line]:
        """One line for each of these units, in their order: who answers, and from where."""
        units = {
            unit.pk: unit
            for unit in Unit.objects.visible_to(self.user).filter(pk__in=ids).only("name", "code")
        }
        paths = tree.ancestors(ids)
        above = {up for path in paths.values() for up, _, _ in path}
        held = defaultdict(list)
        rows = self._held().filter(unit__in={*ids, *above}, function__in=self.functions).in_order()
        for row in rows.select_related("contact", "function"):
            person = row.contact.name, address("contacts:person", row.contact_id)
            held[row.unit_id, row.function_id].append(person)
        return [self._line(units[pk], paths[pk], held) for pk in ids if pk in units]

    def _line(self, unit: Unit, path: list, held: dict) -> Line:
        answers = []
        for function in self.functions:
            answer = Answer(held.get((unit.pk, function.pk), []))
            if not answer.people and function.inherits:
                answer = next(
                    (
                        Answer(held[up, function.pk], name)
                        for up, _, name in reversed(path)
                        if (up, function.pk) in held
                    ),
                    answer,
                )
            answers.append(answer)
        return Line(unit.name, unit.code, address("department", unit.code), answers)
