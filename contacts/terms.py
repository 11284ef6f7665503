"""Times in which something is held: from one day to another, both included, open where a day is missing."""

from datetime import date

from django.db.models import Q


def overlap(one, other) -> bool:
    """Whether two things with `since` and `until` are held on some same day."""
    return _begins_by(one.since, other.until) and _begins_by(other.since, one.until)


def _begins_by(since: date | None, until: date | None) -> bool:
    return since is None or until is None or since <= until


def term_q(since: date | None, until: date | None) -> Q:
    """Rows whose own term overlaps this one."""
    found = Q()
    if until is not None:
        found &= Q(since__isnull=True) | Q(since__lte=until)
    if since is not None:
        found &= Q(until__isnull=True) | Q(until__gte=since)
    return found


def length(since: date | None, until: date | None) -> float:
    """Days of a term, to compare two; an open one is longer than any other."""
    if since is None or until is None:
        return float("inf")
    return (until - since).days + 1
