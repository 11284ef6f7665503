"""Who may be entered twice, and saying that they are two people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.duplicates import EMAIL, NAME, NUMBER, Pair, duplicates, pairs
from contacts.models import Distinct
from tests.factories.contacts import ContactFactory, DistinctFactory


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        (("A", "Ana@x.example", "", 1), ("B", "ana@X.example", "", 2), (EMAIL,)),
        (("A", "", " p 01", 1), ("B", "", "P01 ", 2), (NUMBER,)),
        (("Ana Kostić", "", "", 1), ("ana  KOSTIC", "", "", 1), (NAME,)),
        (("Ana", "a@x.example", "1", 1), ("Ana", "a@x.example", "1", 1), (EMAIL, NUMBER, NAME)),
        (("Ana", "", "", 1), ("Ana", "", "", 2), None),
        (("Ana", "", "", None), ("Ana", "", "", None), None),
        (("A", "", "", 1), ("B", "", "", 1), None),
    ],
)
def test_what_makes_two_entries_look_like_one_person(one, other, because):
    found = pairs([(1, *one), (2, *other)])
    assert found == ([Pair(1, 2, because)] if because else [])


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", ""]), st.sampled_from(["x", ""])), max_size=8), st.data()
)
def test_what_was_dismissed_is_never_offered_and_everything_else_is(people, data):
    rows = [
        (pk, "Name", f"{email}@x" if email else "", number, None) for pk, (email, number) in enumerate(people)
    ]
    every = {(one.first, one.second) for one in pairs(rows)}
    dismissed = data.draw(st.sets(st.sampled_from(sorted(every)))) if every else set()
    backwards = [(second, first) for first, second in dismissed]
    assert {(one.first, one.second) for one in pairs(rows, backwards)} == every - dismissed


@pytest.mark.django_db
def test_the_page_lists_pairs_and_takes_two_people_off_it(cast, clients):
    one = ContactFactory(name="Ana Duarte", email="ana@x.example")
    other = ContactFactory(name="A. Duarte", email="ANA@x.example")
    page = clients["ciso"].get("/contacts/duplicates/").content.decode()
    assert "A. Duarte" in page
    assert "the same e-mail" in page
    assert clients["ciso"].post(f"/contacts/{other.pk}/distinct/{one.pk}/").status_code == 302
    assert Distinct.objects.get().first == one
    assert duplicates(cast.ciso) == []
    clients["ciso"].post(f"/contacts/{one.pk}/distinct/{other.pk}/")
    assert Distinct.objects.count() == 1


@pytest.mark.django_db
def test_entries_put_together_are_not_offered_and_a_head_is_offered_none(cast, clients):
    one = ContactFactory(email="ana@x.example", home_unit=cast.unit)
    ContactFactory(email="ana@x.example", home_unit=cast.unit, merged_into=one)
    assert duplicates(cast.ciso) == []
    DistinctFactory()
    assert not Distinct.objects.visible_to(cast.head).exists()
    assert clients["head"].get("/contacts/duplicates/").status_code == 403
