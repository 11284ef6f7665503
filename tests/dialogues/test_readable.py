"""Notes as they are read afterwards."""

import pytest

from common.markdown import to_html
from dialogues.readable import readable


def test_a_sign_is_said_in_words_and_begins_no_list():
    html = to_html(readable("We agreed:\n+ accounts end\n! nobody tells us #leavers\n> short forms, please"))
    assert "<strong>Decision:</strong> accounts end" in html
    assert "<strong>Concern:</strong> nobody tells us #leavers" in html
    assert "<strong>Feedback:</strong> short forms, please" in html
    assert "<ul>" not in html
    assert "<blockquote>" not in html


def test_a_quick_line_does_not_go_on_with_the_list_above():
    html = to_html(readable("- seven agencies\n@ana sends the list\n= no changes in the peak weeks"))
    assert "<li>seven agencies</li>" in html
    assert "<strong>Priority:</strong> no changes" in html.partition("</ul>")[2]


@pytest.mark.parametrize(
    "text", ["", "+49 30 901820", "=> see below", "```\n! a fence\n```", "plain\n\nwords"]
)
def test_what_is_no_quick_line_stays_as_it_was_typed(text):
    assert readable(text) == text


def test_where_nobody_reads_markdown_the_words_stand_alone():
    assert readable("? one tool", strong="") == "Opportunity: one tool"
