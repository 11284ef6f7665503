"""An old version beside today's, and back to it: a change of today with a reason."""

import re

import pytest

from common.history import recording

pytestmark = pytest.mark.django_db


@pytest.fixture
def old_version(cast):
    """The version of the head's unit in which 46 people sold postcards."""
    for reason, values in (
        ("As it was", {"headcount": 46, "purpose": "Sell postcards."}),
        ("A slip", {"headcount": 4600, "purpose": "Sell cars.", "strategic_importance": 4}),
    ):
        with recording(by=cast.ciso, reason=reason):
            cast.unit.refresh_from_db()
            for name, value in values.items():
                setattr(cast.unit, name, value)
            cast.unit.save()
    return cast.unit.history.get(history_change_reason="As it was")


def page_of(client, version):
    answer = client.get(f"/units/OWN/history/{version.history_id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_sets_then_beside_today(clients, old_version):
    html = page_of(clients["ciso"], old_version)
    for label, then, now in (
        ("People", "46", "4,600"),
        ("What it is trying to achieve", "Sell postcards.", "Sell cars."),
    ):
        assert re.search(rf"{label}.*?>{re.escape(then)}<.*?>{re.escape(now)}<", html, re.DOTALL)
    assert f"/units/OWN/edit/?restore={old_version.history_id}" in html


def test_restoring_starts_the_form_from_the_old_values_and_writes_a_new_version(cast, clients, old_version):
    opened = clients["ciso"].get(f"/units/OWN/edit/?restore={old_version.history_id}")
    form = opened.context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    data["reason"] = "That was a slip"
    versions = cast.unit.history.count()
    saved = clients["ciso"].post("/units/OWN/edit/", data)
    assert saved.status_code == 302, saved.context["form"].errors
    cast.unit.refresh_from_db()
    assert (cast.unit.headcount, cast.unit.purpose) == (46, "Sell postcards.")
    assert cast.unit.history.count() == versions + 1
    assert cast.unit.history.first().history_change_reason == "That was a slip"


@pytest.mark.parametrize(
    ("reader", "offered"), [("ciso", True), ("admin", True), ("head", True), ("auditor", False)]
)
def test_only_who_may_change_a_department_is_offered_the_way_back(clients, old_version, reader, offered):
    assert ("Restore this version" in page_of(clients[reader], old_version)) is offered


def test_a_version_like_today_says_so_and_offers_nothing(cast, clients):
    html = page_of(clients["ciso"], cast.unit.history.first())
    assert "stands in the record today" in html
    assert "Restore this version" not in html


def test_a_head_sees_no_importance_in_either_column(clients, old_version):
    assert "mportance" not in page_of(clients["head"], old_version)
    assert "mportance" in page_of(clients["auditor"], old_version)


@pytest.mark.parametrize("number", ["0", "999999999", "99999999999999999999"])
def test_a_version_that_does_not_exist_is_not_found(cast, clients, number):
    assert clients["ciso"].get(f"/units/OWN/history/{number}/").status_code == 404


def test_a_version_of_another_department_is_not_found_under_this_one(cast, clients):
    other = cast.foreign.history.first().history_id
    assert clients["ciso"].get(f"/units/OWN/history/{other}/").status_code == 404
