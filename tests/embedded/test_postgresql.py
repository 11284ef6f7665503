"""What the embedded database gives."""

from django.db import connection


def ask(query: str):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_text_is_ordered_by_code_point_whatever_the_machine_speaks(db):
    assert ask("SELECT datlocprovider, datlocale FROM pg_database WHERE datname = current_database()") == [
        ("b", "C.UTF-8")
    ]
    words = ask("SELECT w FROM (VALUES ('Zeta'), ('alpha'), ('Äther')) v (w) ORDER BY lower(w)")
    assert [word for (word,) in words] == ["alpha", "Zeta", "Äther"]


def test_it_listens_on_no_network_address(db):
    assert ask("SHOW listen_addresses") == [("",)]


def test_capital_letters_outside_ascii_are_understood(db):
    assert ask("SELECT lower('ÄÖÉ')") == [("äöé",)]
