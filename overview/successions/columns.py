"""The columns of a register of successions, the same for files in and out."""

import re
from dataclasses import dataclass

from common.sheets.columns import Choice, Column, Day, Reference, Text
from overview.models import Reorganisation

KIND = Reorganisation.Kind
# A leader who leaves is no body that becomes another one.
KINDS = [pair for pair in KIND.choices if pair[0] != KIND.LEADERSHIP]
OUTSIDE_LIMIT = 300
_BETWEEN = re.compile(r"[;,\n]")


@dataclass(frozen=True, kw_only=True, eq=False)
class Codes(Reference):
    """Any number of codes, with semicolons, commas or line ends between them."""

    joined_by: str | None = "; "

    empty = ()

    def parse(self, text: str) -> tuple[str, ...]:
        whole = super().parse(text)
        return tuple(dict.fromkeys(part for piece in _BETWEEN.split(whole) if (part := piece.strip())))

    def show(self, value) -> str:
        return "; ".join(value or ())


SUCCESSIONS: tuple[Column, ...] = (
    Reference(
        name="code", label="Department that became another (code)", elsewhere=True, by_name=True,
        aliases=("slug", "unit", "department", "before", "predecessor", "from"),
    ),
    Codes(
        name="successors", label="What it became (codes)", elsewhere=True, otherwise="is kept by its name and listed",
        aliases=("superseded by", "successor", "replaced by", "after", "became", "to"),
    ),
    Choice(
        name="kind", label="What happened", choices=KINDS, aliases=("closed as", "how", "reason"),
        synonyms={
            "merged": KIND.MERGER, "replaced": KIND.REPLACEMENT, "superseded": KIND.REPLACEMENT,
            "changed name": KIND.RENAME, "renamed": KIND.RENAME, "devolved": KIND.DEVOLUTION,
            "acquired": KIND.ACQUISITION, "moved": KIND.MOVE, "closed": KIND.CLOSURE,
            "no longer exists": KIND.CLOSURE,
        },
    ),
    Day(name="effective_on", label="Took effect on", aliases=("closed on", "date", "day", "effective date", "since")),
    Text(name="note", label="Note", limit=2000, lines=True, aliases=("comment", "remarks")),
)  # fmt: skip
