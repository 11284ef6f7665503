"""What the inventory tells about people: whom they may act for, what they own; no more than the reader may see."""

from accounts.duties import duties_of
from tests.factories.units import UnitFactory


def told(user, viewer):
    return [(duty.kind, duty.label) for duty in duties_of([user], viewer=viewer)[user.pk]]


def test_an_administrator_sees_all_of_it(cast, client_of):
    assert told(cast.head, cast.admin) == [("may act for", "Marketing")]
    assert told(cast.ciso, cast.admin) == [("our owner of", "1 department")]
    page = client_of(cast.admin).get(f"/accounts/users/{cast.head.pk}/").content.decode()
    assert "/units/OWN/" in page


def test_people_see_their_own(cast, client_of):
    assert told(cast.head, cast.head) == [("may act for", "Marketing")]
    assert "Marketing" in client_of(cast.head).get("/accounts/me/").content.decode()


def test_a_head_learns_nothing_of_foreign_departments(cast):
    assert told(cast.outsider, cast.head) == []


def test_a_responder_gets_no_link_to_a_list_they_may_not_open(cast):
    assert told(cast.ciso, cast.responder) == []


def test_a_deactivated_person_who_is_still_named_is_pointed_out(cast, client_of):
    from common.history import recording

    with recording(actor="Test", reason="Left"):
        cast.head.is_active = False
        cast.head.save()
    page = client_of(cast.admin).get(f"/accounts/users/{cast.head.pk}/").content.decode()
    assert "Cannot sign in, and is still named here" in page


def test_the_questions_do_not_grow_with_the_departments(cast, count_queries):
    with count_queries() as few:
        duties_of([cast.head, cast.ciso], viewer=cast.admin)
    for number in range(5):
        UnitFactory(stewards=[cast.head], owner=cast.ciso, code=f"MORE-{number}")
    with count_queries() as many:
        duties_of([cast.head, cast.ciso], viewer=cast.admin)
    assert len(few) == len(many) == 3  # one a teller
