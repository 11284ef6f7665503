"""Access follows responsibility by proposal: what disagrees is listed and settled in one click, never by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from common.history import recording
from contacts.access import Acts, Holds, Step, compare
from contacts.access_state import proposals_for
from tests.factories.accounts import UserFactory
from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.factories.units import StewardshipFactory
from units.models import Stewardship

TODAY = timezone.localdate()
DAY = timedelta(1)


def steps(holding=(), acting=(), above=None):
    found = compare(holding, acting, above or {})
    return {(unit, step.key, step.because) for unit, one in found.items() for step in one.steps}


def test_a_holder_who_cannot_act_is_proposed_and_one_who_can_from_above_is_not():
    ana = Holds("mkt", 1, "Ana", "Deputy", user=7)
    assert steps([ana]) == {("mkt", "grant-1", "Deputy")}
    assert steps([ana], [Acts("top", 7, "Ana")], {"mkt": ["top"], "top": []}) == {
        ("top", "withdraw-7", "holds no such responsibility here or above")
    }
    assert steps([ana], [Acts("mkt", 7, "Ana")]) == set()


def test_a_head_above_may_act_below():
    head = Holds("top", 1, "Clara", "Head", user=7)
    assert steps([head], [Acts("top", 7, "Clara"), Acts("mkt", 7, "Clara")], {"mkt": ["top"]}) == set()


@pytest.mark.parametrize(
    ("acts", "because"),
    [
        (Acts("mkt", 7, "B", active=False), "can no longer sign in"),
        (Acts("mkt", 7, "B", left="3 May"), "left on 3 May"),
        (Acts("mkt", 7, "B", former="head"), "no longer head"),
        (Acts("mkt", 7, "B", known=False), "is not in the directory"),
        (Acts("mkt", 7, "B"), "holds no such responsibility here or above"),
    ],
)
def test_why_somebody_should_no_longer_act(acts, because):
    assert steps([], [acts]) == {("mkt", "withdraw-7", because)}


def test_who_has_no_sign_in_another_role_or_a_closed_account_is_told_not_done():
    holding = [
        Holds("a", 1, "Ana", "Head"),
        Holds("b", 2, "Bob", "Head", user=8, role="auditor"),
        Holds("c", 3, "Cy", "Head", user=9, active=False),
        Holds("d", 4, "Di", "Head", user=10, role="ciso"),
    ]
    found = compare(holding, [], {})
    assert {unit: [step.kind for step in one.told] for unit, one in found.items()} == {
        "a": ["invite"], "b": ["blocked"], "c": ["blocked"],
    }  # fmt: skip
    assert not any(one.doable for one in found.values())


people = st.integers(1, 4)
units = st.sampled_from(["top", "mkt", "shop"])
ABOVE = {"mkt": ["top"], "shop": ["mkt", "top"], "top": []}


@given(st.lists(st.tuples(units, people), max_size=8), st.sets(st.tuples(units, people), max_size=8))
def test_doing_what_is_proposed_leaves_nothing_to_propose(held, acting):
    """One round settles everything that can be settled: who holds may act, who may act holds."""
    holding = [Holds(unit, person, f"P{person}", "Head", user=person) for unit, person in held]
    for _ in range(2):
        found = compare(holding, [Acts(unit, user, f"P{user}") for unit, user in sorted(acting)], ABOVE)
        for unit, one in found.items():
            for step in one.doable:
                (acting.add if step.kind == "grant" else acting.discard)((unit, step.who))
    assert compare(holding, [Acts(unit, user, "") for unit, user in sorted(acting)], ABOVE) == {}


@pytest.mark.django_db
def test_being_in_the_directory_and_named_head_grants_nothing(cast, client_of):
    newcomer = UserFactory(head=True)
    AssignmentFactory(unit=cast.foreign, contact=ContactFactory(user=newcomer, home_unit=cast.foreign))
    assert not Stewardship.objects.filter(user=newcomer).exists()
    assert client_of(newcomer).get("/units/FOREIGN/").status_code == 404


@pytest.mark.django_db
def test_a_new_head_is_proposed_at_once_with_the_predecessor_and_settled_in_one_click(cast, clients):
    old = ContactFactory(name="Clara", user=cast.head)
    held = AssignmentFactory(unit=cast.unit, contact=old)
    new = ContactFactory(name="Ana", user=UserFactory(name="Ana", head=True))
    clients["ciso"].post(f"/contacts/assignments/{held.pk}/end/", {"until": TODAY - DAY, "successor": new.pk})
    page = clients["ciso"].get("/units/OWN/people/").content.decode()
    assert f'value="grant-{new.pk}"' in page
    assert f'value="withdraw-{cast.head.pk}"' in page
    assert "no longer head" in page
    assert 'value="grant' not in clients["auditor"].get("/units/OWN/people/").content.decode()
    answer = clients["ciso"].post(
        "/contacts/access/OWN/", {"do": [f"grant-{new.pk}", f"withdraw-{cast.head.pk}"], "here": "1"}
    )
    assert answer.headers["Location"] == "/units/OWN/people/"
    assert list(Stewardship.objects.filter(unit=cast.unit).values_list("user__name", flat=True)) == ["Ana"]
    version = Stewardship.objects.get(unit=cast.unit).history.first()
    assert version.history_change_reason == "Ana may act for it (head); Cast head no longer (no longer head)"
    assert proposals_for(cast.unit, on=TODAY).steps == []


@pytest.mark.django_db
def test_somebody_who_signs_in_with_the_same_address_is_known_to_be_them_when_it_is_settled(cast, clients):
    user = UserFactory(email="ana@x.example", head=True)
    ana = ContactFactory(email="Ana@x.example")
    AssignmentFactory(unit=cast.foreign, contact=ana, code="deputy")
    assert Step("grant", ana.pk, ana.name, "Deputy") in proposals_for(cast.foreign, on=TODAY).steps
    clients["admin"].post("/contacts/access/FOREIGN/", {"do": f"grant-{ana.pk}"})
    ana.refresh_from_db()
    assert ana.user == user
    assert Stewardship.objects.filter(unit=cast.foreign, user=user).exists()


@pytest.mark.django_db
def test_what_is_not_proposed_any_more_is_not_done(cast, clients):
    stranger = ContactFactory(user=UserFactory(head=True))
    answer = clients["ciso"].post("/contacts/access/OWN/", {"do": f"grant-{stranger.pk}"}, follow=True)
    assert "This has changed meanwhile" in answer.content.decode()
    assert not Stewardship.objects.filter(user=stranger.user).exists()
    assert clients["auditor"].post("/contacts/access/OWN/", {"do": "x"}).status_code == 403


@pytest.mark.django_db
def test_the_page_lists_departments_with_something_to_settle_and_invitations_apart(cast, clients):
    invited = AssignmentFactory(unit=cast.team, contact=ContactFactory(name="Zoe", email="zoe@x.example"))
    left = UserFactory(name="Bob", head=True)
    ContactFactory(user=left, left=True)
    StewardshipFactory(unit=cast.foreign, user=left)
    page = clients["admin"].get("/contacts/access/").content.decode()
    assert "Treasury" in page
    assert "left on" in page
    invites = clients["admin"].get("/contacts/access/?view=invite").content.decode()
    assert "?name=Zoe&amp;email=zoe%40x.example" in invites
    form = clients["admin"].get("/accounts/users/invite/?name=Zoe&email=zoe@x.example").content.decode()
    assert 'value="zoe@x.example"' in form
    assert clients["head"].get("/contacts/access/").status_code == 403
    assert invited.contact.user is None


@pytest.mark.django_db
def test_a_user_deactivated_or_ended_should_no_longer_act(cast):
    with recording(by=cast.admin, reason="Gone"):
        cast.outsider.is_active = False
        cast.outsider.save()
    assert [step.because for step in proposals_for(cast.foreign, on=TODAY).steps] == ["can no longer sign in"]
