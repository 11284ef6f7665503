"""An answer as it was given: what was on the screen, what was said of each part, what became of it since."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404

from common.words import day
from reviews import wording
from reviews.choices import Outcome, Part, PartAnswer
from reviews.models import PartReview, UnitReview


@dataclass(frozen=True)
class Earlier:
    """An answer that another one took the place of."""

    version: int
    at: datetime
    who: str
    outcome: str


@dataclass(frozen=True)
class Answered:
    """One part as it was shown, with what was said about it; `dropped` are (number, what was said of one thing)."""

    key: str
    label: str
    lines: list[str]
    answer: str
    note: str
    dropped: list[tuple[int, dict]]

    @property
    def changed(self) -> bool:
        return self.answer in (PartAnswer.CHANGED, PartAnswer.NOT_OURS)

    @property
    def word(self) -> str:
        return PartAnswer(self.answer).label.lower() if self.answer else ""


def of(review: UnitReview, user, *, version: str, today: date) -> dict:
    """What the page shows of an answered review; `version` names an earlier answer of it."""
    earlier = earlier_of(review, user)
    given, frozen = review, review.shown
    if version:
        given = _version(review, user, version, earlier)
        frozen = given.shown
    settles = user.has_perm("reviews.run_cycle") and not version
    told = [{**one, "on": date.fromisoformat(one["on"])} for one in frozen.get("changes", ())]
    return {
        "review": review,
        "given": given,
        "unit": review.unit,
        "cycle": review.cycle,
        "line": wording.answered_line(given, today=today),
        "outcome": Outcome(given.outcome).label,
        "parts": [] if not frozen else _parts(frozen, () if version else review.parts.all()),
        "frozen": frozen,
        "told": told,
        "lists": _lists(frozen),
        "earlier": earlier,
        "version": bool(version),
        "settles": settles,
        "closed": wording.not_open(review.cycle, today=today),
        "asked_by": day(review.cycle.due_on, today=today),
        "team": user.has_perm("units.view_every_unit"),
    }


def _lists(frozen: dict) -> list[tuple[str, list[str]]]:
    """What had a tick, under its headings."""
    off = frozen.get("no_longer", [])
    closely = [one for one in frozen.get("statements", ()) if one not in off]
    waiting = [one for one in frozen.get("waiting", ()) if one not in off]
    more_closely = f"Looked at more closely: {frozen.get('closely', '').lower()}"
    return [("No longer true, they say", off), (more_closely, closely), ("Said yes to", waiting)]


def _parts(frozen: dict, rows) -> list[Answered]:
    by_part: dict[str, PartReview] = {row.part: row for row in rows}
    found = []
    for one in frozen.get("parts", ()):
        row = by_part.get(one["key"])
        label = Part(one["key"]).label if one["key"] in Part.values else one["label"]
        dropped = list(enumerate(row.dropped)) if row else []
        found.append(
            Answered(
                one["key"], one["label"] or label, one["lines"], row.answer if row else "",
                row.note if row else "", dropped,
            )
        )  # fmt: skip
    return found


def earlier_of(review: UnitReview, user) -> list[Earlier]:
    """Answers of the same review that another one took the place of, the latest first."""
    versions = UnitReview.visible_versions(UnitReview.history.model.objects.filter(id=review.pk), user)
    rows = versions.exclude(outcome="").exclude(answered_at=review.answered_at)
    found: dict[datetime, Earlier] = {}
    for row in rows.order_by("-history_date").only(
        "history_id", "answered_at", "outcome", "history_actor", "history_date"
    ):
        said = Outcome(row.outcome).label.lower()
        found.setdefault(row.answered_at, Earlier(row.history_id, row.answered_at, row.history_actor, said))
    return list(found.values())


def _version(review: UnitReview, user, version: str, earlier: list[Earlier]):
    wanted = int(version) if version.isascii() and version.isdigit() and len(version) < 18 else 0
    if wanted not in {one.version for one in earlier}:
        raise Http404("No such answer.")
    versions = UnitReview.visible_versions(UnitReview.history.model.objects.all(), user)
    return versions.select_related("answered_by").get(history_id=wanted)
