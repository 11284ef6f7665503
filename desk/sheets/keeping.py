"""Files brought in hold what they brought, people among it, and are not kept for ever."""

from collections.abc import Iterable
from datetime import date, datetime

from common import asof
from common.retention import Rule, Term, register
from desk.models import SheetImport

TERM = Term(months=12)
# What they wrote is in the record for ever, and so is which file wrote it.
KEPT = (SheetImport.State.APPLIED, SheetImport.State.UNDONE)


def old_files(on: date):
    """Files that came in so long ago, and still hold something. Where it was never brought in, nothing is worth
    keeping; otherwise the counts, the reason and the fingerprint are."""
    end = asof.end_of(TERM.before(on))
    held = SheetImport.objects.filter(uploaded_at__lte=end).exclude(  # unscoped: a job empties everybody's
        state__in=KEPT, content=b"", findings_packed=b""
    )
    return held.order_by("uploaded_at", "pk")


def empty_files(ids: Iterable[int], *, at: datetime) -> None:
    files = SheetImport.objects.filter(pk__in=list(ids))  # unscoped: a job empties everybody's
    files.exclude(state__in=KEPT).delete()
    files.update(content=b"", findings_packed=b"", facts=[])


def register_rules() -> None:
    register(
        Rule(
            key="desk.files",
            model="desk.SheetImport",
            what="Files brought in",
            fields="the file, and what each of its lines did",
            after=TERM,
            since="the day it came in",
            happens="They are emptied; counts, reason and fingerprint stay. What was never brought in is removed.",
            due=old_files,
            carry_out=empty_files,
        )
    )
