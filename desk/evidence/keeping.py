"""Files of evidence hold copies of the record, people among it, and are not kept for ever."""

from collections.abc import Iterable
from datetime import date, datetime

from common import asof
from common.retention import Rule, Term, register
from desk.models import EvidencePart

TERM = Term(days=90)


def old_parts(on: date):
    end = asof.end_of(TERM.before(on))
    return EvidencePart.objects.filter(export__taken_at__lte=end).order_by("pk")  # unscoped: by age


def remove_parts(ids: Iterable[int], *, at: datetime) -> None:
    EvidencePart.objects.filter(pk__in=list(ids)).delete()  # unscoped: a job removes everybody's


def register_rules() -> None:
    register(
        Rule(
            key="desk.evidence",
            model="desk.EvidencePart",
            what="Files of evidence",
            fields="the file, in pieces",
            after=TERM,
            since="the day it was taken",
            happens="They are removed; who took what, and the hashes, stay.",
            due=old_parts,
            carry_out=remove_parts,
        )
    )
