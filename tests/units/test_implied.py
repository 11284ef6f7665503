"""Obligations that follow from what is held are suggested by name, and only from the catalogue."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from units.choices import Handled
from units.implied import USUALLY, follows, implied

CATALOGUE = [(1, "PCI DSS"), (2, "GDPR"), (3, "SOX"), (4, "Market Abuse Regulation"), (5, "House rules")]


def test_card_data_suggests_pci_dss_with_the_reason():
    [found] = implied([("Payment terminal", Handled.CARD)], CATALOGUE)
    assert (found.obligation, found.name) == (1, "PCI DSS")
    assert found.because == "Payment terminal holds payment card data"


def test_several_assets_are_counted():
    held = [("Payroll", Handled.STAFF), ("Applicants", Handled.STAFF)]
    assert implied(held, CATALOGUE)[0].because == "Applicants and 1 more hold staff records"


def test_what_binds_already_is_not_suggested():
    assert implied([("Ledger", Handled.FINANCIAL)], CATALOGUE, [3]) == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [("card", "pci-dss 4.0"), ("personal", "UK GDPR"), ("financial", "Sarbanes–Oxley"), ("control", "NIS2")],
)
def test_usual_names_are_known(kind, name):
    assert follows(kind, name)


@pytest.mark.parametrize(
    ("kind", "name"), [("export", "Learning"), ("insider", "Marketing rules"), ("card", "GDPR")]
)
def test_words_inside_other_words_are_not(kind, name):
    assert not follows(kind, name)


def test_every_kind_has_its_line():
    assert set(USUALLY) == set(Handled.values)


@given(
    st.lists(st.tuples(st.text(min_size=1), st.sampled_from(Handled.values))),
    st.sets(st.integers(1, 5)),
)
def test_only_what_is_in_the_catalogue_and_not_bound_is_suggested(held, bound):
    found = implied(held, CATALOGUE, bound)
    assert {one.obligation for one in found} <= {1, 2, 3, 4, 5} - bound
    assert held or not found
