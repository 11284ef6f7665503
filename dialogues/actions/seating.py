"""Who takes part in one talk, brought in line with whom its plan names."""

from dialogues.models import Participation, Session
from dialogues.taking_part import Seat


def seat(talk: Session, seats: list[Seat], *, by_rule: bool) -> bool:
    """Brings those who take part in line with `seats`; who was added to this one talk stays. Whether any changed."""
    present = {_key(row): row for row in talk.participations.all()}
    wanted = {one.key: one for one in seats}
    changed = False
    for key, row in present.items():
        if key not in wanted and row.by_rule and by_rule:
            row.delete()
            changed = True
    for key, one in wanted.items():
        row = present.get(key)
        if row is None:
            row = Participation(session=talk, contact=one.contact, user=one.user, by_rule=by_rule)
        elif not row.by_rule:
            continue
        row.unit, row.title = one.unit, one.title
        changed = changed or row.pk is None or bool(row.changed_fields())
        row.save()
    return changed


def _key(row: Participation) -> tuple[str, int]:
    return ("contact", row.contact_id) if row.contact_id else ("user", row.user_id)
