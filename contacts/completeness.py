"""What people contribute to how complete a department's record is. Registered when the app starts."""

from units import completeness, tree

# Whoever left holds nothing, whatever the directory still says.
_HELD = """
FROM contacts_assignment a
JOIN contacts_function f ON f.id = a.function_id AND f.code IN ({codes})
JOIN contacts_contact c ON c.id = a.contact_id AND (c.left_on IS NULL OR c.left_on >= now()::date)
WHERE a.asset_id IS NULL AND a.process_id IS NULL
    AND (a.since IS NULL OR a.since <= now()::date) AND (a.until IS NULL OR a.until >= now()::date)
"""
# Down the tree once, each unit with all that it and those above it hold.
_ALL_HELD = """
WITH RECURSIVE own(id, held) AS MATERIALIZED (
    SELECT a.unit_id, bit_or(CASE f.code {bits} ELSE 0 END) {held} GROUP BY 1
), branch(id, held) AS (
    SELECT u.id, coalesce(own.held, 0) FROM units_unit u LEFT JOIN own ON own.id = u.id
    WHERE u.parent_id IS NULL OR NOT {top}
    UNION ALL
    SELECT child.id, branch.held | coalesce(own.held, 0)
    FROM branch JOIN units_unit child ON child.parent_id = branch.id AND {child} LEFT JOIN own ON own.id = child.id
) {asked}
"""
_BY_SOMEBODY_HERE_OR_ABOVE = """
WITH RECURSIVE above(id, parent_id) AS (
    SELECT units_unit.id, {own}
    UNION SELECT up.id, {up} FROM above JOIN units_unit up ON up.id = above.parent_id
) SELECT DISTINCT f.code {held} AND a.unit_id IN (SELECT id FROM above)
"""
# Owned by anybody, under whichever name the organisation has for it.
_OWNED = """bool_and(EXISTS (
    SELECT FROM contacts_assignment a WHERE a.{thing}_id = r.id
    AND (a.since IS NULL OR a.since <= now()::date) AND (a.until IS NULL OR a.until >= now()::date)
))"""
PEOPLE = ("head", "deputy", "incident_contact", "ambassador")


def register() -> None:
    """Where a department has nobody of its own, those above it answer: that counts."""
    everybody = _HELD.format(codes=", ".join(f"'{code}'" for code in PEOPLE))
    own, up = (tree.ANSWERED_BY.format(unit=unit) for unit in ("units_unit", "up"))
    keys = _BY_SOMEBODY_HERE_OR_ABOVE.format(held=everybody, own=own, up=up)
    completeness.together("people", completeness.Together(PEOPLE, keys, _pairs(PEOPLE), _with_all_of))
    for thing in ("asset", "process"):
        completeness.rows(f"{thing}_owners", f"units_{thing}", having=_OWNED.format(thing=thing))


def _with_all_of(codes: tuple[str, ...]) -> str:
    """Units for which somebody holds every one of these, here or above."""
    return _down(codes, f"SELECT id FROM branch WHERE held = {(1 << len(codes)) - 1}")  # noqa: S608  constant SQL


def _pairs(codes: tuple[str, ...]) -> str:
    """Each of these with the units for which somebody holds it, here or above."""
    bits = ", ".join(f"('{code}', {1 << place})" for place, code in enumerate(codes))
    asked = f"SELECT k.code, b.id FROM branch b JOIN (VALUES {bits}) k(code, bit) ON b.held & k.bit > 0"  # noqa: S608
    return _down(codes, asked)


def _down(codes: tuple[str, ...], asked: str) -> str:
    """`asked` of `branch`: every unit, and a bit for each of these that somebody holds for it."""
    return _ALL_HELD.format(
        bits=" ".join(f"WHEN '{code}' THEN {1 << place}" for place, code in enumerate(codes)),
        held=_HELD.format(codes=", ".join(f"'{code}'" for code in codes)),
        top=tree.IS_ANSWERED.replace("child.", "u."),
        child=tree.IS_ANSWERED,
        asked=asked,
    )
