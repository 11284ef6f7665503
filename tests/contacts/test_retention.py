"""What is known of people does not live for ever: engagement a year, people who left two, in the record as well."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from common.history import recording
from common.retention import Term, rules
from contacts.actions.redacting import NAME, redact_people
from contacts.choices import Engagement
from contacts.models import Absence, Assignment, Contact, PathwayStep, Stance
from contacts.retention import long_gone, old_stances
from desk import retention
from desk.models import Redaction
from tests.factories.accounts import UserFactory
from tests.factories.contacts import (
    AbsenceFactory,
    AssetOwnerFactory,
    AssignmentFactory,
    ContactFactory,
    PathwayStepFactory,
    StanceFactory,
)
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TRACES = ("zebulon", "quartermaine", "zq@", "7946 0777", "hr-7711", "chief of zebras", "zanzibar harbour")


def everything() -> dict[str, str]:
    """Every table of the database as text, folded."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(to_jsonb(t)::text, chr(10)), '') FROM \"{table}\" t")
            found[table] = cursor.fetchone()[0].lower()
    return found


def traces() -> set[tuple[str, str]]:
    return {(table, trace) for table, text in everything().items() for trace in TRACES if trace in text}


def run():
    retention.carry_out_due(on=TODAY, at=timezone.now())


def person(**kwargs) -> Contact:
    values = {
        "name": "Zebulon Quartermaine", "email": "zq@cast.example", "phone": "+44 20 7946 0777",
        "personnel_number": "HR-7711", "title": "Chief of zebras", "location": "Zanzibar harbour",
        "left_on": date(2020, 6, 30),
    }  # fmt: skip
    return ContactFactory(**values | kwargs)


@pytest.fixture
def gone():
    """Somebody who left traces in every table there is."""
    someone = person(left_on=None, manager=ContactFactory(name="Their Manager"), name="Zebulon Younger")
    unit = UnitFactory(name="Payroll")
    head = AssignmentFactory(contact=someone, unit=unit, since=date(2015, 1, 1))
    AssetOwnerFactory(contact=someone, unit=unit)
    AbsenceFactory(contact=someone)
    AbsenceFactory(cover=someone)
    PathwayStepFactory(contact=someone)
    StanceFactory(contact=someone, note="Zebulon fears longer projects")
    report = ContactFactory(name="Their Report", manager=someone)
    with recording(actor="HR", reason="Zebulon Quartermaine (zq@cast.example) marries and leaves"):
        someone.name = "Zebulon Quartermaine"
        someone.save()
        head.until = date(2020, 6, 30)
        head.save()
        report.manager = None
        report.save()
        someone.left_on = date(2020, 6, 30)
        someone.save()
    with recording(actor="HR", reason="Duplicates"):
        twin = person(name="Z. Quartermaine", email="zq@home.example", left_on=None)
        twin.merged_into = someone
        twin.save()
    return someone


class TestPeopleWhoLeft:
    def test_no_table_knows_them_any_more(self, gone):
        assert {trace for _, trace in traces()} == set(TRACES)
        run()
        assert traces() == set()

    def test_what_they_were_responsible_for_stays_readable(self, gone):
        run()
        gone.refresh_from_db()
        assert (gone.name, gone.email, gone.phone, gone.redacted_on) == (NAME, "", "", TODAY)
        assert gone.home_unit is not None
        assert (
            str(Assignment.objects.get(unit__name="Payroll", asset=None))
            == "Former colleague: head of Payroll"
        )
        labels = set(Assignment.history.values_list("history_label", "history_labels__contact"))
        assert ("Former colleague: head of Payroll", NAME) in labels
        assert {label for _, label in labels} == {NAME}

    def test_what_others_versions_called_them_is_taken_out_one_side_at_a_time(self, gone):
        run()
        report = Contact.history.filter(name="Their Report").order_by("history_id")
        assert [version.history_changes for version in report] == [{}, {"manager": [NAME, ""]}]
        assert report[0].history_labels["manager"] == NAME
        assert {label for (label,) in PathwayStep.history.values_list("history_labels__contact")} == {NAME}
        assert NAME in set(Absence.history.values_list("history_labels__cover", flat=True))

    def test_their_own_versions_still_tell_that_something_happened(self, gone):
        run()
        versions = gone.history.order_by("history_id")
        assert set(versions.values_list("name", "email", "manager_id", "history_label")) == {
            (NAME, "", None, NAME)
        }
        assert {"name": ["redacted", "redacted"]} in [version.history_changes for version in versions]
        reason = "Former colleague (redacted) marries and leaves"
        assert versions.filter(history_change_reason=reason).count() == 2

    def test_words_no_longer_find_them(self, gone):
        assert gone in Contact.objects.matching("zebulon")
        run()
        assert not Contact.objects.matching("zebulon").exists()
        assert not Contact.objects.matching("zebras").exists()

    def test_their_engagement_goes_with_them_however_new(self, gone):
        StanceFactory(contact=gone, noted_on=TODAY)
        run()
        assert not Stance.objects.exists()
        assert set(Stance.history.values_list("current", "desired", "note")) == {(None, None, "")}

    def test_an_entry_that_was_merged_into_theirs_goes_with_it(self, gone):
        run()
        assert set(Contact.objects.filter(merged_into=gone).values_list("name", "email")) == {(NAME, "")}

    def test_it_is_done_once(self, gone):
        run()
        entries, versions = Redaction.objects.count(), Contact.history.count()
        run()
        assert (Redaction.objects.count(), Contact.history.count()) == (entries, versions)

    def test_the_log_names_numbers_only(self, gone):
        run()
        entry = Redaction.objects.get(model="contacts.Contact")
        assert gone.pk in entry.object_ids
        assert (entry.rule, entry.actor, entry.reason) == (
            "People who left", "Retention", "Their last day was 24 months ago",
        )  # fmt: skip
        assert entry.versions >= 10

    def test_another_person_of_the_same_name_stays_whole(self, gone):
        twin = person(
            left_on=None, email="other@cast.example", phone="", personnel_number="", title="", location=""
        )
        AssignmentFactory(contact=twin)
        run()
        twin.refresh_from_db()
        assert twin.name == "Zebulon Quartermaine"
        assert twin.history.get().history_label == "Zebulon Quartermaine"
        assert "Zebulon Quartermaine" in twin.assignments.get().history.get().history_label

    def test_only_who_left_24_months_ago_is_due(self):
        edge = Term(months=24).before(TODAY)
        due = ContactFactory(left_on=edge)
        ContactFactory(left_on=edge + timezone.timedelta(1))
        ContactFactory(left_on=None)
        ContactFactory(left_on=edge, redacted_on=TODAY)
        assert list(long_gone(TODAY)) == [due]

    def test_many_at_once_ask_no_more_than_few(self, count_queries):
        def questions(number: int) -> int:
            people = [AssignmentFactory(contact__left_on=date(2020, 1, 1)).contact for _ in range(number)]
            with count_queries() as seen:
                redact_people(
                    [one.pk for one in people], rule="Test", reason="Time", actor="Test", at=timezone.now()
                )
            return len(seen)

        assert questions(20) == questions(2)


class TestByHand:
    def test_whoever_is_still_here_is_refused(self):
        here = ContactFactory(left_on=None)
        with pytest.raises(ValidationError, match="has left"):
            redact_people([here.pk], rule="At once", reason="Asked", by=UserFactory(), at=timezone.now())

    @pytest.mark.parametrize("reason", ["Zebulon Quartermaine asked", "HR-7711 asked", "See zq@cast.example"])
    def test_a_reason_that_names_them_is_refused(self, reason):
        someone = person()
        with pytest.raises(ValidationError, match="out of the reason"):
            redact_people([someone.pk], rule="At once", reason=reason, by=UserFactory(), at=timezone.now())
        assert not Redaction.objects.exists()


class TestEngagement:
    def test_it_is_removed_after_a_year_and_nowhere_to_be_read(self):
        contact = ContactFactory()
        edge = Term(months=12).before(TODAY)
        old = StanceFactory(
            contact=contact, noted_on=edge, note="Quite sceptical", current=Engagement.RESISTANT
        )
        with recording(by=UserFactory(), reason="Talked"):
            old.note, old.current = "Less sceptical", Engagement.NEUTRAL
            old.save()
        kept = StanceFactory(contact=contact, noted_on=edge + timezone.timedelta(1))
        assert list(old_stances(TODAY)) == [old]
        run()
        assert list(Stance.objects.all()) == [kept]
        gone = Stance.history.filter(id=old.pk).order_by("history_id")
        assert [(v.current, v.desired, v.note) for v in gone] == [(None, None, "")] * 3
        assert gone[1].history_changes == {
            "note": ["redacted", "redacted"],
            "current": ["redacted", "redacted"],
        }
        assert not any("sceptical" in text or "resistant" in text for text in everything().values())
        assert Stance.history.get(id=kept.pk).note == kept.note

    def test_the_person_stays_as_they_are(self):
        contact = StanceFactory(noted_on=date(2020, 1, 1)).contact
        run()
        contact.refresh_from_db()
        assert contact.name != NAME
        assert contact.history.count() == 1


def test_the_table_lists_both_rules():
    assert {"Engagement", "People who left"} <= {rule.what for rule in rules()}
