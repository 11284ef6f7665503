"""Closing a department with what comes after it, and opening it again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.history import recording
from contacts.models import Assignment, Contact
from overview.models import Reorganisation, ReorganisationUnit
from tests.factories.contacts import AssignmentFactory, ContactFactory
from tests.factories.units import AssetFactory, DependencyFactory, ProcessFactory, UnitFactory
from units.choices import Status
from units.models import Asset, Dependency, Process, Unit

pytestmark = pytest.mark.django_db
CLOSE = "/units/OWN-TEAM/close/"


def form(unit, **values):
    unit.refresh_from_db()
    return {
        "closed_on": str(timezone.localdate()),
        "reason": "Merged into Brand",
        "revision": unit.revision,
    } | values


@pytest.fixture
def heir():
    return UnitFactory(code="HEIR", name="Brand")


@pytest.fixture
def crew(cast):
    """A department below the one that is closed."""
    return UnitFactory(code="CREW", name="Crew", parent=cast.team)


class TestWhoMay:
    @pytest.mark.parametrize(("reader", "status"), [
        ("ciso", 200), ("admin", 200), ("auditor", 403), ("head", 403), ("outsider", 403), ("responder", 403),
    ])  # fmt: skip
    @pytest.mark.parametrize("step", ["close", "reopen"])
    def test_the_team_and_administrators(self, cast, clients, reader, status, step):
        if step == "reopen":
            UnitFactory(code="SHUT", closed=True)
        code = "OWN-TEAM" if step == "close" else "SHUT"
        assert clients[reader].get(f"/units/{code}/{step}/").status_code == status

    @pytest.mark.parametrize("reader", ["auditor", "head", "responder"])
    def test_nobody_else_closes_by_posting(self, cast, clients, reader):
        assert clients[reader].post(CLOSE, form(cast.team, sure=1)).status_code == 403
        cast.team.refresh_from_db()
        assert cast.team.status == Status.ACTIVE

    def test_a_department_that_does_not_exist_is_not_found(self, clients):
        assert clients["ciso"].get("/units/NOWHERE/close/").status_code == 404


class TestClosing:
    def test_first_says_what_will_happen_and_changes_nothing(self, cast, clients, heir, crew):
        answer = clients["ciso"].post(CLOSE, form(cast.team, successors=[heir.pk], parts="successor"))
        text = answer.content.decode()
        assert "The page of Campaigns names Brand as its successor." in text
        assert "1 open part (Crew) goes to Brand." in text
        cast.team.refresh_from_db()
        assert cast.team.status == Status.ACTIVE
        assert not Reorganisation.objects.exists()

    def test_then_closes_moves_and_names_the_successor_as_one_save(self, cast, clients, heir, crew):
        answer = clients["ciso"].post(CLOSE, form(cast.team, successors=[heir.pk], parts="successor", sure=1))
        assert answer["Location"] == "/units/OWN-TEAM/"
        cast.team.refresh_from_db()
        crew.refresh_from_db()
        assert (cast.team.status, cast.team.closed_on) == (Status.CLOSED, timezone.localdate())
        assert crew.parent == heir
        event = Reorganisation.objects.get()
        assert (event.kind, event.note) == ("replacement", "Merged into Brand")
        sides = {(s.side, s.unit_id) for s in event.sides.all()}
        assert sides == {("before", cast.team.pk), ("after", heir.pk)}
        groups = {
            version.history_group
            for model, pk in ((Unit, cast.team.pk), (Unit, crew.pk), (Reorganisation, event.pk))
            for version in [model.history.filter(id=pk).first()]
        }
        assert len(groups) == 1

    def test_its_page_says_when_why_and_who_came_after(self, cast, clients, heir):
        clients["ciso"].post(CLOSE, form(cast.team, successors=[heir.pk], outside="Agency Ltd", sure=1))
        page = clients["head"].get("/units/OWN-TEAM/").content.decode()
        assert "<strong>Closed on" in page
        assert "Succeeded by Brand and Agency Ltd." in page
        assert "Merged into Brand" in page
        assert 'href="/units/HEIR/"' not in page
        assert 'href="/units/HEIR/"' in clients["ciso"].get("/units/OWN-TEAM/").content.decode()

    def test_several_successors_are_a_split(self, cast, clients, heir):
        clients["ciso"].post(CLOSE, form(cast.team, successors=[heir.pk, cast.foreign.pk], sure=1))
        assert Reorganisation.objects.get().kind == "split"

    def test_without_a_successor_it_is_simply_over(self, cast, clients):
        clients["ciso"].post(CLOSE, form(cast.team, sure=1))
        event = Reorganisation.objects.get()
        assert (event.kind, event.sides.count()) == ("closure", 1)

    def test_open_parts_hold_it_open_until_it_is_said_what_becomes_of_them(self, cast, clients, crew):
        answer = clients["ciso"].post(CLOSE, form(cast.team, sure=1))
        assert answer.status_code == 422
        assert "Departments below it are still open" in answer.content.decode()
        assert "Crew" in answer.content.decode()
        cast.team.refresh_from_db()
        assert cast.team.status == Status.ACTIVE

    def test_closed_parts_do_not(self, cast, clients, crew):
        with recording(actor="Test", reason="Closed"):
            crew.status = Status.CLOSED
            crew.save()
        assert clients["ciso"].post(CLOSE, form(cast.team, sure=1)).status_code == 302

    def test_parts_can_move_up(self, cast, clients, crew):
        clients["ciso"].post(CLOSE, form(cast.team, parts="up", sure=1))
        crew.refresh_from_db()
        assert crew.parent == cast.unit

    def test_parts_cannot_go_to_two_successors(self, cast, clients, heir, crew):
        sent = form(cast.team, successors=[heir.pk, cast.foreign.pk], parts="successor", sure=1)
        assert clients["ciso"].post(CLOSE, sent).status_code == 422

    def test_a_successor_from_below_takes_the_place_of_what_is_closed(self, cast, clients, crew):
        deeper = UnitFactory(code="DEEP", name="Deeper", parent=crew)
        clients["ciso"].post(CLOSE, form(cast.team, successors=[deeper.pk], parts="successor", sure=1))
        deeper.refresh_from_db()
        crew.refresh_from_db()
        assert (deeper.parent, crew.parent) == (cast.unit, deeper)

    @pytest.mark.parametrize("offset", [1, 400])
    def test_a_day_to_come_is_refused(self, cast, clients, offset):
        day = str(timezone.localdate() + timedelta(offset))
        assert clients["ciso"].post(CLOSE, form(cast.team, closed_on=day, sure=1)).status_code == 422

    @pytest.mark.parametrize("wrong", [
        {"closed_on": "never"}, {"closed_on": "1850-01-01"}, {"reason": ""}, {"reason": "x" * 501},
        {"reason": "a\0b"}, {"successors": ["\0"]}, {"successors": ["9" * 30]}, {"successors": ["abc"]},
        {"outside": "x" * 301},
    ])  # fmt: skip
    def test_bad_input_is_refused_in_words_and_kept(self, cast, clients, wrong):
        answer = clients["ciso"].post(CLOSE, form(cast.team, sure=1) | wrong)
        assert answer.status_code == 422
        assert "Nothing was saved yet" in answer.content.decode()

    def test_neither_itself_nor_a_closed_one_can_succeed_it(self, cast, clients):
        shut = UnitFactory(closed=True)
        for pk in (cast.team.pk, shut.pk):
            assert clients["ciso"].post(CLOSE, form(cast.team, successors=[pk], sure=1)).status_code == 422

    def test_who_opened_the_page_before_somebody_saved_looks_again(self, cast, clients):
        sent = form(cast.team, sure=1)
        with recording(actor="Somebody else", reason="Meanwhile"):
            cast.team.headcount = 3
            cast.team.save()
        answer = clients["ciso"].post(CLOSE, sent)
        assert answer.status_code == 409
        assert "Merged into Brand" in answer.content.decode()
        cast.team.refresh_from_db()
        assert cast.team.status == Status.ACTIVE

    def test_what_is_closed_is_not_closed_again(self, cast, clients):
        clients["ciso"].post(CLOSE, form(cast.team, sure=1))
        assert clients["ciso"].get(CLOSE).status_code == 302
        assert clients["ciso"].post(CLOSE, form(cast.team, sure=1)).status_code == 302
        assert Reorganisation.objects.count() == 1

    def test_one_can_go_back_and_change_something(self, cast, clients, heir):
        answer = clients["ciso"].post(CLOSE, form(cast.team, successors=[heir.pk], again=1))
        assert "Merged into Brand" in answer.content.decode()
        assert "What will happen" not in answer.content.decode()

    def test_scripts_stay_text(self, cast, clients):
        script = "<script>alert(1)</script>"
        first = clients["ciso"].post(CLOSE, form(cast.team, reason=script, outside=script))
        clients["ciso"].post(CLOSE, form(cast.team, reason=script, outside=script, sure=1))
        page = clients["head"].get("/units/OWN-TEAM/")
        for answer in (first, page):
            assert script not in answer.content.decode()
        assert "&lt;script&gt;" in page.content.decode()


class TestOpeningAgain:
    def closed(self, cast, clients, heir):
        clients["ciso"].post(CLOSE, form(cast.team, successors=[heir.pk], sure=1))

    def test_is_a_new_change_and_takes_the_successor_back(self, cast, clients, heir):
        self.closed(cast, clients, heir)
        answer = clients["admin"].post("/units/OWN-TEAM/reopen/", {"reason": "Closed by mistake"})
        assert answer["Location"] == "/units/OWN-TEAM/"
        cast.team.refresh_from_db()
        assert (cast.team.status, cast.team.closed_on) == (Status.ACTIVE, None)
        assert not ReorganisationUnit.objects.exists()
        kinds = list(Reorganisation.history.order_by("history_id").values_list("history_type", flat=True))
        assert kinds == ["+", "-"]
        assert cast.team.history.first().history_change_reason == "Closed by mistake"

    def test_leaves_other_events_alone(self, cast, clients, heir):
        with recording(actor="Test", reason="Earlier"):
            event = Reorganisation.objects.create(kind="merger")
            ReorganisationUnit.objects.create(reorganisation=event, side="after", unit=cast.team)
        self.closed(cast, clients, heir)
        clients["ciso"].post("/units/OWN-TEAM/reopen/", {"reason": "Closed by mistake"})
        assert list(Reorganisation.objects.all()) == [event]

    def test_needs_a_reason(self, cast, clients, heir):
        self.closed(cast, clients, heir)
        assert clients["ciso"].post("/units/OWN-TEAM/reopen/", {"reason": " "}).status_code == 422

    def test_what_is_open_stays_open(self, clients):
        assert (
            clients["ciso"].post("/units/OWN-TEAM/reopen/", {"reason": "Why not"})["Location"]
            == "/units/OWN-TEAM/"
        )


class TestWhatItLeavesBehind:
    @pytest.fixture
    def filled(self, cast):
        AssignmentFactory(unit=cast.unit)
        ContactFactory(home_unit=cast.unit)
        AssetFactory(unit=cast.unit, name="Customer list")
        ProcessFactory(unit=cast.unit)
        DependencyFactory(consumer=cast.unit)
        return cast

    def close(self, clients, **said):
        return clients["ciso"].post(
            "/units/OWN/close/", form(Unit.objects.get(code="OWN"), parts="up", **said)
        )

    def test_the_preview_says_what_goes_to_the_successor(self, filled, clients):
        page = self.close(clients, successors=[filled.foreign.pk]).content.decode()
        assert "1 thing of value (Customer list) goes to Treasury." in page
        assert "1 responsibility (" in page
        assert "Who may act" not in page

    def test_and_it_goes_there(self, filled, clients):
        assert self.close(clients, successors=[filled.foreign.pk], sure="1").status_code == 302
        assert Asset.objects.get(name="Customer list").unit == filled.foreign
        assert Process.objects.get().unit == Dependency.objects.get().consumer == filled.foreign
        head = Assignment.objects.get(unit=filled.foreign)
        assert (head.function.code, head.until) == ("head", None)
        assert Assignment.objects.get(unit=filled.unit).until == timezone.localdate()

    def test_with_several_successors_everything_stays_and_it_is_said(self, filled, clients):
        heirs = [filled.foreign.pk, filled.parent.pk]
        assert (
            "nobody can say who gets what of Marketing"
            in self.close(clients, successors=heirs).content.decode()
        )
        assert self.close(clients, successors=heirs, sure="1").status_code == 302
        assert Asset.objects.get(name="Customer list").unit == filled.unit
        assert Assignment.objects.get().until is None

    def test_without_a_successor_responsibilities_end_and_people_belong_above(self, filled, clients):
        assert "stays on its page" in self.close(clients).content.decode()
        self.close(clients, sure="1")
        assert Asset.objects.get(name="Customer list").unit == filled.unit
        assert Assignment.objects.get().until == timezone.localdate()
        assert Contact.objects.filter(home_unit=filled.parent).exists()
