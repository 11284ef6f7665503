"""What a closed review came to: the same as JSON and on paper, with the hashes by which both can be checked later."""

import hashlib
import json
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import typst
from django.conf import settings
from django.db.models.functions import Lower
from django.utils import timezone

from common import words
from desk import evidence
from reviews import scope
from reviews.choices import ByRight, Channel, Outcome, Part, PartAnswer
from reviews.models import Cycle, PartReview

TEMPLATE = Path(__file__).with_name("summary.typ")
VERSION = 1


def content(cycle: Cycle) -> dict:
    """Words and figures only; what it holds does not change when the departments do."""
    rows = [_row(review, parts) for review, parts in _reviews(cycle)]
    counts = Counter(row["outcome"] for row in rows)
    meant = scope.of(cycle)
    return {
        "version": VERSION,
        "organisation": settings.ORGANISATION_NAME,
        "review": {
            "name": cycle.name, "opens_on": cycle.opens_on.isoformat(), "due_on": cycle.due_on.isoformat(),
            "departments": cycle.scope, "departments_in_words": meant.conditions,
            "opened_at": _moment(cycle.opened_at), "opened_by": _name(cycle.opened_by),
            "closed_at": _moment(cycle.closed_at), "closed_by": _name(cycle.closed_by),
            "in_depth": Part(cycle.in_depth).label if cycle.in_depth else "",
        },
        "counts": {outcome: counts.get(outcome, 0) for outcome in Outcome.values},
        "rows": rows,
        "left_out": [
            {"code": one.unit.code, "name": one.unit.name, "reason": one.reason}
            for one in cycle.arrangements.filter(reviewer__isnull=True)
            .select_related("unit")
            .order_by(Lower("unit__name"), "pk")
        ],
        "record": _record(),
    }  # fmt: skip


def digest(found: dict) -> str:
    """SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(found)).hexdigest()


def canonical(found: dict) -> bytes:
    return json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def paper(found: dict) -> bytes:
    """The PDF. Values go in as data, never as markup."""
    return typst.compile(_template(), sys_inputs={"summary": json.dumps(_printed(found))})


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def _reviews(cycle: Cycle):
    parts = defaultdict(list)
    for part in PartReview.objects.filter(review__cycle=cycle).order_by("pk"):
        parts[part.review_id].append(part)
    rows = cycle.reviews.select_related("unit", "reviewer", "answered_by").defer(
        "shown", "unit__words", "unit__purpose", "unit__security_view", "unit__notes", "unit__team_notes",
        "unit__sources", "unit__pinned", "reviewer__words",
    )  # fmt: skip
    for review in rows.order_by(Lower("unit__name"), "pk"):
        yield review, parts[review.pk]


def _row(review, parts) -> dict:
    return {
        "code": review.unit.code, "name": review.unit.name, "outcome": review.outcome,
        "asked": _name(review.reviewer), "because": ByRight(review.by_right).label if review.by_right else "",
        "note": review.note, "answered_by": _name(review.answered_by),
        "answered_at": _moment(review.answered_at) if review.answered else "",
        "channel": Channel(review.channel).label if review.channel else "", "whose": review.spoke_with,
        "remarks": review.remarks, "shown_sha256": review.shown_sha256,
        "parts": [
            {"part": Part(one.part).label, "answer": PartAnswer(one.answer).label, "note": one.note} for one in parts
        ],
    }  # fmt: skip


def _record() -> dict:
    anchor = evidence.latest()
    if anchor is None:
        return {"hash": "", "number": 0, "up_to": ""}
    return {"hash": anchor.hash, "number": anchor.number, "up_to": _moment(anchor.up_to)}


def _name(person) -> str:
    return person.name if person else ""


def _moment(at) -> str:
    return timezone.localtime(at, timezone.get_default_timezone()).isoformat(timespec="seconds") if at else ""


def _printed(found: dict) -> dict:
    """What stands on paper: the same rows in fewer words."""
    review = found["review"]
    return {
        "title": review["name"],
        "organisation": found["organisation"],
        "facts": [
            ["Asked", f"{words.count(len(found['rows']), 'department')}, opened {_day(review['opened_at'])}"
             + (f" by {review['opened_by']}" if review["opened_by"] else " by its plan")],
            ["Closed", f"{_day(review['closed_at'])} by {review['closed_by']}"],
            ["Departments", "; ".join(review["departments_in_words"]) or "all that are not closed"],
            ["Looked at more closely", review["in_depth"] or "–"],
        ],
        "counts": [[one.label, words.number(found["counts"][one])] for one in Outcome],
        "rows": [_line(row) for row in found["rows"]],
        "left_out": [[one["name"], one["reason"]] for one in found["left_out"]],
        "sha256": digest(found),
        "record": found["record"] | {"up_to": found["record"]["up_to"][:16].replace("T", " ")},
    }  # fmt: skip


def _line(row: dict) -> list[str]:
    said = Outcome(row["outcome"]).label
    changed = [one["part"] for one in row["parts"] if one["answer"] != PartAnswer.CORRECT.label]
    how = {Channel.PHONE.label: "by phone", Channel.ON_BEHALF.label: "on behalf of"}.get(row["channel"], "")
    who = row["answered_by"] + (f" ({' '.join(filter(None, (how, row['whose'])))})" if how else "")
    return [
        row["name"],
        ": ".join(filter(None, (said, ", ".join(changed)))),
        who or (f"asked {row['asked']}" if row["asked"] else "–"),
        _day(row["answered_at"]),
        " · ".join(filter(None, [*(one["note"] for one in row["parts"]), row["remarks"], row["note"]])),
    ]


def _day(moment: str) -> str:
    return f"{moment[8:10]}.{moment[5:7]}.{moment[:4]} {moment[11:16]}" if moment else "–"
