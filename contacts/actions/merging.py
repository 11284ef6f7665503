"""Two entries of one person become one, as one change that can be taken back; or are said to be two people."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from common.history import recording
from common.history.undoing import CannotUndo, Undo, plan_undo, undo
from contacts import managers
from contacts.actions.joining import join_assignments
from contacts.models import Absence, Contact, Distinct, PathwayStep, Stance

# What one person has once, and two entries may say differently.
FIELDS = (
    "name", "title", "email", "phone", "phone_confirmed_on", "preferred_channel", "personnel_number", "location",
    "time_zone", "home_unit", "manager", "user", "left_on",
)  # fmt: skip


@transaction.atomic
def dismiss(one: Contact, other: Contact, *, by, reason: str) -> Distinct:
    """Says that these are two people."""
    first, second = sorted((one.pk, other.pk))
    found = Distinct.objects.filter(first=first, second=second).first()
    if found is None:
        with recording(by=by, reason=reason):
            found = Distinct(first_id=first, second_id=second)
            found.save()
    return found


@transaction.atomic
def merge(keep: Contact, other: Contact, *, values: dict, by, reason: str) -> list[str]:
    """`other` becomes part of `keep`, which gets {field: value}. Gives what was joined on the way, in sentences.

    Raises ValidationError where the two cannot be one; then nothing is written.
    """
    keep, other = _locked(keep, other)
    with recording(by=by, reason=reason):
        _write(keep, other, values)
        joined = join_assignments(keep, other)
        _move_absences(keep, other)
        _move_steps(keep, other)
        _move_reports(keep, other)
    # Engagement is the CISO's alone: in a save of its own, so that who undoes this never meets what came of it since.
    with recording(by=by, reason=reason):
        _move_stances(other.pk, keep.pk)
    return joined


def _locked(keep: Contact, other: Contact) -> tuple[Contact, Contact]:
    ids = sorted((keep.pk, other.pk))
    rows = {
        row.pk: row
        for row in Contact.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    }
    keep, other = rows.get(keep.pk), rows.get(other.pk)
    if keep is None or other is None or keep.pk == other.pk:
        raise ValidationError("Choose two entries.")
    if keep.merged_into_id or other.merged_into_id:
        raise ValidationError("One of the two is part of another entry already.")
    return keep, other


def _write(keep: Contact, other: Contact, values: dict) -> None:
    """First what `other` gives up, so that nobody signs in as two people for a moment."""
    other.merged_into, other.user = keep, None
    other.save()
    for name, value in values.items():
        setattr(keep, name, value)
    if keep.manager_id in (keep.pk, other.pk):
        keep.manager = next(
            (m for m in (other.manager, keep.manager) if m and m.pk not in (keep.pk, other.pk)), None
        )
    if not keep.phone:
        keep.phone_confirmed_on = None
    keep.full_clean()
    keep.save()


def _move_absences(keep: Contact, other: Contact) -> None:
    rows = Absence.objects.filter(Q(contact__in=(keep, other)) | Q(cover=other))
    for absence in rows.select_for_update().order_by("pk"):
        if absence.contact_id == other.pk:
            absence.contact = keep
        if absence.cover_id == other.pk:
            absence.cover = keep
        if absence.cover_id == absence.contact_id:
            absence.cover = None
        absence.save()


def _move_steps(keep: Contact, other: Contact) -> None:
    """Nobody is called twice in one order."""
    called = set(PathwayStep.objects.filter(contact=keep).values_list("pathway", flat=True))
    for step in (
        PathwayStep.objects.select_for_update(of=("self",)).filter(contact=other).order_by("position", "pk")
    ):
        if step.pathway_id in called:
            step.delete()
        else:
            called.add(step.pathway_id)
            step.contact = keep
            step.save()


def _move_reports(keep: Contact, other: Contact) -> None:
    managers.lock()
    for report in Contact.objects.select_for_update(of=("self",)).filter(manager=other).exclude(pk=keep.pk):
        report.manager = keep
        report.save()
    if keep.manager_id and managers.circle_with(keep.pk, keep.manager_id):
        raise ValidationError(
            {"manager": f"{keep.manager} reports to them. Choose another manager, or none."}
        )


def _move_stances(from_pk: int, to_pk: int, rows=None) -> None:
    rows = Stance.objects.filter(contact=from_pk) if rows is None else rows
    for stance in rows.select_for_update().order_by("pk"):
        stance.contact_id = to_pk
        stance.save()


def group_of(other: Contact):
    """The save in which `other` became part of another entry; None where it did not."""
    versions = other.history.filter(
        history_changes__has_key="merged_into", merged_into_id=other.merged_into_id
    )
    return versions.order_by("-history_date").values_list("history_group", flat=True).first()


def plan_unmerge(other: Contact) -> Undo:
    """What taking the merge back would do, and what was done since that it would destroy."""
    return plan_undo(group_of(other))


@transaction.atomic
def unmerge(other: Contact, *, by, reason: str) -> None:
    """The two are as they were before, as a new change. Raises CannotUndo with what was done since."""
    group, keep_pk = group_of(other), other.merged_into_id
    if group is None or keep_pk is None:
        raise CannotUndo("This entry is not part of another one.")
    undo(group, by=by, reason=reason)
    with recording(by=by, reason=reason):
        _move_stances(keep_pk, other.pk, _stances_of(other.pk, now_at=keep_pk))


def _stances_of(pk: int, *, now_at: int):
    """Those that were noted about `pk` and stand at the other entry now."""
    noted = Stance.history.model.objects.filter(contact_id=pk).values("id")
    return Stance.objects.filter(contact=now_at, pk__in=noted)
