"""Two entries of one person become one: what is kept, what goes along, what is joined, and the way back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.history import recording
from common.history.undoing import CannotUndo
from contacts.actions.merging import merge, plan_unmerge, unmerge
from contacts.models import Absence, Assignment, PathwayStep, Stance
from tests.factories.accounts import UserFactory
from tests.factories.contacts import (
    AbsenceFactory,
    AssignmentFactory,
    ContactFactory,
    PathwayFactory,
    PathwayStepFactory,
    StanceFactory,
)

TODAY = timezone.localdate()
DAY = timedelta(1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(cast):
    keep = ContactFactory(name="Ana Duarte", title="", email="ana@x.example", home_unit=cast.unit)
    other = ContactFactory(
        name="A. Duarte",
        title="Buyer",
        email="ana@x.example",
        home_unit=cast.unit,
        user=UserFactory(head=True),
    )
    AssignmentFactory(contact=other, unit=cast.unit)
    AssignmentFactory(contact=other, unit=cast.team, code="deputy")
    PathwayStepFactory(contact=other, pathway=PathwayFactory(unit=cast.unit))
    AbsenceFactory(contact=other, cover=keep)
    ContactFactory(name="Report", manager=other)
    StanceFactory(contact=other, note="Fears delays")
    return keep, other


def url(keep, other):
    return f"/contacts/{keep.pk}/merge/{other.pk}/"


def together(cast, keep, other, **values):
    return merge(keep, other, values=values, by=cast.ciso, reason="Entered twice")


def test_the_page_shows_what_differs_folds_what_does_not_and_says_what_goes_along(two, clients):
    page = clients["ciso"].get(url(*two)).content.decode()
    assert 'name="take-title"' in page
    assert 'name="take-email"' not in page
    assert "2 responsibilities" in page
    assert "1 note on engagement" in page
    assert "engagement" not in clients["admin"].get(url(*two)).content.decode().lower()


def test_everything_goes_along_in_one_change(two, clients, cast):
    keep, other = two
    data = {"revisions": f"{keep.revision}-{other.revision}", "take-title": "other", "take-user": "other"}
    answer = clients["admin"].post(url(keep, other), {**data, "take-name": "keep"})
    assert answer.status_code == 302, answer.content.decode()
    keep.refresh_from_db()
    other.refresh_from_db()
    assert (keep.name, keep.title, keep.user is not None) == ("Ana Duarte", "Buyer", True)
    assert (other.merged_into, other.user, other.title) == (keep, None, "Buyer")
    assert Assignment.objects.filter(contact=keep).count() == 2
    assert PathwayStep.objects.get().contact == keep
    assert (Absence.objects.get().contact, Absence.objects.get().cover) == (keep, None)
    assert keep.reports.get().name == "Report"
    assert Stance.objects.get().contact == keep
    groups = {
        row.history.first().history_group
        for row in (keep, other, *keep.assignments.all(), *keep.reports.all())
    }
    assert len(groups) == 1
    assert Stance.objects.get().history.first().history_group not in groups


def test_the_same_responsibility_at_the_same_time_becomes_one_and_that_is_said(two, cast):
    keep, other = two
    theirs = Assignment.objects.get(contact=other, unit=cast.team)
    mine = AssignmentFactory(
        contact=keep,
        unit=cast.team,
        code="deputy",
        second=True,
        since=TODAY - 10 * DAY,
        until=TODAY,
        affects="Signs",
    )
    assert together(cast, keep, other) == ["Deputy of Campaigns: two times became one."]
    (joined,) = Assignment.objects.filter(unit=cast.team)
    assert (joined.pk, joined.contact, joined.since, joined.until) == (mine.pk, keep, theirs.since, None)
    assert (joined.priority, joined.affects) == (1, "Signs")


def test_joined_times_never_push_a_third_person_aside(two, cast):
    keep, other = two
    AssignmentFactory(unit=cast.foreign, code="deputy", until=TODAY - 30 * DAY)
    AssignmentFactory(contact=other, unit=cast.foreign, code="deputy", since=TODAY - 20 * DAY)
    AssignmentFactory(contact=keep, unit=cast.foreign, code="deputy", second=True, since=TODAY - 60 * DAY)
    together(cast, keep, other)
    joined = Assignment.objects.get(contact=keep, unit=cast.foreign)
    assert (joined.since, joined.priority) == (TODAY - 60 * DAY, 2)


def test_taking_it_back_restores_both_with_all_they_held(two, cast, clients):
    keep, other = two
    AssignmentFactory(contact=keep, unit=cast.team, code="deputy", second=True)
    was = [(one.pk, one.contact_id, one.priority) for one in Assignment.objects.order_by("pk")]
    together(cast, keep, other, title="Buyer", user=other.user)
    page = clients["admin"].get(f"/contacts/{other.pk}/unmerge/").content.decode()
    assert "Make them two entries again" in page
    assert clients["admin"].post(f"/contacts/{other.pk}/unmerge/").status_code == 302
    keep.refresh_from_db()
    other.refresh_from_db()
    assert (keep.title, keep.user, other.merged_into, other.user is not None) == ("", None, None, True)
    assert [(one.pk, one.contact_id, one.priority) for one in Assignment.objects.order_by("pk")] == was
    assert other.reports.count() == 1
    assert Stance.objects.get().contact == other
    assert Absence.objects.get().cover == keep


def test_what_was_done_since_stands_in_the_way_and_is_listed(two, cast, clients):
    keep, other = two
    together(cast, keep, other, title="Buyer")
    with recording(by=cast.ciso, reason="New title"):
        keep.refresh_from_db()
        keep.title = "Chief buyer"
        keep.save()
    page = clients["admin"].get(f"/contacts/{other.pk}/unmerge/").content.decode()
    assert "This cannot be taken back as it stands." in page
    assert "Cast ciso" in page
    assert clients["admin"].post(f"/contacts/{other.pk}/unmerge/").status_code == 409
    with pytest.raises(CannotUndo):
        unmerge(other, by=cast.ciso, reason="x")
    other.refresh_from_db()
    assert other.merged_into == keep


def test_engagement_noted_since_neither_hinders_nor_shows(two, cast):
    keep, other = two
    together(cast, keep, other)
    with recording(by=cast.ciso, reason="Noted"):
        stance = Stance.objects.get()
        stance.note = "Better"
        stance.save()
    other.refresh_from_db()
    assert plan_unmerge(other).possible
    mine = StanceFactory(contact=keep)
    unmerge(other, by=cast.admin, reason="x")
    assert Stance.objects.get(note="Better").contact == other
    mine.refresh_from_db()
    assert mine.contact == keep


def test_a_circle_of_managers_is_refused_and_nothing_is_written(two, cast, clients):
    keep, other = two
    between = ContactFactory(name="Between", manager=other)
    with recording(by=cast.ciso, reason="x"):
        keep.manager = between
        keep.save()
    data = {"revisions": f"{keep.revision}-{other.revision}", "take-manager": "keep"}
    answer = clients["ciso"].post(url(keep, other), data)
    assert "Between reports to them. Choose another manager, or none." in answer.content.decode()
    other.refresh_from_db()
    assert other.merged_into is None


def test_a_page_opened_before_another_change_is_refused_with_what_was_chosen(two, clients):
    keep, other = two
    answer = clients["ciso"].post(url(keep, other), {"revisions": "0-0", "take-title": "other"})
    assert answer.status_code == 422
    assert "Somebody changed one of the two" in answer.content.decode()


def test_nobody_becomes_part_of_themselves_or_twice(two, cast, clients):
    keep, other = two
    assert clients["ciso"].get(url(keep, keep)).status_code == 302
    together(cast, keep, other)
    assert clients["ciso"].get(url(ContactFactory(), other)).status_code == 302
