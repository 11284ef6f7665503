"""Practices of a department in short: what moved since the last quarter, and what it is on its way to."""

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from accounts.models import User
from common.prepared import Prepared
from overview.department.facts import Department
from reviews.choices import Assessor
from reviews.levels import MIL, level_word, moved_words, target_words
from reviews.maturity import DOWN, NEW, UP, is_reached, last_quarter, move
from reviews.models import MaturityAssessment
from units.choices import Status

MOVED_SHOWN, AIMS_SHOWN = 5, 5
FIRST = {UP: 0, DOWN: 1, NEW: 2}


def _newest(role: str, *, user: int, unit: int, on, since):
    """What each side says now of each practice in use, with what it said at the end of the last quarter."""
    seen = MaturityAssessment.objects.visible_to(User(pk=user, role=role)).filter(unit=unit, scale=MIL)
    same = MaturityAssessment.objects.filter(
        unit=OuterRef("unit"), practice=OuterRef("practice"), assessor=OuterRef("assessor"), scale=MIL
    )
    before = same.until(since).order_by("-assessed_on", "-pk").values("level")[:1]
    in_use = Q(practice__retired_on__isnull=True) | Q(practice__retired_on__gt=on)
    rows = seen.filter(in_use).until(on).latest_of_each()
    return rows.select_related("practice").annotate(before=Subquery(before))


_NEWEST = Prepared(_newest)


def practices(department: Department) -> dict | None:
    """Nothing where nobody may read it, or where there is nothing to project."""
    reader, unit = department.reader, department.unit
    if not reader.user.has_perm("reviews.view_practice") or (reader.share and not unit.has_practices):
        return None
    since = last_quarter(reader.today)
    rows = []
    if unit.has_practices:
        rows = _NEWEST(reader.user.role, user=reader.user.pk, unit=unit.pk, on=reader.today, since=since)
    team = reader.user.has_perm("units.view_every_unit")
    themselves = unit.name if team or reader.share else "you"
    for row in rows:
        row.word = level_word(row.level)
        row.move = move(row.level, row.before)
        row.moved = moved_words(row.move, row.before)
        row.who = ["the team" if row.assessor == Assessor.TEAM else themselves]
        row.aim = target_words(row, today=reader.today)
        row.reason = "" if reader.share or row.move != DOWN else row.evidence
    moved = _joined([row for row in rows if row.move], lambda row: (row.level, row.before, row.reason))
    moved.sort(key=lambda row: (FIRST[row.move], row.practice.position))
    ahead = [row for row in rows if row.target is not None and not is_reached(row.level, row.target)]
    ahead = _joined(ahead, lambda row: (row.level, row.target, row.target_on))
    ahead.sort(key=lambda row: (row.target_on is None, row.target_on or since, row.practice.position))
    return {
        "judged": len({row.practice_id for row in rows}),
        "since": since,
        "moved": moved[:MOVED_SHOWN],
        "more": len(moved) - MOVED_SHOWN,
        "ahead": ahead[:AIMS_SHOWN],
        "all": reverse("unit_practices", args=[unit.code]),
        "judges": reader.may("reviews.assess_practice") and unit.status != Status.CLOSED,
    }


def _joined(rows: list[MaturityAssessment], alike) -> list[MaturityAssessment]:
    """Where both sides say the same of a practice, one row says it of both."""
    found: dict[tuple, MaturityAssessment] = {}
    for row in rows:
        known = found.setdefault((row.practice_id, *alike(row)), row)
        if known is not row:
            known.who = sorted([*known.who, *row.who], key=lambda name: name != "the team")
    return list(found.values())
