"""Words are found however they were written, and nothing a person types is read as an operator."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.factories.units import UnitFactory
from units.models import Unit
from units.words import folded, prefix_query

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kostić & Co.", "kostic co"),
        ("  Two\t\nwords ", "two words"),
        ("Straße", "strasse"),
        ("ÉCOLE", "ecole"),
        ("MKT-01_x", "mkt 01 x"),
        ("ﬁnance", "finance"),
        ("São Paulo", "sao paulo"),
        ("...", ""),
        ("", ""),
    ],
)
def test_folded(text, words):
    assert folded(text) == words


def test_several_texts_are_joined_and_empty_ones_left_out():
    assert folded("A", "", "B") == "a b"


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)


@given(ANY_TEXT)
def test_only_words_and_single_blanks_are_left(text):
    result = folded(text)
    assert result == result.strip()
    assert "  " not in result
    assert all(char == " " or char.isalnum() or not char.isascii() for char in result)


@given(ANY_TEXT, ANY_TEXT)
def test_texts_folded_together_are_their_words_one_after_another(one, other):
    assert folded(one, other) == f"{folded(one)} {folded(other)}".strip()


@given(ANY_TEXT)
def test_case_does_not_matter(text):
    assert folded(text.casefold()) == folded(text)


def test_every_word_is_a_prefix():
    assert prefix_query("fina north") == "'fina':* & 'north':*"
    assert prefix_query("  ") == ""
    assert prefix_query("& | ! ( ) :*") == ""


def test_no_more_words_than_the_limit_are_asked():
    assert prefix_query("a " * 50).count(":*") == 8


HOSTILE = [
    "'", "\\", "a'b", "a\\'b", "a:b", "a & !b", "<->", "a:*", "\0", "x\0y", "''", "𝔘𝔫𝔦", "İ", "ß", "ǅ", "\u0345",
    "1" * 3000,
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_only_words(text):
    UnitFactory(name="Plain")
    assert list(Unit.objects.matching(text)) == []


@pytest.mark.django_db
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY_TEXT)
@example("\0")
@example("a\0b")
@example("\u0130\u0345")
def test_no_text_makes_postgresql_complain(text):
    query = prefix_query(text)
    if query:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_tsvector('simple', 'some words') @@ to_tsquery('simple', %s)", [query])


LATIN_GREEK_CYRILLIC = st.text(st.characters(max_codepoint=0x4FF, exclude_categories=["Cs"]), max_size=40)


@pytest.mark.django_db
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LATIN_GREEK_CYRILLIC)
def test_what_was_written_is_found_by_the_same_words(text):
    query = prefix_query(text)
    if query:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT to_tsvector('simple', %s) @@ to_tsquery('simple', %s)", [folded(text), query]
            )
            assert cursor.fetchone()[0]
