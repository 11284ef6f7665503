"""vCards out and in: what is written comes back unchanged, and what cannot be read is told with its line."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.history import recording
from contacts import vcards
from contacts.models import Contact
from contacts.sheets import cards
from contacts.sheets.export import read_by
from contacts.sheets.kind import PEOPLE
from tests.factories.contacts import ContactFactory
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db


def written(user, people=None) -> bytes:
    people = Contact.objects.visible_to(user).order_by("pk") if people is None else people
    hidden = vcards.hidden_from(user)
    rows = read_by(vcards.with_last_change(people, by=user), by=user)
    return b"".join(vcards.written(person, hidden=hidden) for person in rows)


def card(*lines: str, version="4.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def rows(text: str) -> list[dict]:
    sheet = cards.read(text.encode())
    assert sheet.problems == []
    return [dict(zip(sheet.headers, row.cells, strict=True)) for row in sheet.rows]


def told(text: str) -> list[tuple]:
    return [(problem.line, problem.reason) for problem in cards.read(text.encode()).problems]


class TestWriting:
    def test_a_card_says_who_and_how_to_reach_them(self, cast):
        boss = ContactFactory(name="Clara Whitfield", email="clara@x.example")
        unit = UnitFactory(code="MKT", name="Marketing; Sales")
        ContactFactory(
            name="Ana Maria Silva", email="ana@x.example", phone="+44 20 7946 0001", title="Head, Marketing",
            home_unit=unit, time_zone="Europe/London", manager=boss,
        )  # fmt: skip
        text = written(cast.ciso, Contact.objects.filter(name="Ana Maria Silva")).decode()
        assert text.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
        assert text.endswith("END:VCARD\r\n")
        for line in (
            "FN:Ana Maria Silva",
            "N:Silva;Ana Maria;;;",
            "EMAIL;TYPE=work:ana@x.example",
            "TEL;TYPE=work,voice:+44 20 7946 0001",
            "TITLE:Head\\, Marketing",
            "ORG:Marketing\\; Sales",
            "X-SRRM-UNIT:MKT",
            "TZ:Europe/London",
            "RELATED;TYPE=x-manager:mailto:clara@x.example",
        ):
            assert line in text.splitlines()

    def test_the_name_of_a_card_never_changes_and_its_revision_does(self, cast):
        person = ContactFactory(name="Ana")
        before = dict(line.split(":", 1) for line in written(cast.ciso).decode().splitlines())
        with recording(by=cast.ciso, reason="Promoted"):
            person.title = "Director"
            person.save()
        after = dict(line.split(":", 1) for line in written(cast.ciso).decode().splitlines())
        assert (after["UID"], after["TITLE"]) == (before["UID"], "Director")
        assert after["REV"] == f"{person.history.latest().history_date:%Y%m%dT%H%M%SZ}"

    def test_a_change_of_what_a_head_may_not_read_leaves_no_trace(self, cast):
        person = ContactFactory(name="Ana", home_unit=cast.unit)
        with recording(by=cast.ciso, reason="Numbered anew"):
            person.personnel_number = "P-OTHER"
            person.save()
        seen = [
            vcards.with_last_change(Contact.objects.filter(pk=person.pk), by=user).get().changed_at
            for user in (cast.head, cast.ciso)
        ]
        assert seen == [person.history.earliest().history_date, person.history.latest().history_date]

    def test_long_lines_are_folded(self, cast):
        ContactFactory(title="Ä" * 150)
        assert all(len(line) <= 75 for line in written(cast.ciso).split(b"\r\n"))

    def test_a_head_gets_what_a_head_may_read(self, cast):
        boss = ContactFactory(name="Far Away", email="far@x.example", home_unit=cast.foreign)
        ContactFactory(name="Ana", home_unit=cast.unit, manager=boss, personnel_number="P-SECRET")
        text = written(cast.head).decode()
        assert "FN:Ana" in text
        assert "far@x.example" not in text
        assert "P-SECRET" not in text


class TestReadingBack:
    def test_what_was_written_comes_back_unchanged(self, cast, bring):
        boss = ContactFactory(name="Boss, the", email="")
        ContactFactory(name="Ana\\N; Silva", title='“Head”, \\n; "x"', time_zone="Asia/Tokyo", manager=boss)
        ContactFactory(
            name="Nobody's", email="", phone="", manager=ContactFactory(name="B", email="b@x.example")
        )
        UnitFactory(name="Twice", code="T1")
        ContactFactory(home_unit=UnitFactory(name="Twice", code="T2"), phone="4711 ext. 12")
        record = bring(written(cast.ciso), kind=PEOPLE, by=cast.ciso)
        assert record.outcome["unchanged"] == Contact.objects.count()
        assert (record.outcome["problems"], record.outcome["left_empty"]) == (0, 0)

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        texts=st.lists(
            st.tuples(*[st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=60)] * 2),
            min_size=1,
            max_size=3,
        )
    )
    def test_whatever_stands_there_comes_back_unchanged(self, cast, bring, texts):
        with transaction.atomic():
            for name, title in texts:
                ContactFactory(name=name, title=title, home_unit=cast.unit)
            people = Contact.objects.count()
            record = bring(written(cast.ciso), kind=PEOPLE, by=cast.ciso)
            transaction.set_rollback(True)
        assert record.outcome["unchanged"] == people


class TestCardsOfOthers:
    def test_version_3_with_groups_and_several_numbers(self):
        text = card(
            "N:Silva;Ana;;Dr.;", "FN:Dr. Ana Silva", "ORG:Verrano Group;Marketing", "TITLE:Head",
            "item1.EMAIL;type=INTERNET;type=pref:ana@x.example", "EMAIL;TYPE=HOME:home@x.example",
            "TEL;TYPE=FAX,WORK:+44 1", "TEL;TYPE=CELL:+44 777", "TZ:-05:00", "PHOTO;ENCODING=b:AAAA", version="3.0",
        )  # fmt: skip
        assert rows(text) == [
            {
                "name": "Dr. Ana Silva",
                "email": "ana@x.example",
                "phone": "+44 777",
                "title": "Head",
                "home_unit": "Verrano Group / Marketing",
            }
        ]

    def test_version_4_with_addresses_for_numbers(self):
        text = card(
            "FN:Ana", 'TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+44-20-7946;ext=12', "TEL:+44 1",
            "RELATED;TYPE=x-manager:mailto:boss%40@x.example", "NOTE:folded", "  over two",
        )  # fmt: skip
        assert rows(text) == [{"name": "Ana", "phone": "+44-20-7946 ext. 12", "manager": "boss@@x.example"}]

    def test_a_name_is_put_together_where_the_card_has_only_its_parts(self):
        assert rows(card("N:Silva;Ana;Maria;;"))[0]["name"] == "Ana Maria Silva"

    def test_what_a_card_does_not_say_changes_nothing(self, bring, cast):
        person = ContactFactory(name="Ana", email="ana@x.example", phone="+44 1234", title="Manager")
        bring(card("FN:Ana", "EMAIL:ana@x.example", "TITLE:Head") + card("FN:Bea", "TEL:+44 99"), kind=PEOPLE)
        person.refresh_from_db()
        assert (person.title, person.phone) == ("Head", "+44 1234")

    def test_an_organisation_of_ours_is_found_by_name_and_another_is_left_alone(self, bring):
        unit = UnitFactory(code="MKT", name="Marketing")
        record = bring(card("FN:Ana", "ORG:Verrano;marketing") + card("FN:Bea", "ORG:Acme"), kind=PEOPLE)
        assert Contact.objects.get(name="Ana").home_unit == unit
        assert Contact.objects.get(name="Bea").home_unit is None
        assert record.findings["left_empty"][0][3] == "No department has this code; not taken."


class TestWhatCannotBeRead:
    def test_a_vcard_2_1_is_named_and_the_others_are_previewed(self, plan_of):
        old = card(
            "N:Silva;Ana", "TEL;WORK;VOICE:+44 1", "NOTE;ENCODING=QUOTED-PRINTABLE:a=", "b", version="2.1"
        )
        plan = plan_of(old + card("FN:Bea"), kind=PEOPLE)
        assert [row.name for row in plan.created] == ["Bea"]
        assert [(one.line, one.column, one.value) for one in plan.problems] == [(2, "VERSION", "VERSION:2.1")]
        assert "This is a vCard 2.1; 3.0 and 4.0 can be read." in plan.problems[0].reason

    def test_a_broken_line_is_named_and_the_rest_is_previewed(self, plan_of):
        plan = plan_of(card("FN:Ana", "nonsense", "TITLE:Head") + card("FN:Bea"), kind=PEOPLE)
        assert [row.name for row in plan.created] == ["Ana", "Bea"]
        assert [(one.line, one.value) for one in plan.problems] == [(4, "nonsense")]

    def test_a_card_that_does_not_end_is_named(self):
        text = "BEGIN:VCARD\nVERSION:4.0\nFN:Ana\n" + card("FN:Bea")
        assert told(text) == [(1, "The card that begins here does not end: END:VCARD is missing.")]
        assert told(card("FN:Ana") + "BEGIN:VCARD\nFN:x") == [
            (5, "The card that begins here does not end: END:VCARD is missing.")
        ]

    def test_a_card_without_a_version_and_lines_outside_are_named(self):
        assert told("BEGIN:VCARD\nFN:Ana\nEND:VCARD\nFN:Lost\n") == [
            (
                1,
                "The card does not say its version; 3.0 and 4.0 can be read. Export it again as one of these.",
            ),
            (4, "The line stands outside of a card."),
        ]

    def test_a_card_without_a_name_is_told_with_its_line(self, plan_of):
        plan = plan_of(card("FN:Ana") + card("TITLE:Head"), kind=PEOPLE)
        assert [(one.line, one.column) for one in plan.problems] == [(5, "name")]

    @settings(max_examples=60, deadline=None)
    @given(text=st.text(max_size=200))
    def test_whatever_follows_a_beginning_is_read_or_told(self, text):
        sheet = cards.read(("BEGIN:VCARD\nVERSION:4.0\n" + text).encode("utf-8", "replace"))
        assert sheet.rows or sheet.problems
