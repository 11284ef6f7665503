"""One sheet of one department: what is known beforehand, and the forms that ask for the rest."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Min, Q
from django.db.models.functions import Lower

from accounts.audiences import hidden_fields
from contacts.functions import DEPUTY
from contacts.models import Assignment, Contact, Function
from overview.sheet.forms import JewelRow, NeedRow, ProcessRow, SheetForm, refuse_twice, rows
from units.choices import Bucket, Harm
from units.completeness import depth_for
from units.depth import DEPTHS, FULL, LIGHT
from units.models import Asset, Dependency, Impact, Process, Unit
from units.models.asset import CROWN
from units.versions import revision_for

WANTED = 3  # things it cannot lose, departments needed
FREE_PROCESSES = 3
MOST_JEWELS, MOST_PROCESSES = 20, 50
MOST_NAMES = 500
MOST_PEOPLE = 200


@dataclass
class Sheet:
    """`asked` is the depth in the address; where it says none, the one this reader's record asks for."""

    unit: Unit
    user: object
    today: date
    asked: str = ""
    data: object = None

    @cached_property
    def depth(self) -> str:
        if self.asked in DEPTHS:
            return self.asked
        return depth_for(self.unit, hidden_fields(self.user, Unit))

    @property
    def whole(self) -> bool:
        """Whether it goes on to processes."""
        return self.depth != LIGHT

    @property
    def full(self) -> bool:
        return self.depth == FULL

    @cached_property
    def jewels_known(self) -> list[Asset]:
        return list(
            Asset.objects.filter(unit=self.unit, criticality=CROWN).order_by(Lower("name"), "pk")[
                :MOST_JEWELS
            ]
        )

    @cached_property
    def needs_known(self) -> list[str]:
        rows = Dependency.objects.filter(consumer=self.unit).select_related("provider").order_by("pk")
        return list(
            dict.fromkeys(row.provider.name if row.provider_id else row.provider_named for row in rows)
        )

    @cached_property
    def hurts_known(self) -> str:
        """The first time at which a process of it is felt to be missing; empty where none says so."""
        felt = Impact.objects.filter(unit=self.unit, severity__gte=Harm.FELT)
        first = felt.aggregate(first=Min("bucket"))["first"]
        return Bucket(first).label if first is not None else ""

    @cached_property
    def processes_known(self) -> list[Process]:
        """With `answers`: how many there are to how bad it gets, and the one from which it is severe."""
        found = list(Process.objects.filter(unit=self.unit).order_by("pk")[:MOST_PROCESSES])
        answers: dict[int, list[Impact]] = {process.pk: [] for process in found}
        for row in Impact.objects.filter(process__in=answers):
            answers[row.process_id].append(row)
        for process in found:
            process.answers = answers[process.pk]
            process.severe = next(
                (row for row in process.answers if row.severity == Harm.SEVERE and len(process.answers) == 1),
                None,
            )
        return found

    @cached_property
    def deputy(self) -> Assignment | None:
        """The first deputy of the department itself."""
        held = (
            Assignment.objects.of_units().current(on=self.today).filter(unit=self.unit, function__code=DEPUTY)
        )
        return held.select_related("contact").order_by("priority", "pk").first()

    @cached_property
    def people(self):
        """Whom one may choose as deputy; None where this person may not name one."""
        may = Function.objects.nameable_by(self.user).filter(code=DEPUTY).exists()
        if not may or not self.user.has_perm("contacts.add_contact"):
            return None
        near = Q(home_unit=self.unit) | Q(assignments__unit=self.unit)
        found = Contact.objects.visible_to(self.user).listed().here(on=self.today).filter(near)
        return found.order_by(Lower("name"), "pk").distinct()

    @cached_property
    def names(self) -> list[str]:
        """Departments to choose from while typing."""
        seen = Unit.objects.visible_to(self.user).current().exclude(pk=self.unit.pk)
        return list(seen.order_by(Lower("name")).values_list("name", flat=True)[:MOST_NAMES])

    @cached_property
    def form(self) -> SheetForm:
        initial = {
            "purpose": self.unit.purpose,
            "hurts_after": self.unit.hurts_after,
            "unit_revision": str(revision_for(self.user, self.unit)),
            "deputy": self.deputy.contact_id if self.deputy else None,
            "deputy_was": str(self.deputy.contact_id) if self.deputy else "",
        }
        return SheetForm(self.data, initial=initial, people=self.people)

    @cached_property
    def jewels(self):
        known = [
            {"id": one.pk, "revision": one.revision, "name": one.name, "kind": one.kind}
            for one in self.jewels_known
        ]
        return rows(JewelRow, free=max(WANTED - len(known), 0 if known else WANTED))(self.data, initial=known)

    @cached_property
    def needs(self):
        return rows(NeedRow, free=max(WANTED - len(self.needs_known), 1))(self.data)

    @cached_property
    def processes(self):
        if not self.whole:
            return None
        known = [_process_initial(one) for one in self.processes_known]
        return rows(ProcessRow, free=FREE_PROCESSES)(self.data, initial=known)

    @property
    def sets(self) -> list:
        return [one for one in (self.jewels, self.needs, self.processes) if one is not None]

    def is_valid(self) -> bool:
        # Every part says what is wrong with it, not only the first.
        fine = [self.form.is_valid(), *(one.is_valid() for one in self.sets)]
        twice = [refuse_twice(one) for one in self.sets]
        return all(fine) and not any(twice)

    def troubles(self) -> list:
        """Every refused field, in the order of the page."""
        return [*self.form.troubles(), *(field for one in self.sets for field in one.troubles())]

    def general_troubles(self) -> list[str]:
        found = list(self.form.non_field_errors())
        for one in self.sets:
            found += one.non_form_errors()
        return found


def _process_initial(one: Process) -> dict:
    return {
        "id": one.pk,
        "revision": one.revision,
        "name": one.name,
        "mtd_hours": one.mtd_hours,
        "rto_hours": one.rto_hours,
        "rpo_hours": one.rpo_hours,
        "handles_sensitive": one.handles_sensitive,
        "category": one.severe.category if one.severe else "",
        "severe_from": one.severe.bucket if one.severe else None,
        "grid": bool(one.answers) and one.severe is None,
    }
