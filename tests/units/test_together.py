"""Several departments are changed at once: seen before it is done, all or nothing, one save, undone as one."""

import pytest
from django.urls import reverse

from common.history import recording
from desk.together import planning
from tests.factories.units import UnitFactory
from tests.fixtures.together import hidden, told
from units.models import Unit

pytestmark = pytest.mark.django_db
URL = "/together/departments/"


def preview(client, units, **values):
    return client.post(URL, {"picked": ",".join(str(one.pk) for one in units), "do": "preview"} | values)


def apply(client, shown, units, **values):
    seen = {name: hidden(shown, name) for name in ("picked", "fingerprint", "marks")}
    return client.post(URL, seen | {"do": "apply", "reason": "Handed over"} | values)


@pytest.fixture
def ciso(clients):
    return clients["ciso"]


@pytest.fixture
def three(cast):
    return [UnitFactory(code=f"T{number}", name=f"Shop {number}", parent=cast.unit) for number in range(3)]


def fresh(units) -> list[Unit]:
    return [Unit.objects.get(pk=one.pk) for one in units]


def test_what_was_ticked_in_the_list_is_named_before_anything_is_chosen(ciso, three):
    page = ciso.post(URL, {"pick": [one.pk for one in three[:2]], "query": "q=shop"})
    assert "Change 2 departments together" in told(page)
    assert "Shop 0" in told(page)
    assert hidden(page, "picked") == f"{three[0].pk},{three[1].pk}"


def test_a_preview_says_from_what_to_what_and_writes_nothing(ciso, cast, three):
    page = preview(ciso, three, strategic_importance="5", owner=cast.ciso.pk)
    assert page.status_code == 200
    assert "Importance: – → 5 of 5" in told(page)
    assert "Our owner: – → Cast ciso" in told(page)
    assert all(one.strategic_importance is None for one in fresh(three))


def test_all_of_it_is_one_save_with_one_reason(ciso, cast, three):
    values = {"strategic_importance": "5", "owner": cast.ciso.pk}
    done = apply(ciso, preview(ciso, three, **values), three, **values)
    assert done.status_code == 302
    assert [(one.strategic_importance, one.owner) for one in fresh(three)] == [(5, cast.ciso)] * 3
    versions = [one.history.latest() for one in three]
    assert len({one.history_group for one in versions}) == 1
    assert {one.history_change_reason for one in versions} == {"Handed over"}
    assert {one.history_labels["owner"] for one in versions} == {"Cast ciso"}


def test_a_reason_is_asked_for(ciso, three):
    shown = preview(ciso, three, exposure="3")
    answer = apply(ciso, shown, three, exposure="3", reason=" ")
    assert answer.status_code == 422
    assert fresh(three)[0].exposure is None


def test_what_follows_from_it_is_shown(ciso, cast, three):
    page = preview(
        ciso, [cast.unit], strategic_importance="1", exposure="1", compliance_burden="1", incident_history="1"
    )
    assert "Risk as worked out:" in told(page)


def test_a_field_can_be_emptied(ciso, cast):
    shown = preview(ciso, [cast.unit], **{"clear-owner": "on"})
    assert "Our owner: Cast ciso → –" in told(shown)
    apply(ciso, shown, [cast.unit], **{"clear-owner": "on"})
    assert fresh([cast.unit])[0].owner is None


def test_nothing_chosen_and_both_ways_at_once_are_refused(ciso, cast, three):
    assert "say what shall change" in told(preview(ciso, three))
    both = preview(ciso, three, exposure="3", **{"clear-exposure": "on"})
    assert both.status_code == 422
    assert "Either choose something here" in told(both)


def test_what_cannot_be_changed_so_says_why_and_is_left(ciso, cast, three):
    chosen = [cast.parent, cast.unit, three[0]]
    shown = preview(ciso, chosen, parent=cast.team.pk)
    assert "would close a circle" in told(shown)
    assert "Change 1 department, leave 2" in told(shown)
    apply(ciso, shown, chosen, parent=cast.team.pk)
    assert [one.parent for one in fresh(chosen)] == [None, cast.parent, cast.team]


def test_a_closed_department_is_not_opened_in_passing(ciso, cast):
    closed = UnitFactory(code="GONE", name="Gone", closed=True)
    assert "opened again on its own page" in told(preview(ciso, [closed], status="active"))


def test_what_somebody_changed_meanwhile_is_shown_and_nothing_is_written(ciso, cast, three):
    shown = preview(ciso, three, exposure="3")
    with recording(by=cast.admin, reason="Meanwhile"):
        three[1].exposure = 5
        three[1].save()
    answer = apply(ciso, shown, three, exposure="3")
    assert answer.status_code == 409
    assert "Nothing was changed yet" in told(answer)
    assert "1 department would now be changed in another way" in told(answer)
    assert "not as you saw it" in told(answer)
    assert [one.exposure for one in fresh(three)] == [None, 5, None]


def test_a_change_to_something_else_stands_in_nobodys_way(ciso, cast, three):
    shown = preview(ciso, three, exposure="3")
    with recording(by=cast.admin, reason="Meanwhile"):
        three[1].headcount = 12
        three[1].save()
    assert apply(ciso, shown, three, exposure="3").status_code == 302
    assert [one.exposure for one in fresh(three)] == [3, 3, 3]


def test_everything_that_matches_is_chosen_over_all_pages(ciso, cast):
    for number in range(60):
        UnitFactory(code=f"S{number}", name=f"Store {number:02}")
    page = ciso.post(URL, {"pick": cast.unit.pk, "all": "1", "query": "q=store&page=2&sort=-name"})
    assert "Change 60 departments together" in told(page)


def test_conditions_that_cannot_be_read_choose_nothing(ciso, three):
    answer = ciso.post(URL, {"all": "1", "query": "below=NOWHERE"}, follow=True)
    assert "could not all be read" in told(answer)


def test_no_more_than_so_many_at_once(ciso, three, monkeypatch):
    monkeypatch.setattr(planning, "MOST", 2)
    assert "At most 2 departments" in told(ciso.post(URL, {"pick": [one.pk for one in three]}, follow=True))


def test_nothing_ticked_leads_back_to_the_list(ciso, cast):
    answer = ciso.post(URL, {"query": "q=shop"}, follow=True)
    assert answer.redirect_chain[0][0] == "/units/?q=shop"
    assert "Nothing was chosen" in told(answer)


def test_a_head_has_the_fields_and_the_departments_that_are_theirs(clients, cast):
    page = clients["head"].post(URL, {"pick": [cast.unit.pk, cast.foreign.pk]})
    assert "Willingness to take risks" in told(page)
    assert "Importance" not in told(page)
    assert "Belongs to" not in told(page)
    assert "Treasury" not in told(page)
    shown = preview(clients["head"], [cast.unit, cast.foreign], exposure="2", owner=cast.admin.pk)
    assert "1 is not yours to change, or not there any more" in told(shown)
    apply(clients["head"], shown, [cast.unit, cast.foreign], exposure="2", owner=cast.admin.pk)
    assert fresh([cast.unit])[0].exposure == 2
    assert fresh([cast.unit])[0].owner == cast.ciso
    assert fresh([cast.foreign])[0].exposure != 2


def test_a_hand_made_change_is_pinned_against_the_next_file(ciso, three):
    with recording(actor="import", reason="A file"):
        three[0].sources = {"kind": {"source": "HR", "value": "team"}}
        three[0].kind = "team"
        three[0].save()
    shown = preview(ciso, three[:1], kind="division")
    assert "Kept when the next file says otherwise" in told(shown)
    apply(ciso, shown, three[:1], kind="division")
    assert fresh(three)[0].pinned == ["kind"]


def changed(client, units, **values):
    apply(client, preview(client, units, **values), units, **values)
    return reverse("units_together_undo", args=[units[0].history.latest().history_group])


def test_it_is_undone_as_one_with_a_reason(ciso, three):
    url = changed(ciso, three, exposure="4", work_mode="remote")
    page = ciso.get(url)
    assert "Take back a change of 3 departments" in told(page)
    assert "Exposure to threats: 4 of 5 → –" in told(page)
    answer = ciso.post(url, {"reason": "Meant the others"}, follow=True)
    assert "Taken back: 3 departments." in told(answer)
    assert [(one.exposure, one.work_mode) for one in fresh(three)] == [(None, "")] * 3
    assert three[0].history.latest().history_change_reason == "Meant the others"


def test_the_record_leads_to_where_it_is_undone(ciso, clients, three):
    url = changed(ciso, three, exposure="4")
    change = reverse("change", args=[three[0].history.latest().history_group])
    assert f'href="{url}"' in ciso.get(change).content.decode()
    assert url not in clients["auditor"].get(change).content.decode()
    single = changed(ciso, three[:1], exposure="2")
    change = reverse("change", args=[three[0].history.latest().history_group])
    assert f'href="{single}"' not in ciso.get(change).content.decode()


def test_undoing_stops_where_it_would_destroy_a_later_change(ciso, cast, three):
    url = changed(ciso, three, exposure="4")
    with recording(by=cast.admin, reason="Since"):
        again = fresh(three)[2]
        again.headcount = 7
        again.save()
    assert "cannot be taken back as a whole" in told(ciso.get(url))
    assert ciso.post(url).status_code == 409
    assert fresh(three)[0].exposure == 4


def test_undoing_a_move_stops_where_a_circle_would_close(ciso, cast, three):
    first = three[0]
    url = changed(ciso, [first], **{"clear-parent": "on"})
    with recording(by=cast.admin, reason="Since"):
        unit = Unit.objects.get(pk=cast.unit.pk)
        unit.parent = first
        unit.save()
    answer = ciso.post(url)
    assert answer.status_code == 409
    assert "below itself" in told(answer)
    assert fresh([first])[0].parent is None


def test_who_may_not_read_every_field_takes_back_what_they_did_themselves(ciso, clients, cast):
    by_the_team = changed(ciso, [cast.unit], exposure="1")
    assert clients["head"].get(by_the_team).status_code == 404
    own = changed(clients["head"], [cast.unit], exposure="2")
    assert clients["head"].post(own).status_code == 302
    assert fresh([cast.unit])[0].exposure == 1


def test_only_such_a_change_is_undone_here(ciso, clients, cast, three):
    with recording(by=cast.admin, reason="Renamed"):
        three[0].name = "Other"
        three[0].save()
    group = three[0].history.latest().history_group
    assert ciso.get(reverse("units_together_undo", args=[group])).status_code == 404
    url = changed(ciso, [cast.foreign], exposure="1")
    assert clients["head"].get(url).status_code == 404
