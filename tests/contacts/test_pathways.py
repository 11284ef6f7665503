"""Finding a department to call, its card for each reader, and writing its order down."""

import pytest
from django.utils import timezone

from contacts.models import Contact, Pathway, PathwayStep
from tests.factories.contacts import AssignmentFactory, ContactFactory, PathwayFactory, PathwayStepFactory
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db

EDIT = "/call/OWN/incident/edit/"


def rows(*steps, **values):
    data = {"revision": "none", **values}
    for number, step in enumerate(steps):
        step = {"position": number + 1, "function": "", "contact": "", "channel": "", "note": "", **step}
        data |= {f"step-{number}-{name}": value for name, value in step.items()}
    return data


def written(unit):
    return [(str(one.contact or one.function), one.channel, one.note) for one in PathwayStep.objects.filter(
        pathway__unit=unit
    )]  # fmt: skip


def versions():
    return PathwayStep.history.count() + Pathway.history.count()


def saves():
    groups = [
        *PathwayStep.history.values_list("history_group"),
        *Pathway.history.values_list("history_group"),
    ]
    return len(set(groups))


@pytest.fixture
def clara(cast):
    contact = ContactFactory(name="Clara Whitfield", home_unit=cast.unit, phone="+44 20 7946 0142")
    AssignmentFactory(contact=contact, unit=cast.unit)
    return contact


def test_whoever_is_on_duty_finds_a_department_by_name_or_code_and_reads_its_card(clients, clara, cast):
    reader = clients["responder"]
    assert reader.get("/call/?q=market").headers["Location"] == "/call/OWN/"
    assert reader.get("/call/?q=own-team").headers["Location"] == "/call/OWN-TEAM/"
    part = reader.get("/call/?q=market", headers={"HX-Request": "true", "HX-Target": "found-to-call"})
    assert b'href="tel:+442079460142"' in part.content
    assert b"<html" not in part.content
    card = reader.get("/call/own/").content.decode()
    assert 'href="tel:+442079460142"' in card
    assert "Clara Whitfield" in card
    assert "/contacts/" not in card.replace("/static/contacts/", "")


def test_the_purpose_of_a_department_does_not_find_it(clients, cast):
    UnitFactory(code="X", name="Plant", purpose="Sells marketing to everyone")
    found = clients["responder"].get("/call/?q=sells")
    assert b"No open department of that name" in found.content


def test_a_head_reads_the_cards_of_their_own_and_of_those_above_and_no_others(clients, cast):
    reader = clients["head"]
    assert [reader.get(f"/call/{code}/").status_code for code in ("OWN", "OWN-TEAM", "PARENT", "FOREIGN")] == [
        200, 200, 200, 404,
    ]  # fmt: skip
    assert b"Treasury" not in reader.get("/call/?q=treasury").content
    assert reader.get("/call/?q=commercial").headers["Location"] == "/call/PARENT/"
    assert b"Marketing" in reader.get("/call/").content


def test_a_head_writes_the_order_down_for_their_own_only(clients, cast):
    reader = clients["head"]
    assert [reader.get(f"/call/{code}/incident/edit/").status_code for code in ("OWN", "PARENT", "FOREIGN")] == [
        200, 404, 404,
    ]  # fmt: skip
    assert reader.get("/call/OWN/lunch/edit/").status_code == 404
    assert clients["auditor"].get(EDIT).status_code == 403


def test_steps_are_saved_in_the_order_of_their_places(clients, clara, cast):
    other = ContactFactory(name="Zoe", home_unit=cast.unit)
    answer = clients["head"].post(
        EDIT,
        rows(
            {"function": "head", "position": 2}, {"contact": other.pk, "note": "At night", "position": 1}, {}
        ),
    )
    assert answer.status_code == 302
    assert written(cast.unit) == [("Zoe", "", "At night"), ("Head", "", "")]
    assert saves() == 1


def test_moving_a_step_is_one_save_that_touches_only_what_moved(clients, clara, cast):
    reader = clients["head"]
    reader.post(EDIT, rows({"function": "head"}, {"function": "deputy"}, {"contact": clara.pk}))
    kept = {one.pk for one in PathwayStep.objects.all()}
    page = reader.get(EDIT)
    revision = page.context["form"]["revision"].value()
    before = versions()
    steps = ({"function": "deputy"}, {"function": "head"}, {"contact": clara.pk})
    reader.post(EDIT, rows(*steps, revision=revision))
    assert {one.pk for one in PathwayStep.objects.all()} == kept
    assert versions() == before + 2
    assert saves() == 2


def test_buttons_move_add_and_remove_rows_without_saving(clients, clara, cast):
    reader = clients["head"]
    steps = ({"function": "head"}, {"function": "deputy", "note": "x"})

    def after(act, **headers):
        answer = reader.post(EDIT, rows(*steps, act=act), **headers)
        assert answer.status_code == 200
        return [form["function"].value() for form in answer.context["steps"].forms]

    assert after("up-1") == ["deputy", "head"]
    assert after("down-0") == ["deputy", "head"]
    assert after("remove-0") == ["deputy"]
    assert after("add") == ["head", "deputy", ""]
    assert after("up-99") == after("nonsense") == ["head", "deputy"]
    part = reader.post(
        EDIT, rows(*steps, act="up-1"), headers={"HX-Request": "true", "HX-Target": "_pathway"}
    )
    assert b"<html" not in part.content
    assert not Pathway.objects.exists()


def test_the_card_that_would_come_of_it_stands_beside(clients, clara, cast):
    zoe = ContactFactory(name="Zoe Zander", home_unit=cast.unit)
    answer = clients["head"].post(
        EDIT,
        rows(
            {"contact": zoe.pk}, {"contact": clara.pk, "function": "head"}, act="preview", note="Ring twice"
        ),
    )
    assert [line.contact.name for line in answer.context["preview"].now] == ["Zoe Zander"]
    assert b"Ring twice" in answer.content
    assert not Pathway.objects.exists()


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ({"function": "head", "contact": "CLARA"}, "not both"),
        ({"note": "nobody"}, "Say who is called here"),
        ({"contact": "FOREIGN"}, "Choose somebody from the list"),
        ({"contact": "\0"}, ""),
        ({"function": "unheard-of"}, "Select a valid choice"),
        ({"function": "head", "channel": "pigeon"}, "pigeon is not one"),
        ({"function": "head", "note": "x" * 201}, "Keep this to 200"),
    ],
)
def test_what_cannot_be_is_said_at_its_row_and_nothing_is_lost(clients, clara, cast, step, said):
    foreign = ContactFactory(home_unit=cast.foreign)
    people = {"CLARA": clara.pk, "FOREIGN": foreign.pk}
    step = {name: people.get(value, value) for name, value in step.items()}
    answer = clients["head"].post(EDIT, rows({"function": "deputy"}, step, note="Kept"))
    if not said:  # what is no character at all is as good as empty
        assert answer.status_code == 302
        return
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert b"Kept" in answer.content
    assert not Pathway.objects.exists()


def test_somebody_the_team_named_stays_though_the_head_could_not_choose_them(clients, cast):
    stranger = ContactFactory(name="Stranger", home_unit=cast.foreign)
    pathway = PathwayFactory(unit=cast.unit)
    PathwayStepFactory(pathway=pathway, position=1, contact=stranger)
    reader = clients["head"]
    page = reader.get(EDIT)
    revision = page.context["form"]["revision"].value()
    answer = reader.post(EDIT, rows({"contact": stranger.pk}, {"function": "head"}, revision=revision))
    assert answer.status_code == 302
    assert [who for who, _, _ in written(cast.unit)] == ["Stranger", "Head"]


def test_two_who_write_at_once_lose_nothing(clients, clara, cast):
    clients["ciso"].post(EDIT, rows({"function": "deputy"}))
    answer = clients["head"].post(EDIT, rows({"function": "head", "note": "mine"}))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Cast ciso saved this order while you were writing" in page
    assert "whoever is deputy" in page
    assert 'value="mine"' in page
    assert [who for who, _, _ in written(cast.unit)] == ["Deputy"]
    revision = answer.context["form"]["revision"].value()
    again = clients["head"].post(EDIT, rows({"function": "head", "note": "mine"}, revision=revision))
    assert again.status_code == 302
    assert written(cast.unit) == [("Head", "", "mine")]


def test_the_usual_order_comes_back_after_a_question_in_one_save(clients, clara, cast):
    reader = clients["head"]
    reader.post(EDIT, rows({"function": "head"}, {"function": "deputy"}, note="x"))
    page = reader.get("/call/OWN/incident/usual/")
    assert "whoever is deputy" in page.content.decode()
    before = saves()
    assert reader.post("/call/OWN/incident/usual/").status_code == 302
    assert not Pathway.objects.exists()
    assert not PathwayStep.objects.exists()
    assert saves() == before + 1
    assert reader.get("/call/OWN/incident/usual/").status_code == 302


def test_an_order_of_nothing_is_the_usual_order(clients, cast):
    PathwayFactory(unit=cast.unit, note="x")
    page = clients["head"].get(EDIT)
    clients["head"].post(EDIT, rows({}, revision=page.context["form"]["revision"].value()))
    assert not Pathway.objects.exists()


def test_each_purpose_has_a_card_and_an_unknown_one_shows_incidents(clients, clara, cast):
    assert clients["ciso"].get("/call/OWN/?purpose=decision").context["card"].purpose == "decision"
    assert clients["ciso"].get("/call/OWN/?purpose=lunch").context["card"].purpose == "incident"


def test_a_number_is_confirmed_or_doubted_by_those_who_keep_it(clients, clara, cast):
    where = f"/call/OWN/numbers/{clara.pk}/"
    assert clients["responder"].post(where, {"said": "right"}).status_code == 403
    assert clients["outsider"].post(where, {"said": "right"}).status_code == 404
    assert clients["head"].post(where, {"said": "right"}).headers["Location"] == "/call/OWN/"
    assert Contact.objects.get(pk=clara.pk).phone_confirmed_on == timezone.localdate()
    answer = clients["head"].post(where, {"said": "wrong", "purpose": "decision"})
    assert answer.headers["Location"] == "/call/OWN/?purpose=decision"
    assert Contact.objects.get(pk=clara.pk).phone_confirmed_on is None
    assert b"number never confirmed" in clients["responder"].get("/call/OWN/").content


def test_a_head_does_not_vouch_for_the_numbers_of_others(clients, cast):
    boss = ContactFactory(home_unit=cast.parent)
    AssignmentFactory(contact=boss, unit=cast.parent)
    assert clients["head"].post(f"/call/PARENT/numbers/{boss.pk}/", {"said": "wrong"}).status_code == 404
