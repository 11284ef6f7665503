"""Everything that would be orphaned when somebody leaves: what they hold, where they are called, whom they manage,
for whom they cover, and what they answer for in the security team."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.db.models.functions import Lower

from contacts.models import Absence, Assignment, Contact, Pathway, PathwayStep
from units.models import Stewardship, Unit

ASSIGNMENT, STEP, REPORT, COVER = "assignment", "step", "report", "cover"
OWNER, OWNER_COVER, COUNTERPART = "owner", "stand-in", "counterpart"
HEADINGS = {
    ASSIGNMENT: ("Responsibilities", "They end on the last day; whoever takes over begins on the day after."),
    STEP: ("Where they are called by name", "Changes at once: an order of calls has no dates."),
    REPORT: ("Whom they manage", "Changes at once."),
    COVER: ("For whom they cover", "Changes at once."),
    OWNER: ("Departments they answer for in the security team", "Changes at once."),
    OWNER_COVER: ("Departments whose owner they stand in for", "Changes at once."),
    COUNTERPART: ("Where they are the counterpart in the security team", "Changes at once."),
}
SAID = {
    ASSIGNMENT: "{}", STEP: "call order of {}", REPORT: "managing {}", COVER: "covering for {}",
    OWNER: "our owner of {}", OWNER_COVER: "standing in as owner of {}", COUNTERPART: "our counterpart of {}",
}  # fmt: skip
OF_TEAM = (OWNER, OWNER_COVER, COUNTERPART)


@dataclass(frozen=True)
class Held:
    """One thing that needs somebody else. `row` is what is written; `since` and the like stand in `detail`."""

    kind: str
    row: object
    what: str
    detail: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.row.pk}"

    @property
    def said(self) -> str:
        """What it is where no heading stands above it."""
        return SAID[self.kind].format(self.what)

    @property
    def of_team(self) -> bool:
        """Whether only a user of the security team can take it over."""
        return self.kind in OF_TEAM


def held_by(contact: Contact, *, after: date) -> list[Held]:
    """What `contact` would still hold after that day, in the order of the page. At most seven queries."""
    return [*_assignments(contact, after), *_steps(contact), *_reports(contact, after), *_covers(contact, after),
            *_of_user(contact.user_id)]  # fmt: skip


def _assignments(contact: Contact, after: date) -> list[Held]:
    rows = contact.assignments.filter(Q(until__isnull=True) | Q(until__gt=after))
    rows = rows.select_related("contact", "unit", "function", "asset", "process")
    return [
        Held(ASSIGNMENT, one, assignment_words(one), _term(one, after))
        for one in rows.order_by("unit__name", "function__position", "pk")
    ]


def assignment_words(one: Assignment) -> str:
    thing = one.asset or one.process
    return (
        f"{one.function.name} of {thing}, {one.unit.name}"
        if thing
        else f"{one.function.name} of {one.unit.name}"
    )


def _term(one: Assignment, after: date) -> str:
    said = [] if one.priority == 1 else [one.get_priority_display().lower()]
    if one.since and one.since > after:
        said.append("begins later")
    return ", ".join(said)


def _steps(contact: Contact) -> list[Held]:
    rows = PathwayStep.objects.filter(contact=contact).select_related("pathway__unit")
    return [
        Held(
            STEP,
            one,
            f"{one.pathway.unit.name}: {one.pathway.get_purpose_display().lower()}",
            f"call {one.position}",
        )
        for one in rows.order_by("pathway__unit__name", "pathway__purpose", "position")
    ]


def _reports(contact: Contact, after: date) -> list[Held]:
    rows = contact.reports.listed().filter(Q(left_on__isnull=True) | Q(left_on__gt=after))
    return [Held(REPORT, one, one.name, one.title) for one in rows.order_by(Lower("name"), "pk")]


def _covers(contact: Contact, after: date) -> list[Held]:
    rows = (
        Absence.objects.filter(cover=contact, until__gt=after)
        .select_related("contact")
        .order_by("since", "pk")
    )
    return [
        Held(COVER, one, one.contact.name, f"{one.since:%d.%m.%Y} – {one.until:%d.%m.%Y}") for one in rows
    ]


def _of_user(user_id: int | None) -> list[Held]:
    if user_id is None:
        return []
    units = Unit.objects.current().order_by("name", "pk")
    owned = [Held(OWNER, one, one.name) for one in units.filter(owner=user_id)]
    covered = [Held(OWNER_COVER, one, one.name) for one in units.filter(owner_cover=user_id)]
    paths = (
        Pathway.objects.filter(counterpart=user_id).select_related("unit").order_by("unit__name", "purpose")
    )
    met = [Held(COUNTERPART, one, one.unit.name, one.get_purpose_display().lower()) for one in paths]
    return owned + covered + met


def acts_for(contact: Contact) -> list[Stewardship]:
    """The departments the user of this person may act for."""
    if contact.user_id is None:
        return []
    return list(
        Stewardship.objects.filter(user=contact.user_id).select_related("unit").order_by("unit__name")
    )


def grouped(held: Iterable[Held]) -> list[tuple[str, str, list[Held]]]:
    """(heading, when it changes, its things), in the order of the page."""
    held = list(held)
    return [
        (*HEADINGS[kind], some) for kind in HEADINGS if (some := [one for one in held if one.kind == kind])
    ]
