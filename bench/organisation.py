"""What the measuring side needs to know of an organisation that was made: its departments, the depth of its record."""

from datetime import UTC
from urllib.parse import urlencode

from bench.pages import Row
from bench.servers import Databases

ENTRIES = 100_000  # saves in the record, at least
MANY = {10_000: 1_000_000}  # and more where past days are read, by departments
DEEP = 1_500 * 50  # saves that lie before a deep page of the record

ANY = """
    SELECT id, code FROM units_unit WHERE id % greatest(1, (SELECT count(*) FROM units_unit) / 120) = 0
    AND status = 'active' ORDER BY md5(code) LIMIT 120
"""
OF_A_HEAD = """
    WITH RECURSIVE branch(id) AS (
        SELECT unit_id FROM units_stewardship WHERE user_id = (SELECT min(id) FROM accounts_user WHERE role = 'head')
        UNION SELECT child.id FROM units_unit child JOIN branch ON child.parent_id = branch.id
    ) SELECT id, code FROM units_unit JOIN branch USING (id) LIMIT 120
"""


def rows_per_role(databases: Databases, name: str) -> dict[str, list[Row]]:
    return {
        role: [Row(*found) for found in databases.ask(name, query)]
        for role, query in (("ciso", ANY), ("head", OF_A_HEAD))
    }


def oldest_key(databases: Databases, name: str) -> str:
    """The query of a page deep in the record."""
    [(at,)] = databases.ask(
        name,
        f"SELECT history_date FROM units_historicalunit ORDER BY history_date DESC OFFSET {DEEP} LIMIT 1",
    )
    return "?" + urlencode({"before": f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"})
