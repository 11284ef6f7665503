"""A plan as counts and lists of texts: what a preview shows, and what tells one outcome from another."""

from common.sheets.problems import Problem, shown
from units.sheets.plan import Plan
from units.sheets.rows import Change, PlannedRow

PARTS = ("problems", "created", "changed", "kept", "left_empty", "unchanged")


def outcome_of(plan: Plan) -> dict[str, int]:
    """Counts: rows of the file, departments per part, values brought in, and lines that are wrong."""
    return {
        "rows": plan.rows,
        "created": len(plan.created),
        "changed": len(plan.changed),
        "unchanged": len(plan.unchanged),
        "kept": sum(len(row.kept) for row in plan.kept),
        "left_empty": len(plan.left_empty),
        "problems": len(plan.problems),
        "bad_rows": len({problem.line for problem in plan.problems}),
        "values": sum(len(row.changes) for row in plan.changed),
    }


def findings_of(plan: Plan) -> dict[str, list]:
    """Per part its entries, as short lists ready to be kept."""
    return {
        "problems": [_problem(problem) for problem in plan.problems],
        "created": [_row(row, row.changes) for row in plan.created],
        "changed": [_row(row, row.changes) for row in plan.changed],
        "kept": [_row(row, row.kept) for row in plan.kept],
        "left_empty": [_problem(problem) for problem in plan.left_empty],
        "unchanged": [_row(row, []) for row in plan.unchanged],
    }


def _problem(problem: Problem) -> list:
    return [problem.line, problem.column, problem.value, problem.reason]


def _row(row: PlannedRow, changes: list[Change]) -> list:
    texts = [[change.label, shown(change.old), shown(change.new)] for change in changes]
    return [row.line, row.unit.code, shown(row.unit.name), texts]
