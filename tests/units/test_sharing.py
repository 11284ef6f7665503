"""What several departments share, and which dependencies that suggests."""

from hypothesis import given
from hypothesis import strategies as st

from units.choices import AssetKind
from units.sharing import Named, Use, several, suggested

kinds = st.sampled_from(AssetKind.values)
names = st.sampled_from(["Payline", "Payline ", "Mail", "Warehouse", ""])
ids = st.integers(1, 5)
uses = st.lists(st.builds(Use, asset=names, kind=kinds, owner=ids, unit=ids, process=names), max_size=8)
named = st.lists(st.builds(Named, asset=names, kind=kinds, unit=ids), max_size=8)


def test_a_supplier_named_by_two_is_shared_whatever_its_spelling():
    [found] = several([Named("Payline", "supplier", 1), Named("PAYLINE", "supplier", 2)])
    assert (found.name, found.units) == ("Payline", (1, 2))


def test_data_of_the_same_name_is_not_the_same_data():
    assert several([Named("Customers", "data", 1), Named("Customers", "data", 2)]) == []


def test_using_the_asset_of_another_suggests_to_depend_on_it():
    [found] = suggested([Use("Ledger", "data", 2, 1, "Pay suppliers")], [], [], [])
    assert (found.consumer, found.provider, found.kind) == (1, 2, "data_flow")
    assert found.because == "Pay suppliers uses Ledger"


def test_a_supplier_that_is_a_unit_of_ours_is_recognised():
    [found] = suggested([], [Named("Payline", "supplier", 1)], [(7, "payline")], [])
    assert (found.consumer, found.provider, found.kind) == (1, 7, "supply_chain")


def test_what_is_listed_is_not_suggested_again():
    assert suggested([Use("Ledger", "data", 2, 1, "Pay")], [], [], [(1, 2)]) == []


@given(uses, named, st.sets(st.tuples(ids, ids)))
def test_never_on_itself_never_twice_never_what_is_listed(some_uses, some_named, listed):
    found = suggested(some_uses, some_named, [(1, "Payline"), (2, "Mail")], listed)
    pairs = [(one.consumer, one.provider) for one in found]
    assert all(consumer != provider for consumer, provider in pairs)
    assert len(pairs) == len(set(pairs))
    assert not set(pairs) & listed


@given(uses, named)
def test_shared_means_more_than_one(some_uses, some_named):
    assert all(len(one.units) > 1 for one in several(some_named, some_uses))
