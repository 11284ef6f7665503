"""The one authorised way to take something out of the record: an entry in the log, and with it the redaction."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction

from common.history import recording
from common.history.redaction import Plan
from common.history.redaction import redact as carry_out
from desk.evidence.reached import Reached
from desk.models import Redaction


@transaction.atomic
def redact(
    model,
    ids: Iterable[int],
    values: Mapping[str, object],
    *,
    label: str | None = None,
    identifying: Collection[str] = (),
    marks: Mapping[str, object] | None = None,
    rule: str,
    reason: str,
    by=None,
    actor: str = "",
    at: datetime,
) -> Redaction:
    """Puts `values` in place of what the fields of these objects held, now and ever. `rule` says under which rule, and
    neither it nor `reason` may name what is taken out. What else the arguments mean: `common.history.redaction.Plan`.
    """
    plan = Plan(model, frozenset(ids), dict(values), label, tuple(identifying), marks or {})
    with recording(by=by, actor=actor, reason=reason) as save:
        entry = Redaction.objects.create(
            at=at,
            by=by,
            actor=save.actor,
            model=model._meta.label,
            object_ids=sorted(plan.ids),
            fields=sorted(plan.values),
            rule=rule,
            reason=reason,
            record_group=save.group,
        )
        reached = Reached()
        entry.versions = carry_out(plan, entry=entry.pk, around=reached)
        entry.save(update_fields=["versions"])
        reached.keep(entry)
    return entry
