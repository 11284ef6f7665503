"""What a file no longer names: listed for its source, ended where that is said, never by itself. And asking twice."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from contacts.models import Contact
from contacts.sheets.kind import PEOPLE
from desk.models import SheetImport
from desk.sheets import flow, missing, undoing
from tests.factories.units import UnitFactory
from tests.fixtures.sheets import received
from units.models import Asset, Dependency, Process, Unit
from units.sheets.assets import ASSET_SHEET
from units.sheets.dependencies import DEPENDENCY_SHEET
from units.sheets.kind import UNITS
from units.sheets.processes import PROCESS_SHEET

pytestmark = pytest.mark.django_db

TWO = "code,name\nA,Alpha\nB,Beta\n"
ONE = "code,name\nA,Alpha\n"


@pytest.fixture
def look(db):
    """Checked and kept, not brought in."""

    def make(text, *, kind=UNITS, mapping=None):
        record, meaning = received(text, kind=kind, mapping=mapping)
        flow.check(kind, record, mapping=meaning, by=None, at=timezone.now())
        record.save()
        return record

    return make


def bring_in(record, kind=UNITS, **kwargs):
    given = {"by": None, "reason": "Test", "at": timezone.now(), "seen": record.fingerprint} | kwargs
    return flow.bring_in(kind, record, **given)


def choose_all(record):
    missing.choose(record, missing.missing(record), missing.missing(record))
    record.save()


def names(record, kind=UNITS):
    rows = kind.ending.model.objects.in_bulk(missing.missing(record))
    return [kind.ending.told(rows[pk])[0] for pk in missing.missing(record)]


class TestWhatIsListed:
    def test_what_an_earlier_file_of_that_source_brought(self, bring, look):
        UnitFactory(code="HAND")
        bring(TWO)
        assert names(look(ONE)) == ["B"]

    def test_another_source_says_nothing_about_it(self, bring, look):
        bring(TWO)
        assert names(look("code,headcount\nA,4\n")) == []
        mapping = {"name": "HR", "columns": {"code": "code", "name": "name"}}
        assert names(look(ONE, mapping=mapping)) == []
        bring("code,name\nC,Gamma\n", mapping=mapping)
        assert names(look(ONE, mapping=mapping | {"name": "hr "})) == ["C"]

    def test_what_is_closed_or_was_undone_is_not_missed(self, bring, look, cast):
        bring("code,name,status\nA,Alpha,\nB,Beta,closed\n")
        assert names(look("code,name,status\nA,Alpha,\n")) == []
        second = bring("code,name,status\nC,Gamma,\n")
        undoing.take_back(UNITS, second, by=cast.ciso, reason="Wrong", at=timezone.now())
        assert names(look("code,name,status\nA,Alpha,\n")) == []

    def test_a_former_code_names_it(self, bring, look, cast):
        from units.actions import change_unit

        bring(TWO)
        change_unit(Unit.objects.get(code="B"), values={"code": "B2"}, by=cast.ciso, reason="New code")
        assert names(look(TWO)) == []

    def test_a_file_with_wrong_lines_misses_nothing_yet(self, bring, look):
        bring(TWO)
        assert names(look("code,name\nA,Alpha\n,Beta\n")) == []

    def test_nothing_ends_by_not_being_named(self, bring):
        bring(TWO)
        bring("code,name\nA,Alfa\n")
        assert Unit.objects.get(code="B").status == "active"

    def test_the_command_says_how_many_and_closes_none(self, bring, tmp_path, capsys):
        bring(TWO)
        (tmp_path / "one.csv").write_text(ONE)
        call_command("import_units", str(tmp_path / "one.csv"), "--dry-run")
        assert "in earlier ones from there: 1 department;" in capsys.readouterr().out


class TestEndingIt:
    def test_departments_are_closed_today_in_the_same_save(self, bring, look):
        bring(TWO)
        record = look("code,name\nA,Alfa\n")
        choose_all(record)
        assert bring_in(record)
        record.refresh_from_db()
        unit = Unit.objects.get(code="B")
        assert (unit.status, unit.closed_on) == ("closed", timezone.localdate())
        assert unit.history.first().history_group == record.record_group
        assert record.outcome["ended"] == 1

    def test_alone_and_undone_again(self, bring, look, cast):
        bring(TWO)
        record = look(ONE)
        choose_all(record)
        assert bring_in(record)
        record.refresh_from_db()
        undoing.take_back(UNITS, record, by=cast.ciso, reason="Back", at=timezone.now())
        unit = Unit.objects.get(code="B")
        assert (unit.status, unit.closed_on) == ("active", None)

    def test_what_is_no_longer_missing_is_shown_anew_instead(self, bring, look):
        bring(TWO)
        record = look(ONE)
        choose_all(record)
        bring("code,name,status\nB,Beta,closed\n")
        assert bring_in(record) is False
        record.refresh_from_db()
        assert missing.chosen(record) == []

    def test_people_are_said_to_have_left(self, bring, look):
        bring("name,email\nAna,ana@example.org\nBea,bea@example.org\n", kind=PEOPLE)
        record = look("name,email\nAna,ana@example.org\n", kind=PEOPLE)
        choose_all(record)
        assert bring_in(record, PEOPLE)
        assert Contact.objects.get(name="Bea").left_on == timezone.localdate()
        assert Contact.objects.get(name="Ana").left_on is None

    @pytest.mark.parametrize(
        ("kind", "model", "header", "line"),
        [
            (ASSET_SHEET, Asset, "unit,name", "OWN,{}"),
            (PROCESS_SHEET, Process, "unit,name", "OWN,{}"),
            (DEPENDENCY_SHEET, Dependency, "consumer,provider_named", "OWN,{}"),
        ],
    )
    def test_other_things_are_removed_and_come_back_by_undoing(
        self, cast, bring, look, kind, model, header, line
    ):
        bring(f"{header}\n{line.format('First')}\n{line.format('Second')}\n", kind=kind)
        before = model.objects.count()
        record = look(f"{header}\n{line.format('First')}\n", kind=kind)
        choose_all(record)
        assert bring_in(record, kind)
        assert model.objects.count() == before - 1
        record.refresh_from_db()
        undoing.take_back(kind, record, by=cast.ciso, reason="Back", at=timezone.now())
        assert model.objects.count() == before

    def test_an_asset_in_use_is_not_removed_and_the_sentence_says_why(self, cast, bring, look):
        bring("unit,name\nOWN,Mail\nOWN,Web\n", kind=ASSET_SHEET)
        bring("unit,name,assets\nOWN,Letters,Mail\n", kind=PROCESS_SHEET)
        record = look("unit,name\nOWN,Web\n", kind=ASSET_SHEET)
        choose_all(record)
        with pytest.raises(flow.NotToBeDone, match="Mail is used by Letters"):
            bring_in(record, ASSET_SHEET)
        assert Asset.objects.filter(name="Mail").exists()


def page(response):
    return response.content.decode()


class TestPages:
    @pytest.fixture
    def record(self, bring, look, cast):
        bring("code,name\n" + "".join(f"N{n:03},Unit {n}\n" for n in range(60)), by=cast.ciso)
        return look("code,name\nN000,Renamed\n")

    def address(self, record, part="detail"):
        return reverse(f"units:import_{part}", args=[record.pk])

    def test_the_part_lists_them_and_nothing_is_ticked(self, clients, record):
        said = page(clients["ciso"].get(self.address(record) + "?show=missing"))
        assert 'Not in the file <span class="count">59</span>' in said
        assert "Unit 50" in said
        assert " checked>" not in said.split("<table")[1].split("</table>")[0]
        assert "Bring in 1 department</button>" in said

    def test_ticks_are_kept_page_by_page_and_the_button_says_how_many(self, clients, record):
        ids = missing.missing(record)
        closing = self.address(record, "closing")
        clients["ciso"].post(closing, {"shown": ids[:50], "close": ids[:2], "tick": "page"})
        response = clients["ciso"].post(
            closing, {"shown": ids[50:], "close": ids[-1:], "tick": "page", "page": "2"}, follow=True
        )
        assert "Bring in 1 and close 3 departments</button>" in page(response)
        record.refresh_from_db()
        assert missing.chosen(record) == [*ids[:2], ids[-1]]

    def test_all_and_none(self, clients, record):
        closing = self.address(record, "closing")
        assert "close 59 departments" in page(clients["ciso"].post(closing, {"tick": "all"}, follow=True))
        said = page(clients["ciso"].post(closing, {"tick": "none"}, follow=True))
        assert "Bring in 1 department</button>" in said

    def test_ticks_that_were_not_kept_yet_count_when_it_is_brought_in(self, clients, record, settings):
        settings.IMPORT_ASK_TWICE = 1
        ids = missing.missing(record)
        sent = {
            "seen": record.fingerprint,
            "closing": missing.digest(record),
            "shown": ids[:50],
            "close": ids[:1],
        }
        clients["ciso"].post(self.address(record, "apply"), sent)
        assert Unit.objects.get(pk=ids[0]).status == "closed"
        said = page(clients["ciso"].get(self.address(record) + "?show=missing"))
        assert ">closed</span>" in said
        assert "stays as it is" in said
        assert "1 closed" in page(clients["ciso"].get(reverse("units:import")))

    def test_somebody_elses_choice_in_between_is_said(self, clients, record):
        seen = missing.digest(record)
        choose_all(record)
        response = clients["ciso"].post(
            self.address(record, "apply"), {"seen": record.fingerprint, "closing": seen}, follow=True
        )
        assert "chose anew" in page(response)

    def test_what_is_not_missing_cannot_be_closed(self, clients, record, cast):
        sent = {"tick": "page", "shown": [cast.unit.pk], "close": [cast.unit.pk]}
        clients["ciso"].post(self.address(record, "closing"), sent)
        record.refresh_from_db()
        assert missing.chosen(record) == []


class TestAskingTwice:
    @pytest.fixture(autouse=True)
    def share(self, settings):
        settings.IMPORT_ASK_TWICE = 0.10

    def address(self, record, part="detail"):
        return reverse(f"units:import_{part}", args=[record.pk])

    @pytest.fixture
    def many(self, cast):
        """Twenty departments with those of the cast."""
        for number in range(20 - Unit.objects.current().count()):
            UnitFactory(code=f"U{number:02}")

    def renaming(self, look, number):
        return look("code,name\n" + "".join(f"U{n:02},Renamed {n}\n" for n in range(number)))

    def test_a_tenth_is_brought_in_without_another_question(self, clients, many, look):
        record = self.renaming(look, 2)
        assert "that is meant" not in page(clients["ciso"].get(self.address(record)))
        clients["ciso"].post(self.address(record, "apply"), {"seen": record.fingerprint})
        assert Unit.objects.filter(name__startswith="Renamed").count() == 2

    def test_more_names_the_numbers_and_waits_for_a_second_yes(self, clients, many, look):
        record = self.renaming(look, 3)
        said = page(clients["ciso"].get(self.address(record)))
        assert "This touches 3 of 20 departments, 15 %: 3 changed." in said
        sent = {"seen": record.fingerprint}
        response = clients["ciso"].post(self.address(record, "apply"), sent, follow=True)
        assert "Tick that this is meant" in page(response)
        assert not Unit.objects.filter(name__startswith="Renamed").exists()
        clients["ciso"].post(self.address(record, "apply"), sent | {"sure": "on"})
        assert Unit.objects.filter(name__startswith="Renamed").count() == 3

    def test_what_is_closed_counts_and_what_is_new_does_not(self, clients, many, bring, look):
        bring("code,name\n" + "".join(f"N{n},New {n}\n" for n in range(10)))
        record = look("code,name\nN0,New 0\n" + "".join(f"M{n},More {n}\n" for n in range(9)))
        assert "This touches" not in page(clients["ciso"].get(self.address(record)))
        choose_all(record)
        said = page(clients["ciso"].get(self.address(record)))
        assert "This touches 9 of 30 departments, 30 %: 9 closed." in said

    def test_it_is_asked_for_a_count_that_ticks_sent_along_make(self, clients, many, bring, look):
        bring("code,name\n" + "".join(f"N{n},New {n}\n" for n in range(10)))
        record = look("code,name\nN0,Renamed\n")
        ids = missing.missing(record)
        sent = {"seen": record.fingerprint, "closing": missing.digest(record), "shown": ids, "close": ids}
        response = clients["ciso"].post(self.address(record, "apply"), sent, follow=True)
        assert "This touches 10 of 30 departments, 33 %: 1 changed and 9 closed." in page(response)
        assert SheetImport.objects.get(pk=record.pk).state == SheetImport.State.CHECKED
