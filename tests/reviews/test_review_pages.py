"""The pages by which reviews are run: planned, rehearsed, opened, watched, closed; and what a department sees."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.actions import answers, opening
from reviews.choices import CycleState, Outcome
from reviews.models import Cycle, UnitReview
from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.factories.reviews import CycleFactory, UnitReviewFactory
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(cast, clara):
    today = timezone.localdate()
    return {
        "name": "Autumn review", "opens_on": today + timedelta(7), "due_on": today + timedelta(28),
        "interval": "quarterly", "counts_from": "plan", "in_depth": "needs", "note": "", "remind": "7, 1",
        "run_by": cast.admin.pk, "below": "OWN",
    }  # fmt: skip


@pytest.fixture
def planned(clients, form):
    clients["admin"].post(reverse("reviews:new"), form)
    return Cycle.objects.get()


@pytest.fixture
def open_review(planned, cast):
    return opening.open_cycle(planned, by=cast.admin, at=timezone.now())


def page(client, name, *args, query=""):
    return client.get(reverse(f"reviews:{name}", args=args) + query)


def test_a_plan_keeps_its_filter_and_leads_to_the_rehearsal(clients, form):
    answer = clients["admin"].post(reverse("reviews:new"), form | {"kind": ["department", "team"]})
    cycle = Cycle.objects.get()
    assert answer.url == reverse("reviews:rehearsal", args=[cycle.pk])
    assert cycle.scope == "kind=department&kind=team&below=OWN"
    assert cycle.remind_days == [7, 1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"headcount_min": "99999"}, "nobody would be asked"),
        ({"below": "NOWHERE"}, "You see no department with the code"),
        ({"remind": "a week"}, "Write whole days"),
        ({"remind": "9999999999"}, "Write whole days"),
        ({"name": ""}, "cannot be empty"),
        ({"due_on": "2199-01-01", "opens_on": "2199-01-02"}, "due before it opens"),
        ({"due_on": "2020-01-02", "opens_on": "2020-01-01"}, "This day is over"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_with_the_reason(clients, form, change, said):
    answer = clients["admin"].post(reverse("reviews:new"), form | change)
    assert answer.status_code == 422
    assert said in answer.text
    assert not Cycle.objects.exists()


def test_a_name_that_is_taken_is_refused(clients, form, planned):
    answer = clients["admin"].post(reverse("reviews:new"), form | {"below": "FOREIGN"})
    assert "has this name already" in answer.text


def test_how_many_departments_is_said_while_one_chooses(clients, cast):
    answer = page(clients["admin"], "scope", query="?below=OWN&name=x&csrfmiddlewaretoken=y").text
    assert "2 departments" in answer
    assert "<html" not in answer


def test_somebody_who_changed_the_plan_in_between_is_not_overwritten(clients, form, planned):
    first = clients["admin"].post(
        reverse("reviews:edit", args=[planned.pk]), form | {"revision": planned.revision, "name": "First"}
    )
    assert first.status_code == 302
    second = clients["ciso"].post(
        reverse("reviews:edit", args=[planned.pk]), form | {"revision": planned.revision, "name": "Second"}
    )
    assert second.status_code == 422
    assert "in between" in second.text
    assert Cycle.objects.get().name == "First"


def test_what_stands_in_the_way_is_settled_right_there(clients, planned, cast, clara):
    alone = UnitFactory(code="OWN-LAB", name="Laboratory", parent=cast.unit)
    AssignmentFactory(unit=alone, contact=ContactFactory(name="Ola"))
    admin, settle = clients["admin"], reverse("reviews:settle", args=[planned.pk])
    assert "Ola does not sign in here yet." in page(admin, "rehearsal", planned.pk).text
    refused = admin.post(reverse("reviews:open", args=[planned.pk]), follow=True)
    assert "Laboratory: nobody there can answer yet." in refused.text
    assert admin.post(settle, {"unit": "OWN-LAB", "step": "leave", "reason": " "}).status_code == 422
    not_able = admin.post(
        settle, {"unit": "OWN-LAB", "step": "give", "who": ContactFactory(name="Una").pk, "note": "x"}
    )
    assert "Una does not sign in here yet." in not_able.text
    assert (
        admin.post(settle, {"unit": "OWN-LAB", "step": "give", "who": clara.pk, "note": "x"}).status_code
        == 302
    )
    assert "chosen by hand" in page(admin, "rehearsal", planned.pk, query="?show=asked").text
    assert admin.post(settle, {"unit": "OWN-LAB", "step": "leave", "reason": "It closes"}).status_code == 302
    assert "It closes" in page(admin, "rehearsal", planned.pk, query="?show=left_out").text
    admin.post(reverse("reviews:open", args=[planned.pk]))
    assert {review.unit for review in UnitReview.objects.all()} == {cast.unit, cast.team}


@pytest.mark.parametrize("what", [{"step": "steal"}, {"step": ""}])
def test_a_step_that_does_not_exist_is_not_there(clients, planned, what):
    settle = reverse("reviews:settle", args=[planned.pk])
    assert clients["admin"].post(settle, {"unit": "OWN"} | what).status_code == 404


def test_opening_in_a_second_tab_asks_nobody_twice(clients, planned):
    for said in ("2 departments asked", "was open already"):
        answer = clients["admin"].post(reverse("reviews:open", args=[planned.pk]), follow=True)
        assert said in answer.text
    assert UnitReview.objects.count() == 2


def test_the_board_narrows_and_exports_what_it_shows(clients, open_review, cast):
    answers.answer(
        open_review.reviews.get(unit=cast.unit), outcome=Outcome.CONFIRMED, parts={}, shown={}, by=cast.ciso,
        at=timezone.now(), channel="phone", spoke_with="Clara Whitfield",
    )  # fmt: skip
    board = page(clients["admin"], "cycle", open_review.pk)
    assert "1 of 2 have answered" in board.text
    assert "answered by phone (Clara Whitfield)" in board.text
    waiting = page(clients["admin"], "cycle", open_review.pk, query="?state=waiting").text
    assert "Choose Campaigns" in waiting
    assert "Choose Marketing" not in waiting
    sheet = b"".join(
        page(clients["auditor"], "export_csv", open_review.pk, query="?state=confirmed")
    ).decode()
    assert "Clara Whitfield" in sheet
    assert "Campaigns" not in sheet


def test_who_cannot_answer_any_more_is_shown_to_those_who_run_it(clients, open_review, cast, clara):
    UnitReviewFactory(cycle=open_review, unit=cast.foreign, reviewer=clara)
    board = page(clients["admin"], "cycle", open_review.pk).text
    assert "Clara Whitfield may not act for Treasury yet." in board


def test_a_department_sees_its_own_row_and_no_tools(clients, open_review, cast):
    UnitReviewFactory(cycle=open_review, unit=cast.foreign, reviewer=None)
    board = page(clients["head"], "cycle", open_review.pk).text
    assert "Treasury" not in board
    assert "0 of 2 have answered" in board
    assert "Ask these again" not in board
    listed = page(clients["head"], "list").text
    assert reverse("review", args=[open_review.pk, "OWN"]) in listed
    assert CycleFactory(planned=True, name="Secret plan").name not in page(clients["head"], "list").text


def test_asking_again_and_giving_on_take_those_chosen(clients, open_review, cast):
    ids = [review.pk for review in open_review.reviews.all()]
    nudge, admin = reverse("reviews:nudge", args=[open_review.pk]), clients["admin"]
    assert "Asked again: 2 departments" in admin.post(nudge, {"all": "1"}, follow=True).text
    assert "asked today already" in admin.post(nudge, {"review": [*ids, "x", "-1"]}, follow=True).text
    ours = ContactFactory(name="Ida", user=cast.ciso)
    reassign = reverse("reviews:reassign", args=[open_review.pk])
    assert "Who answers for these" in admin.post(reassign, {"review": ids}).text
    refused = admin.post(reassign, {"review": ids, "step": "give", "who": ContactFactory().pk, "note": "x"})
    assert (refused.status_code, "does not sign in" in refused.text) == (422, True)
    admin.post(reassign, {"review": ids, "step": "give", "who": ours.pk, "note": "Clara is away"})
    assert {review.reviewer for review in UnitReview.objects.all()} == {ours}


def test_reviews_of_another_cycle_are_not_reached_through_this_one(clients, open_review):
    other = UnitReviewFactory()
    clients["admin"].post(reverse("reviews:nudge", args=[open_review.pk]), {"review": other.pk})
    other.refresh_from_db()
    assert other.nudged_at is None


def test_closing_shows_what_it_would_freeze_and_the_summary_afterwards(clients, open_review):
    admin = clients["admin"]
    preview = page(admin, "close", open_review.pk).text
    assert "2 departments would be kept so" in preview
    assert page(admin, "summary", open_review.pk).status_code == 404
    admin.post(reverse("reviews:close", args=[open_review.pk]))
    admin.post(reverse("reviews:close", args=[open_review.pk]))
    open_review.refresh_from_db()
    assert open_review.state == CycleState.CLOSED
    assert page(clients["auditor"], "summary", open_review.pk).content.startswith(b"%PDF")
    data = page(clients["auditor"], "summary_json", open_review.pk)
    assert data.json()["counts"]["no_answer"] == 2
    assert page(clients["head"], "summary", open_review.pk).status_code == 403


def test_a_department_keeps_no_address_of_a_review_that_did_not_ask_it(clients, open_review):
    assert page(clients["outsider"], "cycle", open_review.pk).status_code == 404
    assert page(clients["outsider"], "export_csv", open_review.pk).status_code == 404


def test_a_plan_is_dropped_and_an_open_review_is_not(clients, planned, cast):
    drop = reverse("reviews:drop", args=[planned.pk])
    opening.open_cycle(planned, by=cast.admin, at=timezone.now())
    assert "cannot be changed any more" in clients["admin"].post(drop, follow=True).text
    assert Cycle.objects.exists()


def test_no_page_of_a_review_asks_more_for_more_departments(
    clients, open_review, planned, cast, clara, count_queries
):
    plan = CycleFactory(planned=True, name="Plan", run_by=cast.admin)

    def questions() -> dict[str, int]:
        found = {}
        for name, args in (("list", ()), ("cycle", (open_review.pk,)), ("rehearsal", (plan.pk,)),
                           ("close", (open_review.pk,)), ("export_csv", (open_review.pk,))):  # fmt: skip
            with count_queries() as seen:
                b"".join(page(clients["admin"], name, *args))
            found[name] = len(seen)
        return found

    def grow(number: int) -> None:
        for _ in range(number):
            unit = UnitFactory(parent=cast.unit)
            UnitReviewFactory(cycle=open_review, unit=unit, reviewer=clara)
            UnitReviewFactory(unit=unit, confirmed=True)

    grow(1)
    questions()
    one = questions()
    grow(40)
    many = questions()
    assert many == one
    assert max(many.values()) <= 16
