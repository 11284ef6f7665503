"""Texts told apart word by word."""

from hypothesis import given
from hypothesis import strategies as st

from overview.record.diff import GONE, NEW, SAME, Piece, pieces, shortened

WORDS = st.lists(st.sampled_from(["we", "ship", "6,500", "parcels", "a", "day", ".", "\n"]), max_size=40).map(
    " ".join
)


def said(found, *kinds):
    return "".join(piece.text for piece in found if piece.kind in kinds)


@given(WORDS, WORDS)
def test_what_stayed_and_went_is_the_old_text_and_what_stayed_and_came_the_new(old, new):
    found = pieces(old, new)
    assert said(found, SAME, GONE) == old
    assert said(found, SAME, NEW) == new


def test_a_changed_number_is_told_as_a_whole_word():
    old = "Right place, right morning: 6,500 deliveries a day with our own fleet."
    found = pieces(old, old.replace("6,500", "6,800"))
    assert [p for p in found if p.kind != SAME] == [Piece(GONE, "6,500"), Piece(NEW, "6,800")]


def test_a_text_that_was_rewritten_is_not_told_word_by_word():
    found = pieces(
        "Security blocked a tool the week before launch.", "They found our consent fault early on."
    )
    assert [piece.kind for piece in found] == [GONE, NEW]


def test_very_long_texts_are_compared_without_looking_at_every_pair_of_words():
    old = " ".join(f"a{n}" for n in range(2000))
    new = " ".join(f"b{n}" for n in range(2000))
    assert [piece.kind for piece in pieces(old, new)] == [GONE, NEW]


def test_shortening_keeps_what_changed_and_cuts_what_stayed_between_words():
    old = "word " * 100 + "end"
    found, cut = shortened(pieces(old, old.replace("end", "finish")))
    assert cut
    assert said(found, GONE) == "end"
    assert said(found, NEW) == "finish"
    assert len(said(found, SAME)) < 60
    assert "word" in said(found, SAME)


def test_a_short_text_is_not_cut():
    found, cut = shortened(pieces("We ship parcels.", "We ship letters."))
    assert not cut
    assert said(found, SAME, NEW) == "We ship letters."
