"""What a unit's values must agree on."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import resolve, reverse
from hypothesis import given
from hypothesis import strategies as st

from units import rules
from units.rules import code_problem, date_problem, problems

DAY = date(2026, 3, 11)


@pytest.mark.parametrize(
    "code", ["A", "mkt", "SALES-01", "a.b_c-d", "0", "X" * 100, "New1", "newest", "import2", "..a", "-"]
)
def test_good_codes(code):
    assert code_problem(code) is None


@pytest.mark.parametrize(
    "code",
    ["", " ", "a b", "a/b", "é", "a\n", "\nа", "X" * 101, "a?b", "a#b", "%41", "<b>", "a\0", "１", "new", "NEW",
     "Import", "export.csv", "EXPORT.XLSX", ".", "..", "..."],
)  # fmt: skip
def test_bad_codes(code):
    assert code_problem(code)


@given(st.text(max_size=120))
def test_a_good_code_is_safe_in_an_address(code):
    if code_problem(code) is None:
        assert re.fullmatch(r"[A-Za-z0-9._-]{1,100}", code)
        assert code not in {".", ".."}


@given(st.from_regex(r"[A-Za-z0-9._-]{1,100}", fullmatch=True))
def test_every_good_code_leads_to_its_own_page(code):
    if not code_problem(code):
        match = resolve(reverse("department", args=[code]))
        assert (match.view_name, match.kwargs) == ("department", {"code": code})


@pytest.mark.parametrize("day", [date(1900, 1, 1), DAY, date(2199, 12, 31)])
def test_good_days(day):
    assert date_problem(day) is None


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(1, 1, 1), date(2200, 1, 1), date.max])
def test_days_that_are_typing_errors(day):
    assert "is the year right?" in date_problem(day)


def test_nothing_given_is_nothing_wrong():
    assert problems({}) == {}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"opened_on": date(1899, 1, 1)}, "opened_on"),
        ({"closed_on": date(2300, 1, 1), "status": "closed"}, "closed_on"),
        ({"opened_on": DAY, "closed_on": DAY - timedelta(1), "status": "closed"}, "closed_on"),
        ({"closed_on": DAY, "status": "active"}, "closed_on"),
        ({"closed_on": DAY, "status": "planned"}, "closed_on"),
        ({"headcount": -1}, "headcount"),
        ({"headcount": rules.MAX_HEADCOUNT + 1}, "headcount"),
        ({"annual_revenue": Decimal("-0.01")}, "annual_revenue"),
        ({"annual_revenue": rules.MAX_REVENUE + 1}, "annual_revenue"),
        ({"cover_from": DAY}, "owner_cover"),
        ({"cover_until": DAY}, "owner_cover"),
        ({"owner_cover": 1, "cover_from": DAY, "cover_until": DAY - timedelta(1)}, "cover_until"),
        ({"risk_override": 3, "risk_override_until": DAY}, "risk_override_reason"),
        ({"risk_override": 3, "risk_override_reason": "Why"}, "risk_override_until"),
    ],
)
def test_what_does_not_agree_is_said_at_its_field(values, field):
    found = problems(values)
    assert set(found) == {field}
    assert found[field]


@pytest.mark.parametrize(
    "values",
    [
        {"opened_on": DAY, "closed_on": DAY, "status": "closed"},
        {"closed_on": DAY, "status": ""},
        {"headcount": 0},
        {"headcount": rules.MAX_HEADCOUNT},
        {"annual_revenue": Decimal(0)},
        {"annual_revenue": rules.MAX_REVENUE},
        {"owner_cover": 1},
        {"owner_cover": 1, "cover_from": DAY, "cover_until": DAY},
        {"risk_override": 1, "risk_override_reason": "Why", "risk_override_until": DAY},
        {"risk_override_reason": "Kept from before"},
        {"status": "closed"},
    ],
)
def test_what_agrees(values):
    assert problems(values) == {}


DAYS = st.none() | st.dates()
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "opened_on": DAYS,
        "closed_on": DAYS,
        "status": st.sampled_from(["", "planned", "active", "closed"]),
        "headcount": st.none() | st.integers(),
        "annual_revenue": st.none() | st.decimals(allow_nan=False, allow_infinity=False),
        "owner_cover": st.none() | st.integers(1, 9),
        "cover_from": DAYS,
        "cover_until": DAYS,
        "risk_override": st.none() | st.integers(1, 5),
        "risk_override_reason": st.sampled_from(["", "Why"]),
        "risk_override_until": DAYS,
    },
)


FIELDS = {
    "opened_on", "closed_on", "headcount", "annual_revenue", "owner_cover", "cover_until",
    "risk_override_reason", "risk_override_until",
}  # fmt: skip


@given(VALUES)
def test_no_combination_breaks_the_rules_themselves(values):
    found = problems(values)
    assert set(found) <= FIELDS
    assert all(found.values())
