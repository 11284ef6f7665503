"""How a sheet says how bad it gets: a line with a kind of harm, and when and how bad; or one column for each time.

All lines of one process together say its kinds of harm, each of them completely; kinds that no line names stay as
they are. Pure.
"""

from collections.abc import Iterable, Mapping

from common.sheets.converting import Draft
from units.choices import Bucket, Harm, ImpactCategory
from units.sheets.columns_value import BUCKETS

# (kind of harm, hours) -> severity
Answers = dict[tuple[str, int], int]
TIMES = dict(Bucket.choices)


class Unclear(ValueError):
    """A line that does not say enough, or something else than an earlier one; `column` is where."""

    def __init__(self, column: str, reason: str):
        super().__init__(reason)
        self.column = column


def answers_of(draft: Draft, targets: set[str]) -> tuple[str, Answers] | None:
    """(kind of harm, its answers) of one line; None where the line says nothing of impact. Raises Unclear."""
    values = draft.values
    wide = {hours: values[label] for label, hours in BUCKETS.items() if values.get(label) is not None}
    moment, severity = values.get("from"), values.get("severity")
    category = values.get("category")
    if not category:
        if wide or moment is not None or severity is not None:
            raise Unclear(
                "category", "Which kind of harm is it? The line says how bad it gets, but not for what."
            )
        return None
    found = {(category, hours): said for hours, said in wide.items()}
    if moment is not None:
        found[category, moment] = (
            Harm.SEVERE.value if severity is None and "severity" not in targets else severity
        )
    if (moment is None) != (severity is None) and None in (*found.values(), moment):
        raise Unclear("from" if moment is None else "severity", _half_said(moment))
    if not found and not targets & set(BUCKETS):
        raise Unclear("category", "The line names a kind of harm, but neither how bad nor from when.")
    return category, found


def _half_said(moment: int | None) -> str:
    if moment is None:
        return "From when is it so bad? The line does not say."
    return f"How bad is it after {TIMES[moment]}? The line does not say."


def joined(so_far: Answers, new: Answers, line: int) -> None:
    """Adds the answers of another line about the same process. Raises Unclear where both say something else."""
    for (category, hours), severity in new.items():
        before = so_far.get((category, hours))
        if before is not None and before != severity:
            label = ImpactCategory(category).label.lower()
            raise Unclear("category", f"Line {line} says {before} for {label} harm after {TIMES[hours]}.")
    so_far.update(new)


def completed(
    known: Mapping[tuple[str, int], int], said: Answers, categories: Iterable[str], columns: set[str]
):
    """{(kind of harm, hours): severity, or None for no longer said}: only what differs from what is known.

    A line-by-line file says each kind completely; one with columns only for the times it has columns for.
    """
    times = {hours for label, hours in BUCKETS.items() if label in columns} or set(BUCKETS.values())
    if "from" in columns:
        times = set(BUCKETS.values())
    gone = {key: None for key in known if key[0] in set(categories) and key[1] in times and key not in said}
    return gone | {key: severity for key, severity in said.items() if known.get(key) != severity}


def strip(answers: Mapping[tuple[str, int], int], category: str) -> str:
    """One kind of harm as a person reads it: “4 hours: 1, 1 day: 4”."""
    return ", ".join(
        f"{TIMES[hours]}: {answers[category, hours]}" for hours in TIMES if (category, hours) in answers
    )
