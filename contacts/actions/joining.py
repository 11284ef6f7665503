"""The responsibilities of two entries of one person become those of one: what overlaps is joined."""

from contacts import terms
from contacts.actions.assignments import AGREED, first_in_the_way, same_duty
from contacts.choices import Priority
from contacts.leaving import assignment_words
from contacts.models import Assignment, Contact

PROSE = ("responsibilities", "affects", "affected", "share_of_time")


def join_assignments(keep: Contact, other: Contact) -> list[str]:
    """Inside a recording. Gives a sentence for each two terms that became one."""
    rows = other.assignments.select_for_update(of=("self",)).select_related(
        "unit", "function", "asset", "process"
    )
    said = []
    for moving in list(rows.order_by("since", "pk")):
        mine = same_duty(moving).filter(contact=keep).order_by("since", "pk")
        overlapping = [one for one in mine if terms.overlap(one, moving)]
        if not overlapping:
            moving.contact = keep
            moving.save()
            continue
        said.append(_join(moving, overlapping))
    return said


def _join(moving: Assignment, overlapping: list[Assignment]) -> str:
    """All of them become the first: from the earliest day to the latest, agreed as in the longest."""
    every = [*overlapping, moving]
    longest = max(every, key=lambda one: terms.length(one.since, one.until))
    stays = overlapping[0]
    values = {name: getattr(longest, name) for name in AGREED}
    for name in PROSE:
        values[name] = values[name] or next((v for one in every if (v := getattr(one, name))), values[name])
    values["since"] = None if any(one.since is None for one in every) else min(one.since for one in every)
    values["until"] = None if any(one.until is None for one in every) else max(one.until for one in every)
    values["priority"] = min(one.priority for one in every)
    for one in (*overlapping[1:], moving):
        one.delete()
    for name, value in values.items():
        setattr(stays, name, value)
    if first_in_the_way(stays):
        stays.priority = max(Priority.SECONDARY, longest.priority)
    stays.save()
    return f"{assignment_words(stays)}: two times became one."
