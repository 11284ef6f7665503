"""Naming people for the responsibilities of a department: several at once, anew, ended, and what is refused where."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from common.history import recording
from contacts.actions.assignments import Overlapping, assign, end_assignment, succeed
from contacts.models import Assignment, Contact
from tests.factories.contacts import (
    AssignmentFactory,
    ContactFactory,
    FunctionFactory,
    ProcessOwnerFactory,
)
from tests.factories.units import ProcessFactory

TODAY = timezone.localdate()
DAY = timedelta(1)
URL = "/units/OWN/people/assign/"

pytestmark = pytest.mark.django_db


def sent(*rows, **more):
    """A form as a browser sends it: one dict a row."""
    data = {"rows": len(rows), **more}
    for at, row in enumerate(rows):
        data |= {
            f"{at}-{name}": value
            for name, value in {"priority": 1, "since": TODAY.isoformat(), **row}.items()
        }
    return data


def held(cast, code):
    return Assignment.objects.filter(unit=cast.unit, function__code=code).order_by("since", "pk")


def test_head_deputy_and_ambassador_are_named_in_one_go_and_one_save(cast, clients):
    clara, jonas = ContactFactory(name="Clara"), ContactFactory(name="Jonas")
    ana = {
        "function": "ambassador",
        "new_name": "Ana Duarte",
        "new_email": "ana@x.example",
        "new_phone": "4711",
    }
    rows = [{"function": "head", "contact": clara.pk}, {"function": "deputy", "contact": jonas.pk}, ana]
    answer = clients["ciso"].post(URL, sent(*rows))
    assert answer.status_code == 302, answer.content.decode()
    assert [held(cast, code).get().contact.name for code in ("head", "deputy", "ambassador")] == [
        "Clara", "Jonas", "Ana Duarte",
    ]  # fmt: skip
    entered = Contact.objects.get(name="Ana Duarte")
    assert (entered.home_unit, entered.phone) == (cast.unit, "4711")
    groups = {row.history.first().history_group for row in Assignment.objects.filter(unit=cast.unit)}
    assert groups == {entered.history.first().history_group}


def test_the_page_opens_with_what_is_missing_and_may_be_named(cast, clients):
    assert b'name="2-function"' in clients["ciso"].get(URL).content
    page = clients["head"].get(URL).content.decode()
    assert 'name="1-function"' in page
    assert 'name="2-function"' not in page
    assert 'value="head"' not in page


def test_where_one_row_is_refused_nothing_is_written_and_nothing_is_lost(cast, clients):
    AssignmentFactory(unit=cast.unit, contact=ContactFactory(name="Clara"), since=date(2024, 3, 1))
    new = {"function": "deputy", "new_name": "Jonas Beck", "new_phone": "4711"}
    answer = clients["ciso"].post(URL, sent({"function": "head", "contact": ContactFactory().pk}, new))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Clara comes first for this since 1 March 2024." in page
    assert 'value="Jonas Beck"' in page
    assert not Contact.objects.filter(name="Jonas Beck").exists()
    assert not held(cast, "deputy").exists()


def test_an_overlap_offers_to_end_the_other_the_day_before(cast, clients):
    theirs = AssignmentFactory(unit=cast.unit, contact=ContactFactory(name="Clara"))
    row = {"function": "head", "contact": ContactFactory(name="Ana").pk}
    assert "End Clara’s time on" in clients["ciso"].post(URL, sent(row)).content.decode()
    assert clients["ciso"].post(URL, sent({**row, "succeed": "on"})).status_code == 302
    theirs.refresh_from_db()
    assert theirs.until == TODAY - DAY
    assert [(one.contact.name, one.since) for one in held(cast, "head")][1] == ("Ana", TODAY)


def test_one_more_row_loses_nothing(cast, clients):
    page = clients["ciso"].post(URL, sent({"new_name": "Ana Duarte"}, more="1")).content.decode()
    assert 'value="Ana Duarte"' in page
    assert 'name="1-function"' in page


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"since": "2026-05-01", "until": "2026-04-30"}, "It ends before it begins"),
        ({"function": ""}, "Say which responsibility."),
        ({"function": "nonsense"}, "Select a valid choice"),
        ({"function": "process_owner"}, "No process is entered here yet."),
        ({"contact": "999999"}, "Choose somebody from the list."),
        ({"contact": "", "new_phone": "4711"}, "Say what they are called."),
        ({"contact": "", "new_name": "X", "new_phone": "call me"}, "Write the number as it is dialled"),
        ({"contact": ""}, "Choose somebody, or enter somebody new."),
        ({"share_of_time": "200"}, "60"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(cast, clients, row, said):
    given = {"function": "deputy", "contact": ContactFactory().pk, **row}
    answer = clients["ciso"].post(URL, sent(given))
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_somebody_who_left_is_not_named_and_somebody_leaving_only_until_then(cast, clients):
    gone = ContactFactory(name="Gone", left_on=date(2026, 3, 2))
    leaving = ContactFactory(name="Going", left_on=TODAY + 9 * DAY)
    for contact, said in (
        (gone, "Gone’s last day here was 2 March 2026."),
        (leaving, "Going’s last day here is"),
    ):
        answer = clients["ciso"].post(URL, sent({"function": "deputy", "contact": contact.pk}))
        assert said in answer.content.decode()
    until = {"function": "deputy", "contact": leaving.pk, "until": (TODAY + DAY).isoformat()}
    assert clients["ciso"].post(URL, sent(until)).status_code == 302


def test_nobody_is_named_for_a_closed_department(cast, clients):
    with recording(by=cast.ciso, reason="Closed"):
        cast.unit.status = "closed"
        cast.unit.save()
    answer = clients["ciso"].post(URL, sent({"function": "deputy", "contact": ContactFactory().pk}))
    assert "is closed; nobody is named for it any more." in answer.content.decode()


def test_a_head_names_deputy_and_ambassador_and_is_told_who_names_the_head(cast, clients):
    mine = ContactFactory(home_unit=cast.unit)
    answer = clients["head"].post(URL, sent({"function": "head", "contact": mine.pk}))
    assert "The security team names the head; ask them." in answer.content.decode()
    assert clients["head"].post(URL, sent({"function": "deputy", "contact": mine.pk})).status_code == 302


def test_a_head_cannot_name_people_they_do_not_see_nor_for_units_of_others(cast, clients):
    stranger = ContactFactory(home_unit=cast.foreign, email="stranger@x.example")
    answer = clients["head"].post(URL, sent({"function": "deputy", "contact": stranger.pk}))
    assert answer.status_code == 422
    new = {"function": "deputy", "new_name": "S", "new_email": "stranger@x.example"}
    assert clients["head"].post(URL, sent(new)).status_code == 302  # not told that there is such a person
    assert clients["head"].post("/units/FOREIGN/people/assign/", sent()).status_code == 404
    foreign = AssignmentFactory(unit=cast.foreign, code="deputy")
    assert clients["head"].get(f"/contacts/assignments/{foreign.pk}/edit/").status_code == 404
    above = AssignmentFactory(unit=cast.parent, code="ambassador")
    assert clients["head"].get(f"/contacts/assignments/{above.pk}/end/").status_code == 404
    own_head = AssignmentFactory(unit=cast.unit)
    assert clients["head"].get(f"/contacts/assignments/{own_head.pk}/edit/").status_code == 404


def test_an_owner_is_named_for_one_process(cast, clients):
    process = ProcessFactory(unit=cast.unit)
    row = {"function": "process_owner", "contact": ContactFactory().pk, "thing": f"process:{process.pk}"}
    assert clients["ciso"].post(URL, sent(row)).status_code == 302
    assert held(cast, "process_owner").get().process == process
    answer = clients["ciso"].post(URL, sent({**row, "function": "deputy"}))
    assert "is there for the department as a whole" in answer.content.decode()


def test_what_was_agreed_is_changed_in_place_and_a_stale_form_loses_nothing(cast, clients):
    one = AssignmentFactory(unit=cast.unit, code="deputy")
    url = f"/contacts/assignments/{one.pk}/edit/"
    part = clients["ciso"].get(url, headers={"HX-Request": "true", "HX-Target": f"assignment-{one.pk}"})
    assert part.content.decode().count("<tr") == 1
    given = {"priority": 2, "since": "2026-01-05", "share_of_time": "4", "affects": "Approves campaigns"}
    answer = clients["ciso"].post(url, {**given, "revision": one.revision}, headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert "changed:people" in answer.headers["HX-Trigger"]
    stale = clients["ciso"].post(url, {**given, "affects": "Else", "revision": one.revision})
    assert stale.status_code == 422
    assert "Else" in stale.content.decode()
    one.refresh_from_db()
    assert (one.priority, one.affects, one.share_of_time) == (2, "Approves campaigns", 4)


def test_ending_names_a_successor_from_the_day_after(cast, clients):
    one, heir = AssignmentFactory(unit=cast.unit, affects="Signs"), ContactFactory()
    answer = clients["ciso"].post(
        f"/contacts/assignments/{one.pk}/end/", {"until": TODAY.isoformat(), "successor": heir.pk}
    )
    assert answer.status_code == 302
    one.refresh_from_db()
    new = held(cast, "head").last()
    assert (one.until, new.contact, new.since, new.affects) == (TODAY, heir, TODAY + DAY, "Signs")


def test_ending_what_has_not_begun_takes_it_back(cast):
    later = AssignmentFactory(unit=cast.unit, since=TODAY + 9 * DAY)
    end_assignment(later, on=TODAY, by=cast.ciso, reason="Changed their mind")
    assert not held(cast, "head").exists()


def test_a_second_who_takes_over_comes_first(cast):
    first = AssignmentFactory(unit=cast.unit, code="deputy")
    second = AssignmentFactory(unit=cast.unit, code="deputy", second=True)
    succeed(first, to=second.contact, on=TODAY, by=cast.ciso, reason="Left")
    second.refresh_from_db()
    assert second.until == TODAY
    assert [(one.contact, one.priority) for one in held(cast, "deputy").filter(since=TODAY + DAY)] == [
        (second.contact, 1)
    ]


def test_nobody_succeeds_into_a_time_that_somebody_else_was_named_for(cast):
    first = AssignmentFactory(unit=cast.unit, until=TODAY + 90 * DAY)
    AssignmentFactory(unit=cast.unit, since=TODAY + 91 * DAY)
    with pytest.raises(ValidationError) as refused:
        succeed(first, to=first.contact, on=TODAY, by=cast.ciso, reason="x")
    assert "successor" in refused.value.message_dict
    heir = succeed(first, to=ContactFactory(), on=TODAY, by=cast.ciso, reason="x")
    assert (heir.since, heir.until) == (TODAY + DAY, TODAY + 90 * DAY)


def test_somebody_who_left_since_the_page_was_read_is_not_named(cast):
    read = ContactFactory()
    with recording(by=cast.ciso, reason="Left"):
        now = Contact.objects.get(pk=read.pk)
        now.left_on = TODAY - DAY
        now.save()
    function = FunctionFactory(code="deputy")
    with pytest.raises(ValidationError, match="last day here was"):
        assign(
            Assignment(contact=read, unit=cast.unit, function=function, since=TODAY), by=cast.ciso, reason="x"
        )


def test_the_same_person_does_not_hold_the_same_twice(cast):
    one = AssignmentFactory(unit=cast.unit, code="deputy")
    twice = Assignment(contact=one.contact, unit=cast.unit, function=one.function, priority=2, since=TODAY)
    with pytest.raises(ValidationError, match="holds this already"):
        assign(twice, by=cast.ciso, reason="x")
    other = Assignment(contact=ContactFactory(), unit=cast.unit, function=one.function, since=TODAY)
    with pytest.raises(Overlapping):
        assign(other, by=cast.ciso, reason="x")


def test_who_only_reads_cannot_name(cast, clients):
    for reader in ("auditor", "responder"):
        assert clients[reader].get(URL).status_code == 403
    owner = ProcessOwnerFactory(unit=cast.unit, function=FunctionFactory(code="process_owner"))
    assert clients["auditor"].get(f"/contacts/assignments/{owner.pk}/end/").status_code == 403
