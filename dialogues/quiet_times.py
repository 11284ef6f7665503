"""When departments want no talks, as the rules of talks read it."""

from collections.abc import Iterable
from datetime import date

from dialogues.models import QuietTime
from dialogues.occasions import Quiet


def quiet_for(unit_ids: Iterable[int], *, since: date) -> list[Quiet]:
    """Quiet times of any of these units that are not over on that day. One query."""
    rows = QuietTime.objects.filter(unit__in=list(unit_ids), until__gte=since).select_related("unit")
    return [Quiet(one.since, one.until, one.unit.name, one.why) for one in rows.order_by("since", "pk")]
