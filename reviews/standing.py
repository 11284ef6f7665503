"""Who answers for many departments at once: read in a fixed number of questions, judged without any."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from contacts.functions import DEPUTY, HEAD
from contacts.models import Absence, Assignment, Contact
from reviews.choices import ByRight
from units import tree
from units.models import Stewardship, Unit


@dataclass(frozen=True)
class Held:
    """Somebody who answers by right: as head or deputy of the department, or as head of one above."""

    contact: Contact
    right: str
    of: str = ""  # name of the department above


@dataclass
class Ground:
    """What is known of these departments and their people for a review that is open from `on` until `until`."""

    on: date
    until: date
    holders: dict[int, list[Held]] = field(default_factory=dict)
    away: dict[int, Absence] = field(default_factory=dict)
    above: dict[int, frozenset[int]] = field(default_factory=dict)
    acts: dict[int, set[int]] = field(default_factory=dict)

    def sees(self, user, unit_id: int) -> bool:
        """Whether they may answer for the department: the team for each, others where they may act, and below."""
        if not user.has_perm("reviews.answer_review"):
            return False
        if user.has_perm("units.view_every_unit"):
            return True
        return not self.acts.get(user.pk, set()).isdisjoint(self.above[unit_id])

    def away_throughout(self, contact: Contact) -> bool:
        absence = self.away.get(contact.pk)
        return absence is not None and absence.until >= self.until


def read(units: Sequence[Unit], *, on: date, until: date, also: Iterable[Contact] = ()) -> Ground:
    """`also`: people chosen by hand, who need not hold anything."""
    ids = [unit.pk for unit in units]
    ancestors, answering = tree.ancestors_and_answering(ids)
    ground = Ground(on, until)
    ground.above = {pk: frozenset([pk, *(up for up, _, _ in ancestors[pk])]) for pk in ids}
    held = _held({*ids, *(up for path in answering.values() for up, _, _ in path)}, on=on)
    for pk in ids:
        ground.holders[pk] = _in_order(pk, answering[pk], held)
    people = {one.contact.pk: one.contact for holders in ground.holders.values() for one in holders}
    people |= {one.pk: one for one in also}
    ground.away = _away(people, on=on)
    covers = [absence.cover for absence in ground.away.values() if absence.cover]
    ground.acts = _acts(one.user_id for one in [*people.values(), *covers] if one.user_id)
    return ground


def _held(unit_ids: set[int], *, on: date) -> dict[tuple[int, str], list[Contact]]:
    rows = Assignment.objects.current(on=on).of_units().in_order()
    rows = rows.filter(Q(contact__left_on__isnull=True) | Q(contact__left_on__gte=on))
    rows = rows.filter(unit__in=unit_ids, function__code__in=(HEAD, DEPUTY)).select_related("contact__user")
    found = defaultdict(list)
    for row in rows.only("unit_id", "function__code", *PERSON).select_related("function"):
        found[row.unit_id, row.function.code].append(row.contact)
    return found


PERSON = ("contact__name", "contact__title", "contact__email", "contact__left_on", "contact__merged_into_id",
          "contact__user__name", "contact__user__email", "contact__user__role", "contact__user__is_active",
          "contact__user__access_ends_on", "contact__user__time_zone")  # fmt: skip


def _in_order(pk: int, path: list, held: dict) -> list[Held]:
    found = [Held(one, ByRight.HEAD) for one in held.get((pk, HEAD), ())]
    found += [Held(one, ByRight.DEPUTY) for one in held.get((pk, DEPUTY), ())]
    for up, _, name in reversed(path):
        found += [Held(one, ByRight.ABOVE, name) for one in held.get((up, HEAD), ())]
    return found


def _away(people: dict[int, Contact], *, on: date) -> dict[int, Absence]:
    rows = Absence.objects.filter(contact__in=list(people)).on(on).select_related("cover__user")
    return {absence.contact_id: absence for absence in rows.order_by("until", "pk")}


def _acts(user_ids: Iterable[int]) -> dict[int, set[int]]:
    found = defaultdict(set)
    rows = Stewardship.objects.filter(user__in=set(user_ids))
    for user_id, unit_id in rows.values_list("user_id", "unit_id"):
        found[user_id].add(unit_id)
    return found
