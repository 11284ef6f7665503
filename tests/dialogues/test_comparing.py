"""Two editions beside one another."""

from hypothesis import given
from hypothesis import strategies as st

from dialogues.comparing import Asked, compare


def asked(*texts):
    return [Asked(text) for text in texts]


def kinds(before, after):
    return [(line.kind, line.text) for line in compare(before, after)]


def test_what_stays_is_the_same_and_what_is_left_out_is_gone():
    assert kinds(asked("A?", "B?"), asked("A?", "C?")) == [("same", "A?"), ("new", "C?"), ("gone", "B?")]


def test_one_question_that_was_moved_does_not_make_the_others_moved():
    assert kinds(asked("A?", "B?", "C?"), asked("C?", "A?", "B?")) == [
        ("moved", "C?"), ("same", "A?"), ("same", "B?"),
    ]  # fmt: skip


def test_a_reworded_question_shows_what_it_was():
    before, after = (
        asked("Which agencies work in your accounts?"),
        asked("Which agencies work in our accounts?"),
    )
    (line,) = compare(before, after)
    assert (line.kind, line.was) == ("changed", "Which agencies work in your accounts?")


def test_what_else_is_said_of_a_question_is_compared_too():
    (line,) = compare([Asked("A?", {"Minutes": "3"})], [Asked("A?", {"Minutes": "5", "Serves": "Speed"})])
    assert line.changes == (("Minutes", "3", "5"), ("Serves", "", "Speed"))


@given(st.lists(st.text("ab ", max_size=6), max_size=7), st.lists(st.text("ab ", max_size=6), max_size=7))
def test_every_question_of_either_edition_is_accounted_for_once(before, after):
    lines = compare(asked(*before), asked(*after))
    assert [line.text for line in lines if line.kind != "gone"] == after
    kept = sum(line.kind in ("same", "moved", "changed") for line in lines)
    assert kept + sum(line.kind == "gone" for line in lines) == len(before)
