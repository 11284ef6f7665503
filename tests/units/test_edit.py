"""Creating, editing and moving a department: what is refused, what is kept, who may."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from common.history import recording
from tests.factories.accounts import UserFactory
from tests.factories.units import UnitFactory
from units.actions import change_unit, free_field
from units.models import FormerCode, Stewardship, Unit

SCRIPT = "<script>alert(1)</script>"


def data_of(client, url: str, **changes) -> dict:
    """What a browser would send back from the form at `url`, with changes."""
    form = client.get(url).context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        if value not in (None, "", []):
            data[bound.html_name] = value
    return {**data, "reason": "For a reason", **changes}


@pytest.mark.django_db
class TestCreating:
    def test_a_name_and_a_code_are_enough(self, clients):
        response = clients["ciso"].post("/units/new/", {"name": "Legal", "code": "LEG", "status": "active"})
        assert response.status_code == 302
        unit = Unit.objects.get(code="LEG")
        version = unit.history.get()
        assert (version.history_type, version.history_actor) == ("+", "Cast ciso")
        assert version.history_change_reason == "Entered by hand"

    def test_stewards_and_the_unit_belong_to_one_save(self, clients, cast):
        data = {"name": "Legal", "code": "LEG", "status": "active", "stewards": [cast.outsider.pk]}
        clients["ciso"].post("/units/new/", data)
        steward = Stewardship.objects.get(unit__code="LEG")
        assert steward.history.get().history_group == steward.unit.history.get().history_group

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("code", ""), ("code", "own"), ("code", "has blank"), ("code", "new"), ("code", "Import"),
            ("code", ".."), ("code", "x" * 101), ("code", "a/b"), ("code", "a\x00b"), ("code", SCRIPT),
            ("name", ""), ("name", "   "), ("name", "x" * 301), ("name", "a\x00b"),
            ("kind", "planet"), ("parent", "999999"), ("parent", "abc"), ("status", "closed"),
            ("headcount", "-1"), ("headcount", "1.5"), ("headcount", "many"), ("headcount", "99999999999999"),
            ("annual_revenue", "-1"), ("annual_revenue", "NaN"), ("annual_revenue", "1e400"),
            ("annual_revenue", "1" * 40), ("strategic_importance", "6"), ("strategic_importance", "0"),
            ("exposure", "x"), ("opened_on", "1899-12-31"), ("opened_on", "31.02.2024"), ("opened_on", "2300-01-01"),
            ("purpose", "x" * 100_000), ("security_view", "a\x00b"), ("owner", "999999"), ("stewards", "999999"),
            ("cover_from", "2026-01-01"), ("reason", "x" * 501),
        ],
    )  # fmt: skip
    def test_bad_input_is_named_at_its_field_and_nothing_is_lost_or_saved(self, clients, cast, field, value):
        data = {"name": "Legal", "code": "LEG", "status": "active", "purpose": "Keep us honest", field: value}
        before = Unit.history.model.objects.count()
        response = clients["ciso"].post("/units/new/", data)
        assert response.status_code == 422
        where = {"cover_from": "owner_cover"}.get(field, field)
        assert response.context["form"].errors[where]
        assert Unit.history.model.objects.count() == before
        if field not in ("purpose", "name"):
            assert "Keep us honest" in response.content.decode()

    def test_a_code_that_was_anothers_is_refused_by_name(self, clients, cast):
        with recording(actor="Test", reason="Set up"):
            FormerCode(unit=cast.foreign, code="OLD").save()
        response = clients["ciso"].post("/units/new/", {"name": "Legal", "code": "old", "status": "active"})
        assert "Treasury had this code before" in response.context["form"].errors["code"][0]

    def test_scripts_stay_text(self, clients):
        fields = ("name", "purpose", "security_view", "notes", "team_notes")
        data = dict.fromkeys(fields, SCRIPT) | {"code": "SCR", "status": "active"}
        clients["ciso"].post("/units/new/", data)
        for url in ("/units/", "/units/SCR/", "/units/SCR/edit/", "/units/?view=tree", "/changes/"):
            page = clients["ciso"].get(url)
            assert page.status_code == 200
            assert SCRIPT not in page.content.decode()

    def test_a_parent_can_be_given_in_the_address(self, clients, cast):
        form = clients["ciso"].get("/units/new/?parent=own").context["form"]
        assert form["parent"].value() == cast.unit.pk


@pytest.mark.django_db
class TestEditing:
    def test_a_change_keeps_who_why_and_what(self, clients, cast):
        url = "/units/OWN/edit/"
        clients["ciso"].post(url, data_of(clients["ciso"], url, headcount=77, reason="Counted again"))
        version = cast.unit.history.first()
        assert version.history_change_reason == "Counted again"
        assert version.history_changes["headcount"][1] == "77"
        assert set(version.history_changes) == {"headcount"}

    def test_a_save_that_changes_nothing_leaves_no_version(self, clients, cast):
        url, before = "/units/OWN/edit/", cast.unit.history.count()
        assert clients["ciso"].post(url, data_of(clients["ciso"], url)).status_code == 302
        assert cast.unit.history.count() == before

    def test_a_reason_is_asked_for(self, clients):
        url = "/units/OWN/edit/"
        response = clients["ciso"].post(url, data_of(clients["ciso"], url, headcount=77, reason=" "))
        assert response.context["form"].errors["reason"]

    def test_a_head_edits_their_units_own_words_but_not_its_structure(self, clients, cast):
        url = "/units/OWN/edit/"
        data = data_of(
            clients["head"], url, purpose="Sell more", code="TAKEN", parent="", strategic_importance=1
        )
        data |= {"stewards": [], "status": "closed", "risk_override": 1, "owner": "", "team_notes": "x"}
        assert clients["head"].post(url, data).status_code == 302
        changed = cast.unit.history.first().history_changes
        assert set(changed) == {"purpose"}
        assert Stewardship.objects.filter(unit=cast.unit).exists()

    def test_a_head_never_meets_fields_of_the_team(self, clients):
        fields = clients["head"].get("/units/OWN/edit/").context["form"].fields
        assert not {"strategic_importance", "team_notes", "code", "parent", "stewards", "owner"} & set(fields)

    @pytest.mark.parametrize("role", ["head", "outsider", "auditor", "responder"])
    def test_foreign_units_do_not_exist_for_who_may_not_see_or_change_them(self, clients, role):
        expected = {"head": 404, "outsider": 200, "auditor": 403, "responder": 403}[role]
        assert clients[role].get("/units/FOREIGN/edit/").status_code == expected

    def test_an_abandoned_code_still_finds_the_unit(self, clients, cast):
        url = "/units/OWN/edit/"
        clients["ciso"].post(url, data_of(clients["ciso"], url, code="MKT"))
        assert FormerCode.objects.get(unit=cast.unit).code == "OWN"
        clients["ciso"].post("/units/MKT/edit/", data_of(clients["ciso"], "/units/MKT/edit/", code="own"))
        assert [former.code for former in FormerCode.objects.filter(unit=cast.unit)] == ["MKT"]

    def test_a_field_with_a_source_is_pinned_by_hand_and_freed_again(self, cast):
        unit = UnitFactory(code="SRC", headcount=10, sources={"headcount": {"source": "HR", "value": "10"}})
        change_unit(unit, values={"headcount": 12}, by=cast.ciso, reason="Two more")
        assert unit.pinned == ["headcount"]
        change_unit(unit, values={"headcount": 10}, by=cast.ciso, reason="They left")
        assert unit.pinned == []
        change_unit(unit, values={"headcount": 12}, by=cast.ciso, reason="Back")
        free_field(unit, "headcount", by=cast.ciso, reason="Let the file decide")
        assert unit.pinned == []

    def test_two_people_saving_at_once_see_both_versions_and_lose_neither(self, clients, cast):
        url = "/units/OWN/edit/"
        mine = data_of(clients["ciso"], url, headcount=11, purpose="Mine")
        clients["admin"].post(url, data_of(clients["admin"], url, headcount=22, work_mode="remote"))
        response = clients["ciso"].post(url, mine)
        assert response.status_code == 409
        rows = {row.name: row for row in response.context["conflicts"]}
        assert (rows["headcount"].yours, rows["headcount"].theirs) == ("11", "22")
        assert rows["work_mode"].take == "theirs"
        assert Unit.objects.get(code="OWN").headcount == 22
        chosen = dict(response.context["carried"]) | {
            "revision": response.context["revision"],
            "choose-": "",
            "choose-headcount": "yours",
            "choose-work_mode": "theirs",
            "choose-purpose": "yours",
        }
        assert clients["ciso"].post(url, chosen).status_code == 302
        unit = Unit.objects.get(code="OWN")
        assert (unit.headcount, unit.purpose, unit.work_mode) == (11, "Mine", "remote")

    def test_a_stale_form_after_a_third_save_is_shown_again(self, clients):
        url = "/units/OWN/edit/"
        mine = data_of(clients["ciso"], url, headcount=11)
        for people in (22, 33):
            clients["admin"].post(url, data_of(clients["admin"], url, headcount=people))
        first = clients["ciso"].post(url, mine)
        clients["admin"].post(url, data_of(clients["admin"], url, headcount=44))
        again = dict(first.context["carried"]) | {"revision": first.context["revision"], "choose-": ""}
        assert clients["ciso"].post(url, again).status_code == 409

    @pytest.mark.parametrize("hidden", [{"team_notes": "Hard to reach"}, {"strategic_importance": 4}])
    def test_a_change_of_what_a_head_may_not_read_makes_nothing_of_theirs_stale(self, clients, cast, hidden):
        data = data_of(clients["head"], "/units/OWN/edit/", purpose="Ours")
        before = cast.unit.risk_level
        change_unit(cast.unit, values=hidden, by=cast.ciso, reason="Between us")
        assert cast.unit.risk_level == before
        assert data_of(clients["head"], "/units/OWN/edit/")["revision"] == data["revision"]
        assert clients["head"].post("/units/OWN/edit/", data).status_code == 302
        saved = Unit.objects.get(code="OWN")
        assert (saved.purpose, {name: getattr(saved, name) for name in hidden}) == ("Ours", hidden)

    def test_nobody_is_told_of_a_hidden_save_where_another_made_theirs_stale(self, clients, cast):
        data = data_of(clients["head"], "/units/OWN/edit/", purpose="Ours")
        change_unit(cast.unit, values={"purpose": "Theirs"}, by=cast.admin, reason="Open")
        change_unit(cast.unit, values={"team_notes": "Hidden"}, by=cast.ciso, reason="Between us")
        response = clients["head"].post("/units/OWN/edit/", data)
        assert response.status_code == 409
        assert response.context["who"] == "Cast admin"

    def test_who_may_act_is_not_lost_to_a_page_opened_before_they_were_named(self, clients, cast):
        data = data_of(clients["admin"], "/units/OWN/edit/", purpose="Mine")
        colleague = UserFactory(name="Named meanwhile", head=True)
        change_unit(cast.unit, values={}, stewards=[cast.head, colleague], by=cast.ciso, reason="Deputy")
        response = clients["admin"].post("/units/OWN/edit/", data)
        assert response.status_code == 409
        assert "Named meanwhile" in response.content.decode()
        assert Stewardship.objects.filter(unit=cast.unit, user=colleague).exists()

    def test_an_old_version_comes_back_as_a_new_change_through_the_form(self, clients, cast):
        old = cast.unit.history.first()
        url = "/units/OWN/edit/"
        clients["ciso"].post(url, data_of(clients["ciso"], url, purpose="Something else"))
        restoring = f"{url}?restore={old.history_id}"
        data = data_of(clients["ciso"], restoring)
        assert data["purpose"] == old.purpose
        clients["ciso"].post(url, data)
        assert Unit.objects.get(code="OWN").purpose == old.purpose
        assert cast.unit.history.count() == 3

    @pytest.mark.parametrize("version", ["abc", "0", "999999999"])
    def test_a_version_that_is_none_restores_nothing(self, clients, version):
        assert clients["ciso"].get(f"/units/OWN/edit/?restore={version}").status_code in (200, 404)


@pytest.mark.django_db
class TestMoving:
    def test_a_unit_moves_with_everything_below(self, clients, cast):
        url = "/units/OWN/move/"
        response = clients["ciso"].post(url, data_of(clients["ciso"], url, parent=cast.foreign.pk))
        assert response.status_code == 302
        assert Unit.objects.get(code="OWN").parent == cast.foreign

    @pytest.mark.parametrize("target", ["unit", "team"])
    def test_a_circle_is_refused(self, clients, cast, target):
        url = "/units/OWN/move/"
        response = clients["ciso"].post(url, data_of(clients["ciso"], url, parent=getattr(cast, target).pk))
        assert response.status_code == 422
        assert "circle" in response.context["form"].errors["parent"][0]
        assert Unit.objects.get(code="OWN").parent == cast.parent

    def test_only_who_shapes_the_organisation_may_move(self, clients):
        assert clients["head"].get("/units/OWN/move/").status_code == 403

    def test_a_stale_move_is_refused(self, clients, cast):
        url = "/units/OWN/move/"
        data = data_of(clients["ciso"], url, parent=cast.foreign.pk)
        change_unit(cast.unit, values={"headcount": 3}, by=cast.ciso, reason="In between")
        assert clients["ciso"].post(url, data).status_code == 422


@pytest.mark.django_db(transaction=True)
def test_two_moves_at_once_never_close_a_circle_together():
    user = UserFactory(ciso=True)
    one, two = UnitFactory(code="ONE"), UnitFactory(code="TWO")
    ready, outcomes = threading.Barrier(2, timeout=30), []

    def move(unit_id, parent_id):
        try:
            ready.wait()
            change_unit(
                Unit.objects.get(pk=unit_id),
                values={"parent": Unit.objects.get(pk=parent_id)},
                by=user,
                reason="Move",
            )
            outcomes.append("moved")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=move, args=pair) for pair in ((one.pk, two.pk), (two.pk, one.pk))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["moved", "refused"]


@pytest.mark.django_db(transaction=True)
def test_two_saves_at_the_same_moment_are_never_both_accepted():
    user = UserFactory(ciso=True)
    UnitFactory(code="RACE", headcount=1)
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(user)
    sent = [
        data_of(c, "/units/RACE/edit/", headcount=people) for c, people in zip(clients, (2, 3), strict=True)
    ]
    answers = []

    def save(client, data):
        answers.append(client.post("/units/RACE/edit/", data).status_code)
        connection.close()

    threads = [threading.Thread(target=save, args=pair) for pair in zip(clients, sent, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302, 409]
