"""The catalogue of practices: the ready-made dozen, entering, changing, ordering, retiring, and no thirteenth."""

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import Practice
from reviews.models.practice import MOST_PRACTICES
from reviews.ready_made import HABITS
from tests.factories.reviews import PracticeFactory

pytestmark = pytest.mark.django_db

NEW = {"name": "Access ends with the work", "function": "protect", "documented": "Written down."}


@pytest.fixture
def ciso(clients):
    return clients["ciso"]


def test_the_ready_made_dozen_comes_by_one_button_and_once(ciso):
    assert "Bring in the ready-made dozen" in ciso.get(reverse("practice_catalogue")).text
    page = ciso.post(reverse("practices_bring"), follow=True).text
    assert "Brought in: 12 practices" in page
    assert [row.name for row in Practice.objects.all()] == [habit.name for habit in HABITS]
    assert all(row.looks_like(level) for row in Practice.objects.all() for level in range(4))
    renamed = Practice.objects.first()
    ciso.post(
        reverse("practice_edit", args=[renamed.pk]), NEW | {"name": "Ours", "revision": renamed.revision}
    )
    assert "nothing was changed" in ciso.post(reverse("practices_bring"), follow=True).text
    assert Practice.objects.count() == MOST_PRACTICES


def test_ready_made_ones_fill_the_room_there_is_and_say_what_found_none(ciso):
    PracticeFactory.create_batch(10)
    page = ciso.post(reverse("practices_bring"), follow=True).text
    assert "Brought in: 2 practices" in page
    assert f"No room for: {HABITS[2].name}" in page
    assert Practice.objects.count() == MOST_PRACTICES


def test_a_thirteenth_in_use_is_refused_with_the_reason_and_nothing_is_lost(ciso):
    PracticeFactory.create_batch(MOST_PRACTICES)
    old = PracticeFactory(retired=True)
    assert "all 12 places are taken" in ciso.get(reverse("practice_catalogue")).text
    answer = ciso.post(reverse("practice_new"), NEW)
    assert answer.status_code == 422
    assert "Twelve practices are in use" in answer.text
    assert "Written down." in answer.text
    assert (
        "Twelve practices are in use"
        in ciso.post(reverse("practice_retire", args=[old.pk]), follow=True).text
    )
    old.refresh_from_db()
    assert old.retired_on
    assert Practice.objects.count() == MOST_PRACTICES + 1


def test_a_retired_one_makes_room_and_comes_back(ciso):
    rows = PracticeFactory.create_batch(MOST_PRACTICES)
    ciso.post(reverse("practice_retire", args=[rows[0].pk]))
    assert Practice.objects.get(pk=rows[0].pk).retired_on == timezone.localdate()
    assert ciso.post(reverse("practice_new"), NEW).status_code == 302
    ciso.post(reverse("practice_retire", args=[rows[1].pk]))
    assert "is asked again" in ciso.post(reverse("practice_retire", args=[rows[0].pk]), follow=True).text


def test_they_are_put_in_order_one_place_at_a_time(ciso):
    first, second, third = PracticeFactory.create_batch(3)
    ciso.post(reverse("practice_move", args=[third.pk]), {"to": "up"})
    assert list(Practice.objects.all()) == [first, third, second]
    part = ciso.post(
        reverse("practice_move", args=[first.pk]),
        {"to": "up"},
        headers={"HX-Request": "true", "HX-Target": "_practices_in_use"},
    )
    assert 'id="_practices_in_use"' in part.text
    assert "<html" not in part.text
    assert list(Practice.objects.all()) == [first, third, second]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "ALREADY  there"},
        {"function": "hope"},
        {"why": "x" * 1001},
        {"ad_hoc": "x" * 501},
    ],
)
def test_a_practice_that_cannot_be_is_refused_and_nothing_is_lost(ciso, wrong):
    PracticeFactory(name="Already there")
    answer = ciso.post(reverse("practice_new"), NEW | {"reason": "Kept while I correct"} | wrong)
    assert answer.status_code == 422
    assert "Kept while I correct" in answer.text
    assert Practice.objects.count() == 1


def test_script_in_every_field_stays_text(ciso):
    nasty = "<script>alert(1)</script>"
    fields = ("name", "why", "not_yet", "ad_hoc", "documented", "managed")
    ciso.post(reverse("practice_new"), NEW | dict.fromkeys(fields, nasty))
    page = ciso.get(reverse("practice_catalogue")).text
    assert nasty not in page
    assert page.count("&lt;script&gt;") >= len(fields)


def test_two_who_change_one_at_once_see_both_versions(ciso, clients):
    practice = PracticeFactory(name="First", why="Mine")
    opened = practice.revision
    change = reverse("practice_edit", args=[practice.pk])
    clients["admin"].post(change, NEW | {"name": "Theirs", "revision": opened})
    answer = ciso.post(change, NEW | {"name": "Yours", "revision": opened})
    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Yours" in answer.text


def test_a_head_reads_what_the_levels_look_like_and_changes_nothing(clients):
    practice = PracticeFactory(name="Access ends", managed="Done on the day.")
    page = clients["head"].get(reverse("practice_catalogue")).text
    assert "Done on the day." in page
    assert "Retire" not in page
    assert clients["head"].post(reverse("practice_retire", args=[practice.pk])).status_code == 403
