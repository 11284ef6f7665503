"""Reads what `contacts.access` compares: who holds what comes with access, and who may act. Four queries for all."""

from collections.abc import Iterable
from datetime import date

from django.db.models.functions import Lower

from accounts.models import User
from common import words
from contacts.access import Acts, Holds, Proposal, compare
from contacts.models import Assignment
from units import tree
from units.choices import Status
from units.models import Stewardship

# Of more people than this the addresses are not sent along: whoever can sign in is soon read whole.
FEW = 500


def proposals_for(unit, *, on: date, path: list[int] | None = None) -> Proposal:
    """What is to settle about one unit. `path`: ids from the unit upward, where they are known."""
    if path is None:
        path = [unit.pk, *(unit_id for unit_id, _, _ in tree.ancestors([unit.pk])[unit.pk])]
    found = _compared(path, {unit.pk: path[1:]}, on=on)
    return found.get(unit.pk) or Proposal(unit.pk)


def all_proposals(*, on: date) -> dict[int, Proposal]:
    """What is to settle anywhere, by unit."""
    return _compared(None, None, on=on)


def _compared(unit_ids, above, *, on: date) -> dict[int, Proposal]:
    holding = _holding(unit_ids, on=on)
    acting = _acting(unit_ids, on=on)
    if above is None:
        above = _above({one.unit for one in holding} | {one.unit for one in acting})
    return compare(holding, acting, above)


def _above(unit_ids: Iterable[int]) -> dict[int, list[int]]:
    parents = {pk: parent for pk, parent, _ in tree.links_above(unit_ids)}
    found = {}
    for unit_id in unit_ids:
        path, up = [], parents.get(unit_id)
        while up is not None and up not in path:
            path.append(up)
            up = parents.get(up)
        found[unit_id] = path
    return found


def _holding(unit_ids, *, on: date) -> list[Holds]:
    rows = Assignment.objects.current(on=on).of_units().filter(function__grants=True)
    rows = rows.exclude(unit__status=Status.CLOSED).filter(contact__merged_into__isnull=True)
    if unit_ids is not None:
        rows = rows.filter(unit__in=unit_ids)
    columns = (
        "unit_id", "contact_id", "contact__name", "contact__left_on", "function__name", "contact__email",
        "contact__user", "contact__user__is_active", "contact__user__role",
    )  # fmt: skip
    rows = [row for row in rows.in_order().values_list(*columns) if row[3] is None or row[3] >= on]
    by_mail = users_by_mail(row[5] for row in rows if row[6] is None)
    found = []
    for unit, contact, name, _, function, email, user, active, role in rows:
        if user is None and (same := by_mail.get(email.lower())):
            user, active, role = same
        found.append(Holds(unit, contact, name, function, user, bool(active), role or "", email))
    return found


def users_by_mail(emails: Iterable[str]) -> dict[str, tuple]:
    """{e-mail: (id, active, role)} of users with these addresses who are nobody of the directory yet."""
    wanted = {email.lower() for email in emails if email}
    if not wanted:
        return {}
    rows = User.objects.filter(contact__isnull=True)
    if len(wanted) <= FEW:
        rows = rows.alias(_email=Lower("email")).filter(_email__in=wanted)
    users = rows.values_list("email", "pk", "is_active", "role")
    return {email.lower(): said for email, *said in users if email.lower() in wanted}


def _acting(unit_ids, *, on: date) -> list[Acts]:
    rows = Stewardship.objects.exclude(unit__status=Status.CLOSED).order_by("unit", "user__name", "pk")
    if unit_ids is not None:
        rows = rows.filter(unit__in=unit_ids)
    columns = (
        "unit_id", "user_id", "user__name", "user__is_active", "user__access_ends_on", "user__contact",
        "user__contact__left_on",
    )  # fmt: skip
    rows = list(rows.values_list(*columns))
    former = _former({row[0] for row in rows}, {row[5] for row in rows if row[5]}, on=on)
    return [
        Acts(
            unit,
            user,
            name,
            active=active and (ends is None or ends >= on),
            known=contact is not None,
            former=former.get((unit, contact), "").lower(),
            left=words.day(left, today=on) if left and left < on else "",
        )
        for unit, user, name, active, ends, contact, left in rows
    ]


def _former(unit_ids: set, contact_ids: set, *, on: date) -> dict[tuple, str]:
    rows = Assignment.objects.of_units().filter(unit__in=unit_ids, contact__in=contact_ids, until__lt=on)
    rows = rows.filter(function__grants=True).order_by("until")
    return {
        (unit, contact): name for unit, contact, name in rows.values_list("unit", "contact", "function__name")
    }
