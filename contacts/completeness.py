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
_BY_ANYBODY_BELOW = """
WITH RECURSIVE branch(id) AS (
    SELECT a.unit_id {held}
    UNION SELECT child.id FROM units_unit child JOIN branch ON child.parent_id = branch.id AND {child}
) SELECT id FROM branch
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
    completeness.together(
        "people",
        _BY_SOMEBODY_HERE_OR_ABOVE.format(held=everybody, own=own, up=up),
        {code: _by_anybody_below(code) for code in PEOPLE},
    )
    for thing in ("asset", "process"):
        completeness.rows(f"{thing}_owners", f"units_{thing}", having=_OWNED.format(thing=thing))


def _by_anybody_below(code: str) -> str:
    return _BY_ANYBODY_BELOW.format(held=_HELD.format(codes=f"'{code}'"), child=tree.IS_ANSWERED)
