"""Nothing that leaves is run by a spreadsheet, and everything comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.sheets.formula import neutralised, restored

DANGEROUS = "=+-@\t\r\n\0"
risky_text = st.text(st.sampled_from(DANGEROUS + "'a \"1") | st.characters(), max_size=30)


@given(risky_text)
def test_what_goes_out_comes_back_the_same(text):
    assert restored(neutralised(text)) == text


@given(risky_text)
def test_nothing_that_goes_out_begins_like_a_formula(text):
    assert neutralised(text)[:1] not in DANGEROUS or not text


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5", "@SUM(A1)", "\tx", "\rx", "\nx", "\0x"])
def test_each_dangerous_beginning_gets_an_apostrophe(text):
    assert neutralised(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Finance", "'t Hooft", "O'Brien", "1=1", " =1"])
def test_other_texts_are_left_alone(text):
    assert neutralised(text) == text == restored(text)
