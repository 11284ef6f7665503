"""Who reports to whom: the line above a person, and circles in it."""

from django.db import connection

from contacts import rules

_LINE = """
WITH RECURSIVE line(id, manager_id, name) AS (
    SELECT id, manager_id, name FROM contacts_contact WHERE id = %s
    UNION SELECT up.id, up.manager_id, up.name FROM line JOIN contacts_contact up ON up.id = line.manager_id
) SELECT id, manager_id, name FROM line
"""


def lock() -> None:
    """Holds back every other change to who reports to whom until this transaction ends: two could each be fine and
    close a circle together."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('contacts.managers'))")


def line_of(person_id: int) -> set[int]:
    """Ids of the person and of everybody above them."""
    with connection.cursor() as cursor:
        cursor.execute(_LINE, [person_id])
        return {pk for pk, _, _ in cursor.fetchall()}


def circle_with(person_id: int, manager_id: int) -> list[tuple[int, str]]:
    """(id, name) of the people of the circle that would close if the person reported to that manager, the person
    first; empty where none would."""
    with connection.cursor() as cursor:
        cursor.execute(_LINE, [manager_id])
        rows = cursor.fetchall()
    managers = {pk: above for pk, above, _ in rows} | {person_id: manager_id}
    names = {pk: name for pk, _, name in rows}
    return [(pk, names.get(pk, "")) for pk in rules.circle(managers, person_id) or []]
