"""Quick lines become what was heard, promises and themes; what parses as nothing stays text."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.lines import Person, kept, parse, themes_in
from dialogues.recaps import recap
from dialogues.when import find_day, read_day

TODAY = date(2026, 11, 16)  # a Monday
ANA = Person("contact:1", ("Ana Duarte",), "they", 5)
TOMAS = Person("user:2", ("Tomas Reyes",), "we")
ANATOL = Person("contact:3", ("Anatol Müller",), "they", 5)
PEOPLE = [ANA, TOMAS, ANATOL]


def line(text):
    (found,) = parse(text, PEOPLE, TODAY)
    return found


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("! nobody is told #agency-access", "concern", "Nobody is told"),
        ("= no changes to mail", "priority", "No changes to mail"),
        ("? one picture tool", "opportunity", "One picture tool"),
        ("+ accounts end on the last day", "decision", "Accounts end on the last day"),
        ("> the form is too long", "feedback", "The form is too long"),
        ("!nobody is told", "concern", "Nobody is told"),
        ("  ! indented", "concern", "Indented"),
    ],
)
def test_a_mark_says_what_was_heard(typed, kind, text):
    assert (line(typed).kind, line(typed).text) == (kind, text)


@pytest.mark.parametrize(
    "typed",
    ["+49 30 1234", "=>", "!", "? ", "# Heading", "a ! b", "@", "@ana", "ana@example.org", "- bullet", "!="],
)
def test_what_parses_as_nothing_stays_text(typed):
    assert line(typed).kind == ""
    assert line(typed).text == typed.strip()


@pytest.mark.parametrize(
    ("typed", "who", "text", "due"),
    [
        ("@tomas sends the short form by friday", "user:2", "Send the short form", date(2026, 11, 20)),
        ("@ana asks them to confirm by 30 nov", "contact:1", "Ask them to confirm", date(2026, 11, 30)),
        ("@ana duarte to send it until 2026-12-01", "contact:1", "Send it", date(2026, 12, 1)),
        ("- [ ] @Tomas.Reyes: will check it", "user:2", "Check it", None),
        ("@muller replies tomorrow", "contact:3", "Reply", date(2026, 11, 17)),
    ],
)
def test_a_name_makes_a_promise(typed, who, text, due):
    found = line(typed)
    assert (found.kind, found.who, found.text, found.due) == ("promise", who, text, due)


def test_how_a_guess_was_read_is_said_and_what_was_written_out_is_not():
    assert line("@tomas sends it by friday").reading == "“by friday” was read as 20 November."
    assert line("@tomas sends it by 30 nov").reading == ""
    assert line("@tomas sends it by 3 march").reading == "“by 3 march” was read as 3 March 2027."
    assert line("@tomas sends it by 31.2.").reading == "“by 31.2.” is no day we could read."
    assert line("@tomas sends it by 31.2.").text == "Send it by 31.2."


def test_a_name_that_means_nobody_or_two_is_a_promise_nobody_is_named_for():
    assert (line("@bob sends it").who, line("@bob sends it").reading) == (
        None,
        "“@bob” is nobody we know here.",
    )
    several = line("@an sends it")
    assert (several.who, several.side) == (None, "they")
    assert several.reading == "“@an” may be Ana Duarte or Anatol Müller."


def test_whose_promise_it_is_can_be_said_without_a_name():
    assert (line("@us send it").side, line("@they send it").side) == ("we", "they")


def test_somebody_accepts_in_the_room():
    found = line("@ana sends the list by 30 nov (accepted)")
    assert found.accepted
    assert found.text == "Send the list"


def test_themes_stay_words_inside_a_sentence_and_go_at_its_end():
    found = line("? one #ai-tools list for all #press #AI-tools")
    assert found.text == "One ai-tools list for all"
    assert found.themes == ("ai-tools", "press")
    assert line("talked of #früh today").themes == ("fruh",)
    assert themes_in("# heading #1 a#b &#39; ##x") == ()


def test_code_between_fences_is_text():
    assert kept(parse("```\n! not a concern\n```\n! a concern", PEOPLE, TODAY))[0].number == 4


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("friday", date(2026, 11, 20)),
        ("monday", date(2026, 11, 23)),
        ("next friday", date(2026, 11, 27)),
        ("tomorrow", date(2026, 11, 17)),
        ("30 nov", date(2026, 11, 30)),
        ("30th of November", date(2026, 11, 30)),
        ("Nov 30", date(2026, 11, 30)),
        ("30.11.", date(2026, 11, 30)),
        ("30.11.2027", date(2027, 11, 30)),
        ("2026-11-30", date(2026, 11, 30)),
        ("end of month", date(2026, 11, 30)),
        ("the end of next month", date(2026, 12, 31)),
        ("end of january", date(2027, 1, 31)),
        ("end of the quarter", date(2026, 12, 31)),
        ("next week", date(2026, 11, 27)),
        ("next month", date(2026, 12, 31)),
        ("in two weeks", date(2026, 11, 30)),
        ("29 feb", date(2028, 2, 29)),
        ("31.11.", None),
        ("someday", None),
    ],
)
def test_words_for_a_day(words, day):
    assert read_day(words, TODAY) == day


def test_before_a_day_is_the_day_before_and_is_said():
    assert find_day("send it before friday", TODAY) == (
        "send it",
        date(2026, 11, 19),
        "“before friday” was read as 19 November.",
    )


WORDS = st.lists(
    st.sampled_from(
        [
            "!",
            "=",
            "?",
            "+",
            ">",
            "@ana",
            "@tomas",
            "@x",
            "#a-b",
            "by friday",
            "on",
            "list",
            "\n",
            "```",
            "31.2.",
        ]
    )
    | st.text(max_size=6),
    max_size=14,
).map(" ".join)


@given(WORDS)
def test_no_text_is_too_strange_and_no_line_is_lost(text):
    lines = parse(text, PEOPLE, TODAY)
    assert [one.number for one in lines] == [
        number for number, raw in enumerate(text.split("\n"), start=1) if raw.strip()
    ]
    assert all(one.text for one in lines)


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)),
    st.sampled_from(
        [
            "monday",
            "friday",
            "sunday",
            "tomorrow",
            "end of month",
            "next week",
            "29 feb",
            "1 jan",
            "in 3 days",
        ]
    ),
)
def test_a_day_without_a_year_is_never_past(today, words):
    assert read_day(words, today) >= today


@pytest.mark.parametrize(
    "typed",
    ["! " + "#ab " * 400 + "x", "! " + "#ab " * 9900 + "x", "@" + "a." * 19000, "! " + " " * 39000 + "x"],
)
def test_a_strange_line_is_read_in_no_time(typed):
    began = time.perf_counter()
    parse(typed, PEOPLE, TODAY)
    recap(typed, PEOPLE, TODAY)
    assert time.perf_counter() - began < 5
