"""Somebody leaves: everything they hold is listed, goes to others or explicitly to nobody, and nothing is orphaned."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from common.history import recording
from contacts.actions.leaving import Meanwhile, release
from contacts.actions.redacting import redact_people
from contacts.functions import CODES
from contacts.leaving import held_by
from contacts.models import Assignment, Contact
from tests.factories.accounts import UserFactory
from tests.factories.contacts import (
    AbsenceFactory,
    AssetOwnerFactory,
    AssignmentFactory,
    ContactFactory,
    FunctionFactory,
    PathwayFactory,
    PathwayStepFactory,
    ProcessOwnerFactory,
)
from tests.factories.units import StewardshipFactory, UnitFactory
from units.models import Stewardship

TODAY = timezone.localdate()
DAY = timedelta(1)


@pytest.fixture
def busy(cast):
    """Seven responsibilities and everything else that somebody can hold."""
    person = ContactFactory(name="Jonas Beck", home_unit=cast.unit, user=UserFactory(name="Jonas", head=True))
    for code in ("head", "deputy", "ambassador"):
        AssignmentFactory(contact=person, unit=cast.unit, code=code)
    AssignmentFactory(contact=person, unit=cast.team, code="deputy", second=True)
    AssignmentFactory(contact=person, unit=cast.foreign, code="liaison", since=TODAY + 40 * DAY)
    AssetOwnerFactory(contact=person, unit=cast.unit)
    ProcessOwnerFactory(contact=person, unit=cast.unit)
    PathwayStepFactory(contact=person, pathway=PathwayFactory(unit=cast.team))
    ContactFactory(name="Report", manager=person)
    AbsenceFactory(cover=person)
    StewardshipFactory(unit=cast.unit, user=person.user)
    return person


@pytest.fixture
def url(busy):
    return f"/contacts/{busy.pk}/leave/"


def sent(person, **more):
    day = more.pop("last_day", TODAY)
    held = held_by(person, after=day)
    return {"last_day": day.isoformat(), "listed": " ".join(one.key for one in held), **more}


@pytest.mark.django_db
def test_one_page_lists_everything(busy, url, clients):
    page = clients["ciso"].get(url).content.decode()
    held = held_by(busy, after=TODAY)
    assert [one.kind for one in held] == ["assignment"] * 7 + ["step", "report", "cover"]
    assert all(f'name="to-{one.key}"' in page and f'name="nobody-{one.key}"' in page for one in held)
    assert "Jonas may act for Marketing" in page


@pytest.mark.django_db
def test_what_nobody_decided_about_is_asked_for_and_nothing_is_written(busy, url, clients):
    answer = clients["ciso"].post(url, sent(busy, sure="1"))
    assert answer.status_code == 422
    assert answer.content.decode().count("Say who takes over, or tick that nobody does for now.") >= 10
    busy.refresh_from_db()
    assert busy.left_on is None


@pytest.mark.django_db
def test_everything_goes_to_one_person_in_one_save_after_a_look_at_what_will_happen(busy, url, clients, cast):
    heir = ContactFactory(name="Ana Duarte")
    look = clients["ciso"].post(url, sent(busy, everything=heir.pk)).content.decode()
    assert "Ana Duarte takes over 10:" in look
    assert "managing Report" in look
    assert Assignment.objects.filter(contact=heir).count() == 0
    answer = clients["ciso"].post(url, sent(busy, everything=heir.pk, withdraw="on", sure="1"))
    assert answer.status_code == 302, answer.content.decode()
    busy.refresh_from_db()
    assert busy.left_on == TODAY
    assert held_by(busy, after=TODAY) == []
    taken = Assignment.objects.filter(contact=heir)
    assert taken.count() == 7
    assert set(taken.exclude(unit=cast.foreign).values_list("since", flat=True)) == {TODAY + DAY}
    assert taken.get(unit=cast.foreign).since == TODAY + 40 * DAY
    assert not Stewardship.objects.filter(user=busy.user).exists()
    version = busy.history.first()
    assert version.history_change_reason == "Ana Duarte took over from Jonas Beck"
    assert {one.history.first().history_group for one in taken} == {version.history_group}
    told = clients["ciso"].get("/units/OWN/history/").content.decode()
    assert "Ana Duarte took over from Jonas Beck" in told


@pytest.mark.django_db
def test_each_thing_can_go_to_somebody_else_or_to_nobody_for_now(busy, url, clients):
    heir, other = ContactFactory(name="Ana"), ContactFactory(name="Tom")
    first, second, *_others = held_by(busy, after=TODAY)
    choices = {f"to-{first.key}": other.pk, f"nobody-{second.key}": "on", "everything": heir.pk}
    look = clients["ciso"].post(url, sent(busy, **choices)).content.decode()
    assert f"Tom takes over 1:<ul><li>{first.what}" in look
    assert f"Nobody for now, 1:<ul><li>{second.what}" in look
    clients["ciso"].post(url, sent(busy, **choices, sure="1"))
    assert Assignment.objects.get(contact=other).function == first.row.function
    ended = Assignment.objects.get(pk=second.row.pk)
    assert ended.until == TODAY
    assert Assignment.objects.filter(unit=ended.unit, function=ended.function, since__gt=TODAY).count() == 0


@pytest.mark.django_db
def test_what_came_up_meanwhile_brings_the_page_back_with_it(busy, url, clients, cast):
    heir = ContactFactory()
    data = sent(busy, everything=heir.pk, sure="1")
    new = AssignmentFactory(contact=busy, unit=cast.team, code="ambassador")
    answer = clients["ciso"].post(url, data)
    assert answer.status_code == 422
    assert (
        "This came up since you opened the page: Security ambassador of Campaigns" in answer.content.decode()
    )
    busy.refresh_from_db()
    assert busy.left_on is None
    with pytest.raises(Meanwhile):
        release(busy, last_day=TODAY, choices={}, withdraw=False, by=cast.ciso, reason="x")
    again = clients["ciso"].post(url, sent(busy, everything=heir.pk, sure="1"))
    assert again.status_code == 302
    assert Assignment.objects.get(pk=new.pk).until == TODAY


@pytest.mark.django_db
def test_a_last_day_to_come_ends_then_and_successors_begin_the_day_after(busy, url, clients):
    heir, last = ContactFactory(), TODAY + 20 * DAY
    clients["ciso"].post(url, sent(busy, everything=heir.pk, last_day=last, sure="1"))
    assert Assignment.objects.filter(contact=busy, until=last).count() == 6
    assert set(Assignment.objects.filter(contact=heir).values_list("since", flat=True)) == {
        last + DAY, TODAY + 40 * DAY,
    }  # fmt: skip
    assert Stewardship.objects.filter(user=busy.user).exists()  # until then


@pytest.mark.django_db
def test_who_cannot_take_it_over_is_told_at_the_place(busy, url, clients, cast):
    gone = ContactFactory(name="Gone", left=True)
    answer = clients["ciso"].post(url, sent(busy, everything=gone.pk, sure="1"))
    assert answer.status_code == 422
    assert "Gone’s last day here was" in answer.content.decode()
    busy.refresh_from_db()
    assert busy.left_on is None


@pytest.mark.django_db
def test_a_report_who_takes_over_gets_the_manager_of_whoever_leaves(busy, cast):
    above, report = ContactFactory(), busy.reports.get()
    with recording(by=cast.ciso, reason="x"):
        busy.manager = above
        busy.save()
    choices = {one.key: report if one.kind == "report" else None for one in held_by(busy, after=TODAY)}
    release(busy, last_day=TODAY, choices=choices, withdraw=False, by=cast.ciso, reason="x")
    report.refresh_from_db()
    assert report.manager == above


@pytest.mark.django_db
def test_what_a_member_of_the_security_team_answers_for_goes_to_another_one(cast, clients):
    ours = ContactFactory(name="Ingrid", user=cast.ciso)
    other = UserFactory(name="Tomas", ciso=True)
    url = f"/contacts/{ours.pk}/leave/"
    (owned,) = held_by(ours, after=TODAY)
    refused = clients["admin"].post(url, sent(ours, everything=ContactFactory().pk, sure="1"))
    assert "is not in the security team" in refused.content.decode()
    clients["admin"].post(url, sent(ours, **{f"to-{owned.key}": other.pk}, sure="1"))
    cast.unit.refresh_from_db()
    assert cast.unit.owner == other


@pytest.mark.django_db
def test_a_head_does_not_release_people(busy, url, clients):
    for reader in ("head", "auditor", "responder"):
        assert clients[reader].get(url).status_code == 403


@pytest.mark.django_db
@settings(max_examples=12, deadline=None)
@given(
    terms=st.lists(
        st.tuples(
            st.sampled_from(CODES[:5]),
            st.integers(-40, 40),
            st.one_of(st.none(), st.integers(0, 40)),
            st.booleans(),
            st.booleans(),
        ),
        max_size=6,
    ),
    last=st.integers(-20, 20),
)
def test_leaving_leaves_no_current_duty_behind(terms, last):
    """`terms`: responsibility, first day, length, whether it comes second, whether nobody follows."""
    last_day, by = TODAY + last * DAY, UserFactory(ciso=True)
    person, heir = ContactFactory(), ContactFactory()
    kept = []
    for code, since, days, second, nobody in terms:
        unit, begins = UnitFactory(), TODAY + since * DAY
        until = None if days is None else begins + days * DAY
        kept.append(
            (AssignmentFactory(
                contact=person, unit=unit, function=FunctionFactory(code=code), since=begins, until=until,
                priority=2 if second else 1,
            ), nobody)
        )  # fmt: skip
    nobody_follows = {f"assignment-{one.pk}" for one, nobody in kept if nobody}
    choices = {
        one.key: None if one.key in nobody_follows else heir for one in held_by(person, after=last_day)
    }
    before = {one.row.unit_id: one.row.until for one in held_by(person, after=last_day)}
    release(person, last_day=last_day, choices=choices, withdraw=True, by=by, reason="Leaves")
    assert held_by(Contact.objects.get(pk=person.pk), after=last_day) == []
    taken = {one.unit_id: one for one in Assignment.objects.filter(contact=heir)}
    for one, nobody in kept:
        expected = one.unit_id in before and not nobody
        assert (one.unit_id in taken) == expected
        if expected:
            assert taken[one.unit_id].until == before[one.unit_id]
            assert taken[one.unit_id].since > last_day


class TestSomebodyWhoIsHereAgain:
    @pytest.fixture
    def returned(self, cast):
        return ContactFactory(name="Rosa Blum", home_unit=cast.unit, left_on=TODAY - 30 * DAY)

    def test_has_no_last_day_any_more_and_the_record_says_so(self, clients, returned):
        page = f"/contacts/{returned.pk}/"
        assert "Is here again" in clients["ciso"].get(page).content.decode()
        assert clients["ciso"].post(f"{page}here-again/").headers["Location"] == page
        returned.refresh_from_db()
        assert returned.left_on is None
        assert returned.history.first().history_change_reason == "Rosa Blum is here again"
        assert "Is here again" not in clients["ciso"].get(page).content.decode()

    def test_may_stay_before_the_last_day_came(self, clients, returned):
        with recording(actor="Test", reason="Test"):
            returned.left_on = TODAY + 9 * DAY
            returned.save()
        assert "Stays after all" in clients["ciso"].get(f"/contacts/{returned.pk}/").content.decode()
        clients["ciso"].post(f"/contacts/{returned.pk}/here-again/")
        assert returned.history.first().history_change_reason == "Rosa Blum stays"

    def test_twice_is_recorded_once(self, clients, returned):
        for _ in range(2):
            clients["ciso"].post(f"/contacts/{returned.pk}/here-again/")
        assert returned.history.count() == 2

    def test_is_entered_anew_once_the_entry_was_made_unreadable(self, clients, returned):
        redact_people([returned.pk], rule="Asked for", reason="Asked for", actor="Test", at=timezone.now())
        assert "Is here again" not in clients["ciso"].get(f"/contacts/{returned.pk}/").content.decode()
        clients["ciso"].post(f"/contacts/{returned.pk}/here-again/")
        returned.refresh_from_db()
        assert returned.left_on is not None
