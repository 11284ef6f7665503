"""Files of evidence that were taken, made ready for the page: what was asked for in words, and whether it is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.utils.text import capfirst

from common import asof, words
from desk.models import EvidenceExport, EvidencePart
from overview.record.words import kind_of


@dataclass(frozen=True)
class Taken:
    export: EvidenceExport
    what: str
    drawn: str
    may_download: bool


def taken(exports: Iterable[EvidenceExport], user) -> list[Taken]:
    exports = list(exports)
    there = set(
        EvidencePart.objects.filter(export__in=exports, number=0).values_list(
            "export", flat=True
        )  # unscoped: of these
    )
    return [
        Taken(
            one,
            what(one.parameters),
            drawn(one),
            one.pk in there and one.by_id == user.pk and one.role == user.role,
        )
        for one in exports
    ]


def what(asked: dict) -> str:
    """“People, departments of Marketing and below, 1 May to 30 June; rights of 30 June”."""
    kinds = ", ".join(_kind(label) for label in asked.get("kinds") or []) or "everything"
    department = asked.get("department")
    where = f" of {department['name']} and below" if department else ""
    rights = f"; people and rights as of {_day(asked['rights_on'])}" if asked.get("rights_on") else ""
    return capfirst(f"{kinds}{where}, {_time(asked)}{rights}")


def drawn(export: EvidenceExport) -> str:
    """“25 of 1,204 changes, seed 7f3a”."""
    said = f"{export.chosen:,} of {words.count(export.population, 'change')}"
    seed = export.parameters.get("seed")
    return f"{said}, seed {seed}" if seed else said


def _kind(label: str) -> str:
    try:
        return kind_of(apps.get_model(label), many=True)
    except LookupError:
        return label


def _time(asked: dict) -> str:
    since, until = asked.get("since"), asked.get("until")
    if since and until:
        return f"{_day(since)} to {_day(until)}"
    if since:
        return f"since {_day(since)}"
    return f"up to {_day(until)}" if until else "from the beginning"


def _day(text: str) -> str:
    return words.day(date.fromisoformat(text), today=asof.today())
