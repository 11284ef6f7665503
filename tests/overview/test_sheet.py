"""The sheet: a head fills in what the record asks for on one page, and nothing is lost or taken away by it."""

import pytest
from django.utils import timezone

from common.history import recording
from contacts.models import Assignment, Contact
from tests.factories.contacts import AssignmentFactory, ContactFactory, FunctionFactory
from tests.factories.units import AssetFactory, DependencyFactory, ImpactFactory, ProcessFactory, UnitFactory
from units.models import Asset, Dependency, Process, Unit

pytestmark = pytest.mark.django_db
PAGE = "/units/OWN/sheet/"


@pytest.fixture(autouse=True)
def deputy_is_known(db):
    FunctionFactory(code="deputy")


def filled(client, page=PAGE, **typed) -> dict:
    """What the browser would send back unchanged, with what was typed."""
    sheet = client.get(page).context["sheet"]
    data = {}
    for form in [sheet.form, *(form for one in sheet.sets for form in (one.management_form, *one.forms))]:
        for bound in form:
            value = bound.value()
            value = bound.field.prepare_value(value) if value is not None else None
            if value is not None and value is not False:
                data[bound.html_name] = str(value)
    return data | typed


def known(unit) -> Unit:
    return Unit.objects.get(pk=unit.pk)


class TestFillingItIn:
    def test_a_head_fills_in_a_light_record_in_one_go(self, cast, clients):
        typed = {
            "purpose": "Launch six campaigns", "hurts_after": "72",
            "deputy_name": "Jonas Beck", "deputy_email": "jonas@cast.example", "deputy_phone": "+44 20 7946 0142",
            "jewels-0-name": "Customer list", "jewels-1-name": "Press archive", "jewels-2-name": "Brightside",
            "jewels-2-kind": "supplier", "needs-0-name": "Campaigns", "needs-1-name": "Treasury",
            "needs-2-name": "The people who run the mail",
        }  # fmt: skip
        answer = clients["head"].post(PAGE, filled(clients["head"], **typed))
        assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?saved=1")
        unit = known(cast.unit)
        assert (unit.purpose, unit.hurts_after) == ("Launch six campaigns", 72)
        deputy = Assignment.objects.get(unit=unit, function__code="deputy")
        assert (deputy.contact.name, deputy.contact.home_unit, deputy.since) == (
            "Jonas Beck", unit, timezone.localdate(),
        )  # fmt: skip
        assert set(Asset.objects.filter(unit=unit, criticality=5).values_list("name", "kind")) == {
            ("Customer list", "data"), ("Press archive", "data"), ("Brightside", "supplier"),
        }  # fmt: skip
        needs = Dependency.objects.filter(consumer=unit)
        assert {row.provider.name if row.provider else row.provider_named for row in needs} == {
            "Campaigns", "Treasury", "The people who run the mail",
        }  # fmt: skip

    def test_it_is_one_save_with_one_reason(self, cast, clients):
        typed = {
            "purpose": "Sell",
            "jewels-0-name": "Customer list",
            "needs-0-name": "Mail",
            "reason": "First talk",
        }
        clients["head"].post(PAGE, filled(clients["head"], **typed))
        said = {"history_change_reason": "First talk"}
        versions = [
            model.history.model.objects.filter(**said).values_list("history_group", flat=True)
            for model in (Unit, Asset, Dependency)
        ]
        groups = {group for of in versions for group in of}
        assert all(versions)
        assert len(groups) == 1

    def test_a_department_one_may_not_see_stays_words(self, cast, clients):
        clients["head"].post(PAGE, filled(clients["head"], **{"needs-0-name": "Treasury"}))
        row = Dependency.objects.get(consumer=cast.unit)
        assert (row.provider, row.provider_named) == (None, "Treasury")
        clients["ciso"].post(PAGE, filled(clients["ciso"], **{"needs-0-name": "foreign"}))
        assert Dependency.objects.filter(consumer=cast.unit, provider=cast.foreign).exists()

    def test_what_the_department_says_itself_counts_as_confirmed_by_it(self, cast, clients):
        clients["head"].post(PAGE, filled(clients["head"], **{"needs-0-name": "Mail"}))
        clients["ciso"].post(PAGE, filled(clients["ciso"], **{"needs-0-name": "Treasury"}))
        by = {
            row.provider_named or row.provider.name: row.consumer_confirmed_by
            for row in Dependency.objects.all()
        }
        assert by == {"Mail": cast.head, "Treasury": None}

    def test_what_is_on_the_list_already_becomes_one_of_the_few(self, cast, clients):
        asset = AssetFactory(unit=cast.unit, name="Customer list", criticality=2)
        clients["head"].post(PAGE, filled(clients["head"], **{"jewels-0-name": "customer LIST"}))
        assert Asset.objects.get(unit=cast.unit).criticality == 5
        assert Asset.objects.get(pk=asset.pk).name == "Customer list"

    def test_somebody_of_the_department_becomes_deputy_and_the_one_before_ends_yesterday(self, cast, clients):
        before = AssignmentFactory(unit=cast.unit, code="deputy")
        person = ContactFactory(home_unit=cast.unit)
        clients["head"].post(PAGE, filled(clients["head"], deputy=str(person.pk)))
        before.refresh_from_db()
        assert before.until == timezone.localdate() - timezone.timedelta(1)
        assert Assignment.objects.get(unit=cast.unit, contact=person).function.code == "deputy"

    def test_whoever_has_this_e_mail_already_is_not_entered_twice(self, cast, clients):
        person = ContactFactory(home_unit=cast.unit, email="jonas@cast.example")
        typed = {"deputy_name": "Jonas B.", "deputy_email": "JONAS@cast.example"}
        clients["head"].post(PAGE, filled(clients["head"], **typed))
        assert Contact.objects.count() == 1
        assert Assignment.objects.get(unit=cast.unit).contact == person

    def test_ten_processes_with_their_times_in_words(self, cast, clients):
        page = f"{PAGE}?depth=standard"
        typed = {"processes-TOTAL_FORMS": "10"}
        for n in range(10):
            typed |= {
                f"processes-{n}-name": f"Process {n}", f"processes-{n}-mtd_hours": "2 days",
                f"processes-{n}-rto_hours": "8h", f"processes-{n}-rpo_hours": "1 h",
                f"processes-{n}-category": "financial", f"processes-{n}-severe_from": "72",
            }  # fmt: skip
        typed["processes-0-handles_sensitive"] = "on"
        answer = clients["head"].post(page, filled(clients["head"], page, **typed))
        assert answer["Location"] == f"{PAGE}?saved=1&depth=standard"
        found = Process.objects.filter(unit=cast.unit).order_by("name")
        assert {(p.mtd_hours, p.rto_hours, p.rpo_hours) for p in found} == {(48, 8, 1)}
        assert [p.handles_sensitive for p in found] == [True] + [False] * 9
        assert (known(cast.unit).worst_impact, known(cast.unit).worst_after) == (4, 72)


class TestNothingIsTakenAway:
    def test_sent_back_unchanged_it_writes_nothing(self, cast, clients):
        AssetFactory(unit=cast.unit, crown=True)
        AssignmentFactory(unit=cast.unit, code="deputy")
        DependencyFactory(consumer=cast.unit)
        ImpactFactory(process=ProcessFactory(unit=cast.unit, timed=True))
        before = {model: model.history.model.objects.count() for model in (Unit, Asset, Process, Assignment)}
        page = f"{PAGE}?depth=full"
        assert clients["head"].post(page, filled(clients["head"], page)).status_code == 302
        assert {model: model.history.model.objects.count() for model in before} == before

    def test_empty_cells_remove_nothing(self, cast, clients):
        AssetFactory(unit=cast.unit, crown=True, name="Customer list")
        AssignmentFactory(unit=cast.unit, code="deputy")
        ImpactFactory(process=ProcessFactory(unit=cast.unit, timed=True, name="Orders"))
        page = f"{PAGE}?depth=standard"
        data = filled(clients["head"], page)
        kept = {
            name: value
            for name, value in data.items()
            if "_FORMS" in name or "-id" in name or "revision" in name
        }
        assert clients["head"].post(page, kept | {"deputy_was": data["deputy_was"]}).status_code == 302
        assert known(cast.unit).purpose == "Pays suppliers on time."
        assert known(cast.unit).hurts_after == 72
        assert Asset.objects.get(unit=cast.unit).name == "Customer list"
        assert Assignment.objects.filter(unit=cast.unit, until=None).count() == 1
        process = Process.objects.get(unit=cast.unit)
        assert (process.name, process.mtd_hours, process.impacts.count()) == ("Orders", 72, 1)

    def test_a_grid_is_not_flattened_into_one_answer(self, cast, clients):
        process = ProcessFactory(unit=cast.unit, timed=True)
        for bucket in (24, 72):
            ImpactFactory(process=process, bucket=bucket, severity=3)
        page = f"{PAGE}?depth=standard"
        clients["head"].post(page, filled(clients["head"], page, **{"processes-0-name": "Renamed"}))
        process.refresh_from_db()
        assert (process.name, process.impacts.count()) == ("Renamed", 2)


class TestSomebodyElseMeanwhile:
    def change(self, row, by, **values):
        with recording(by=by, reason="Meanwhile"):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()

    def test_what_they_changed_stays_where_one_did_not_touch_it(self, cast, clients):
        asset = AssetFactory(unit=cast.unit, crown=True, name="Customer list")
        data = filled(clients["head"], purpose="Mine")
        self.change(asset, cast.ciso, name="List of customers")
        self.change(known(cast.unit), cast.ciso, hurts_after=24)
        assert clients["head"].post(PAGE, data).status_code == 302
        assert Asset.objects.get().name == "List of customers"
        assert (known(cast.unit).purpose, known(cast.unit).hurts_after) == ("Mine", 24)

    def test_where_both_changed_the_same_it_is_said_and_sent_again(self, cast, clients):
        asset = AssetFactory(unit=cast.unit, crown=True, name="Customer list")
        data = filled(clients["head"], **{"purpose": "Mine", "jewels-0-name": "All customers"})
        self.change(asset, cast.ciso, name="List of customers")
        self.change(known(cast.unit), cast.ciso, purpose="Theirs")
        answer = clients["head"].post(PAGE, data)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Somebody wrote “List of customers” here meanwhile" in page
        assert "Somebody wrote “Theirs” here meanwhile" in page
        assert "All customers" in page
        assert known(cast.unit).purpose == "Theirs"
        again = filled_from(answer)
        assert clients["head"].post(PAGE, again).status_code == 302
        assert (known(cast.unit).purpose, Asset.objects.get().name) == ("Mine", "All customers")

    def test_what_was_taken_off_meanwhile_is_said(self, cast, clients):
        asset = AssetFactory(unit=cast.unit, crown=True, name="Customer list")
        data = filled(clients["head"])
        with recording(by=cast.ciso, reason="Not ours"):
            asset.delete()
        answer = clients["head"].post(PAGE, data)
        assert answer.status_code == 409
        assert "took this off the list meanwhile" in answer.content.decode()
        assert clients["head"].post(PAGE, filled_from(answer)).status_code == 302
        assert Asset.objects.get().name == "Customer list"

    def test_another_deputy_meanwhile_is_said(self, cast, clients):
        person = ContactFactory(home_unit=cast.unit)
        data = filled(clients["head"], deputy=str(person.pk))
        other = AssignmentFactory(unit=cast.unit, code="deputy", contact__name="Ana Duarte")
        answer = clients["head"].post(PAGE, data)
        assert answer.status_code == 409
        assert "Somebody wrote “Ana Duarte” here meanwhile" in answer.content.decode()
        assert clients["head"].post(PAGE, filled_from(answer)).status_code == 302
        other.refresh_from_db()
        assert other.until


def filled_from(answer) -> dict:
    """What the browser sends after looking at a refused sheet."""
    sheet = answer.context["sheet"]
    data = {}
    for form in [sheet.form, *(form for one in sheet.sets for form in one.forms)]:
        for bound in form:
            if bound.value() is not None and bound.value() is not False:
                data[bound.html_name] = str(bound.value())
    for one in sheet.sets:
        first = f"{one.prefix}-INITIAL_FORMS"
        data |= {f"{one.prefix}-TOTAL_FORMS": str(len(one.forms)), first: one.data[first]}
    return data


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"deputy_email": "none"}, "Enter a valid email address."),
            ({"deputy_email": "a@b.example"}, "Whose is this?"),
            ({"deputy_name": "Jonas", "deputy_phone": "call me"}, "Write the number as it is dialled"),
            ({"needs-0-name": "marketing"}, "That is the department itself"),
            ({"jewels-0-name": "List", "jewels-1-name": "LIST"}, "This stands here twice."),
            (
                {"processes-0-name": "Orders", "processes-0-mtd_hours": "soon"},
                "Write it as 4 h, 2 days or 1 week.",
            ),
            ({"processes-0-mtd_hours": "4 h"}, "What is it called?"),
            ({"processes-0-name": "Orders", "processes-0-category": "financial"}, "After how long?"),
            ({"hurts_after": "3"}, "Select a valid choice"),
        ],
    )
    def test_is_said_at_the_place_and_nothing_typed_is_lost(self, cast, clients, typed, said):
        page = f"{PAGE}?depth=standard"
        answer = clients["head"].post(page, filled(clients["head"], page, purpose="Kept", **typed))
        assert answer.status_code in (409, 422)
        assert said in answer.content.decode()
        assert all(value in answer.content.decode() for value in ("Kept", *typed.values()))
        assert known(cast.unit).purpose == "Pays suppliers on time."

    def test_two_departments_of_one_name_are_told_apart_by_their_codes(self, cast, clients):
        UnitFactory(name="Twins", code="T1"), UnitFactory(name="Twins", code="T2")
        answer = clients["ciso"].post(PAGE, filled(clients["ciso"], **{"needs-0-name": "Twins"}))
        assert "Write its code instead" in answer.content.decode()
        clients["ciso"].post(PAGE, filled(clients["ciso"], **{"needs-0-name": "t2"}))
        assert Dependency.objects.get().provider.code == "T2"

    def test_rows_made_up_in_the_address_do_no_harm(self, cast, clients):
        foreign = AssetFactory(unit=cast.foreign, crown=True, name="Theirs")
        typed = {"jewels-0-id": str(foreign.pk), "jewels-0-revision": "1", "jewels-0-name": "Stolen"}
        answer = clients["head"].post(PAGE, filled(clients["head"], **typed))
        assert answer.status_code == 409
        assert Asset.objects.get(pk=foreign.pk).name == "Theirs"
        huge = filled(clients["head"]) | {"jewels-TOTAL_FORMS": "100000"}
        assert clients["head"].post(PAGE, huge).status_code == 422


class TestWhoMay:
    def test_a_closed_department_has_none(self, cast, clients):
        UnitFactory(code="GONE", closed=True)
        assert clients["ciso"].get("/units/GONE/sheet/")["Location"] == "/units/GONE/"

    def test_a_foreign_one_is_not_there(self, clients):
        assert clients["head"].get("/units/FOREIGN/sheet/").status_code == 404
        assert clients["head"].get("/units/FOREIGN/sheet.pdf").status_code == 404
        assert clients["auditor"].get(PAGE).status_code == 403

    def test_a_head_is_offered_no_names_they_may_not_see(self, clients):
        page = clients["head"].get(PAGE).content.decode()
        assert "Campaigns" in page
        assert "Treasury" not in page
