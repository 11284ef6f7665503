"""Two people in one text: nothing that anybody typed is lost, and what both have is there once."""

from hypothesis import given
from hypothesis import strategies as st

from dialogues.merging import merge

LINES = st.lists(st.sampled_from(["", "a", "b", "a b", "b c", "x y z", "! c", "@ana d"]), max_size=6)
TEXTS = LINES.map("\n".join)


def typed(text: str, base: str) -> set[str]:
    return set(text.split()) - set(base.split())


def stands(word: str, text: str) -> bool:
    return any(other.startswith(word) for other in text.split())


@given(base=TEXTS, stored=TEXTS, mine=TEXTS)
def test_every_word_that_either_of_two_typed_stands_in_the_text(base, stored, mine):
    merged = merge(base=base, stored=stored, mine=mine).text
    for word in typed(stored, base) | typed(mine, base):
        assert stands(word, merged)


@given(base=TEXTS, mine=TEXTS)
def test_who_types_alone_gets_what_they_typed(base, mine):
    assert merge(base=base, stored=base, mine=mine).text == mine
    assert merge(base=base, stored=mine, mine=base).text == mine
    assert merge(base=base, stored=mine, mine=mine).text == mine


@given(base=TEXTS, stored=TEXTS, mine=TEXTS)
def test_a_merged_text_merged_again_says_nothing_twice(base, stored, mine):
    once = merge(base=base, stored=stored, mine=mine).text
    assert merge(base=mine, stored=once, mine=mine).text == once
    assert merge(base=base, stored=once, mine=once).text == once


@given(first=LINES, kept=st.lists(st.sampled_from(["k1", "k2", "k3"]), min_size=1, max_size=3), last=LINES)
def test_one_above_and_one_below_never_meet(first, kept, last):
    base = "\n".join(kept)
    merged = merge(base=base, stored="\n".join([*first, *kept]), mine="\n".join([*kept, *last]))
    assert merged.text == "\n".join([*first, *kept, *last])


def test_a_line_that_somebody_goes_on_writing_is_one_line():
    assert merge(base="", stored="! nobody is t", mine="! nobody is told").text == "! nobody is told"
    assert merge(base="a", stored="a\nnext", mine="a and more").text == "a and more\nnext"


def test_two_words_of_one_line_are_changed_by_two_people():
    merged = merge(base="the cat sat", stored="the black cat sat", mine="the cat sat down")
    assert (merged.text, merged.doubled) == ("the black cat sat down", 0)


def test_the_same_word_changed_by_two_keeps_both_lines_and_says_so():
    merged = merge(base="on monday", stored="on tuesday", mine="on friday")
    assert merged.text.split("\n") == ["on tuesday", "on friday"]
    assert merged.doubled == 1
