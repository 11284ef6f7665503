"""A plan as counts and lists of texts: what a preview shows, and what tells one outcome from another."""

from common.sheets.plan import Change, Plan, PlannedRow
from common.sheets.problems import Problem, shown

# Parts whose entries are about cells of the file; the entries of the others are about what a row is about.
CELLS = ("problems", "doubts", "left_empty")
PARTS = ("problems", "doubts", "created", "changed", "kept", "left_empty", "unchanged")


def outcome_of(plan: Plan) -> dict[str, int]:
    """Counts: rows of the file, rows per part, values brought in, and lines that are wrong."""
    return {
        "rows": plan.rows,
        "created": len(plan.created),
        "changed": len(plan.changed),
        "unchanged": len(plan.unchanged),
        "kept": sum(len(row.kept) for row in plan.kept),
        "left_empty": len(plan.left_empty),
        "doubts": len(plan.doubts),
        "problems": len(plan.problems),
        "bad_rows": len({problem.line for problem in plan.problems}),
        "values": sum(len(row.changes) for row in plan.changed),
    }


def findings_of(plan: Plan) -> dict[str, list]:
    """Per part its entries, as short lists ready to be kept."""
    return {
        "problems": [_cell(problem) for problem in plan.problems],
        "doubts": [_cell(doubt) for doubt in plan.doubts],
        "created": [_row(row, row.changes) for row in plan.created],
        "changed": [_row(row, row.changes) for row in plan.changed],
        "kept": [_row(row, row.kept) for row in plan.kept],
        "left_empty": [_cell(problem) for problem in plan.left_empty],
        "unchanged": [_row(row, []) for row in plan.unchanged],
    }


def _cell(problem: Problem) -> list:
    return [problem.line, problem.column, problem.value, problem.reason]


def _row(row: PlannedRow, changes: list[Change]) -> list:
    texts = [[change.label, shown(change.old), shown(change.new)] for change in changes]
    return [row.line, row.key, shown(row.name), texts]
