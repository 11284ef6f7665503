"""Planning talks on screen: the list, the month, recurring talks with a preview, moving and cancelling, quiet times."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.history import recording
from dialogues.models import QuietTime, Series, Session
from tests.factories.contacts import AssignmentFactory, ContactFactory, FunctionFactory
from tests.factories.dialogues import ParticipationFactory, SessionFactory

pytestmark = pytest.mark.django_db


def in_days(number: int):
    return timezone.localdate() + timedelta(number)


@pytest.fixture
def head_of_marketing(cast):
    return AssignmentFactory(
        unit=cast.unit, contact=ContactFactory(name="Ana Silva", home_unit=cast.unit)
    ).contact


def plan(cast, **values) -> dict:
    """What the form of a recurring talk sends."""
    return {
        "name": "", "kind": "one_to_one", "units": [cast.unit.pk], "starts_on": in_days(7), "at_time": "10:00",
        "time_zone": "Europe/Vienna", "minutes": 45, "repeats": "quarter_weekday", "liaison": cast.ciso.pk,
        "functions": [FunctionFactory(code="head").pk],
    } | values  # fmt: skip


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


class TestRecurring:
    def test_a_quarterly_talk_is_planned_with_whoever_is_head(self, cast, clients, head_of_marketing):
        answer = clients["ciso"].post("/dialogues/series/new/", plan(cast))
        series = Series.objects.get()
        assert answer["Location"] == f"/dialogues/series/{series.pk}/"
        assert series.name == "Security talk with Marketing"
        talks = series.sessions.order_by("planned_for")
        assert talks[0].planned_for == in_days(7)
        assert talks[0].participations.filter(contact=head_of_marketing, title="Head").exists()
        page = text_of(clients["ciso"].get(answer["Location"]))
        assert "of every third month" in page
        assert "How often one would suggest" in page

    @pytest.mark.parametrize(
        ("values", "because"),
        [
            ({"repeats": "own", "own": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"}, "never happens"),
            ({"repeats": "own", "own": "every full moon"}, "not part of a rule"),
            ({"repeats": "own", "own": ""}, "Say how it repeats"),
            ({"until": "2020-01-01"}, "It ends before it begins."),
            ({"until": "2190-01-01", "times": 3}, "Say either until when or how many times."),
            ({"time_zone": "Mars/Olympus"}, "“Mars/Olympus” is not a time zone"),
            ({"units": []}, "This cannot be empty."),
            ({"kind": "joint"}, "A joint session is with two departments or more."),
            ({"at_time": "25:00"}, "valid time"),
        ],
    )
    def test_what_cannot_be_planned_is_said_at_its_field_and_nothing_is_saved(
        self, cast, clients, values, because
    ):
        answer = clients["ciso"].post("/dialogues/series/new/", plan(cast, **values))
        assert answer.status_code == 422
        assert because in answer.content.decode()
        assert not Series.objects.exists()

    def test_the_next_days_are_shown_before_anything_is_saved(self, cast, clients, head_of_marketing):
        answer = clients["ciso"].get("/dialogues/series/preview/", plan(cast, invite="on"))
        page = text_of(answer)
        assert "of every third month" in page
        assert page.count("<li>") >= 6
        assert "Ana Silva (Head, Marketing)" in page
        assert "twice a year, because its risk is low" in page
        assert not Series.objects.exists()

    def test_the_preview_says_what_is_wrong_with_the_rule(self, cast, clients):
        values = plan(cast, repeats="own", own="FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=2MO")
        assert "never happens" in text_of(clients["ciso"].get("/dialogues/series/preview/", values))

    def test_what_nobody_filled_in_yet_is_no_mistake(self, clients):
        page = clients["ciso"].get("/dialogues/series/preview/?starts_on=&at_time=&repeats=month_day")
        assert "cannot be empty" not in page.content.decode()
        assert "the days stand here" in page.content.decode()

    def test_an_empty_form_is_previewed_as_well(self, clients):
        assert "the days stand here" in text_of(clients["ciso"].get("/dialogues/series/preview/"))

    def test_a_department_without_a_head_is_told_before_planning(self, cast, clients):
        assert "Head of Marketing" in text_of(clients["ciso"].get("/dialogues/series/preview/", plan(cast)))

    def test_changing_it_moves_what_is_ahead(self, cast, clients):
        clients["ciso"].post("/dialogues/series/new/", plan(cast))
        series = Series.objects.get()
        form = clients["ciso"].get(f"/dialogues/series/{series.pk}/edit/").context["form"]
        assert form.initial["repeats"] == "quarter_weekday"
        values = plan(cast, at_time="15:00", revision=series.revision, name="Our talk")
        assert clients["ciso"].post(f"/dialogues/series/{series.pk}/edit/", values).status_code == 302
        assert set(Session.objects.values_list("title", flat=True)) == {"Our talk"}

    def test_a_change_made_in_between_is_not_overwritten(self, cast, clients):
        clients["ciso"].post("/dialogues/series/new/", plan(cast))
        series = Series.objects.get()
        stale = plan(cast, name="Mine", revision=series.revision + 1)
        answer = clients["ciso"].post(f"/dialogues/series/{series.pk}/edit/", stale)
        assert answer.status_code == 422
        assert "changed this recurring talk in between" in answer.content.decode()
        series.refresh_from_db()
        assert series.name != "Mine"

    def test_ending_it_cancels_what_is_ahead(self, cast, clients):
        clients["ciso"].post("/dialogues/series/new/", plan(cast))
        series = Series.objects.get()
        clients["ciso"].post(
            f"/dialogues/series/{series.pk}/end/", {"on": in_days(0), "because": "They closed"}
        )
        assert set(series.sessions.values_list("state", "why")) == {("cancelled", "They closed")}


class TestSingle:
    def single(self, cast, **values) -> dict:
        known = plan(cast, day=in_days(7), title="", **values)
        return {name: value for name, value in known.items() if name not in ("name", "starts_on", "repeats")}

    def test_a_joint_session_opens_with_what_its_address_says(self, cast, clients):
        page = clients["ciso"].get("/dialogues/sessions/new/?kind=joint&units=own,FOREIGN,nobody")
        initial = page.context["form"].initial
        assert (initial["kind"], set(initial["units"])) == ("joint", {cast.unit.pk, cast.foreign.pk})
        assert (initial["liaison"], initial["time_zone"]) == (cast.ciso.pk, "Europe/London")

    def test_a_single_talk_is_planned(self, cast, clients, head_of_marketing):
        answer = clients["ciso"].post("/dialogues/sessions/new/", self.single(cast))
        talk = Session.objects.get()
        assert answer["Location"] == f"/dialogues/sessions/{talk.pk}/"
        assert talk.participations.filter(contact=head_of_marketing).exists()

    def test_an_hour_that_clocks_skip_is_refused_with_one_that_exists(self, cast, clients):
        values = self.single(cast) | {"day": "2027-03-28", "at_time": "02:30"}
        answer = clients["ciso"].post("/dialogues/sessions/new/", values)
        assert answer.status_code == 422
        assert "choose 03:30" in answer.content.decode()

    def test_a_talk_in_the_past_is_refused(self, cast, clients):
        values = self.single(cast) | {"day": in_days(-2)}
        answer = clients["ciso"].post("/dialogues/sessions/new/", values)
        assert "This is over already" in answer.content.decode()

    def test_who_has_no_e_mail_is_named_where_invitations_go_out(self, cast, clients):
        person = ContactFactory(name="Ina Quiet", email="")
        values = self.single(cast, invite="on", contacts=[person.pk], functions=[])
        answer = clients["ciso"].post("/dialogues/sessions/new/", values)
        messages = [str(one) for one in answer.wsgi_request._messages]
        assert any("No e-mail address is known of Ina Quiet" in one for one in messages)

    def test_moving_one_keeps_the_rule_s_own_day(self, cast, clients):
        clients["ciso"].post("/dialogues/series/new/", plan(cast))
        talk = Session.objects.order_by("starts_at").first()
        values = {"day": in_days(9), "at_time": "14:00", "minutes": 30, "place": "Room 2"}
        assert clients["ciso"].post(f"/dialogues/sessions/{talk.pk}/move/", values).status_code == 302
        talk.refresh_from_db()
        assert (talk.planned_for, talk.minutes, talk.by_hand) == (in_days(7), 30, True)
        assert "instead of" in clients["ciso"].get("/dialogues/").content.decode()

    def test_leaving_one_out_keeps_the_others(self, cast, clients):
        clients["ciso"].post("/dialogues/series/new/", plan(cast, repeats="month_weekday"))
        talk = Session.objects.order_by("starts_at").first()
        clients["ciso"].post(f"/dialogues/sessions/{talk.pk}/cancel/", {"rest": "", "because": "Ill"})
        assert Session.objects.filter(state="cancelled").get().why == "Ill"
        assert Session.objects.planned().count() >= 4

    def test_cancelling_the_rest_ends_the_recurring_talk(self, cast, clients):
        clients["ciso"].post("/dialogues/series/new/", plan(cast, repeats="month_weekday"))
        second = Session.objects.order_by("starts_at")[1]
        clients["ciso"].post(f"/dialogues/sessions/{second.pk}/cancel/", {"rest": "1"})
        assert Session.objects.planned().count() == 1
        assert Series.objects.get().ended_on == second.planned_for

    def test_what_is_closed_can_be_neither_moved_nor_cancelled(self, cast, clients):
        talk = SessionFactory(closed=True, units=[cast.unit])
        for step in ("move", "cancel", "missed"):
            assert clients["ciso"].post(f"/dialogues/sessions/{talk.pk}/{step}/", {}).status_code == 409

    def test_a_talk_that_nobody_came_to_is_noted(self, cast, clients):
        talk = SessionFactory(units=[cast.unit], starts_at=timezone.now() - timedelta(days=1))
        clients["head"].post(f"/dialogues/sessions/{talk.pk}/missed/", {"because": "A fire drill"})
        talk.refresh_from_db()
        assert (talk.state, talk.why) == ("missed", "A fire drill")


class TestLooking:
    def test_each_tab_shows_its_talks(self, cast, clients):
        units = {"units": [cast.unit]}
        SessionFactory(title="To come", **units)
        SessionFactory(title="Open notes", held=True, **units)
        SessionFactory(title="Done", closed=True, **units)
        SessionFactory(title="Corridor", touch=True, **units)

        def titles(query):
            return {row.title for row, _ in clients["head"].get(f"/dialogues/{query}").context["rows"]}

        assert titles("") == {"To come"}
        assert titles("?show=notes") == {"Open notes"}
        assert titles("?show=past") == {"Open notes", "Done"}
        assert titles("?show=passing") == {"Corridor"}
        assert titles("?show=all&q=done") == {"Done"}
        assert titles(f"?after={in_days(1)}&unit=own&kind=one_to_one") == {"To come"}

    def test_a_department_sees_neither_others_talks_nor_those_of_named_people(self, cast, clients):
        SessionFactory(title="Foreign", units=[cast.foreign])
        secret = SessionFactory(title="Secret", limited=True, units=[cast.unit])
        for reader in ("head", "admin"):
            assert "Secret" not in clients[reader].get("/dialogues/").content.decode()
            assert clients[reader].get(f"/dialogues/sessions/{secret.pk}/talk.ics").status_code == 404
        assert "Foreign" not in clients["head"].get("/dialogues/calendar/").content.decode()
        ParticipationFactory(session=secret, contact=ContactFactory(user=cast.head))
        assert "Secret" in clients["head"].get("/dialogues/").content.decode()

    def test_a_recurring_talk_kept_to_its_people_is_there_for_them_alone(
        self, cast, clients, head_of_marketing
    ):
        clients["ciso"].post("/dialogues/series/new/", plan(cast, name="Layoffs", limited="on"))
        series = Series.objects.get()
        here = f"/dialogues/series/{series.pk}/"
        for reader in ("head", "admin", "auditor"):
            assert "Layoffs" not in clients[reader].get("/dialogues/series/").content.decode()
            assert clients[reader].get(here).status_code == 404
        assert clients["admin"].post(f"{here}end/", {"on": in_days(0)}).status_code == 404
        assert "Layoffs" in clients["ciso"].get("/dialogues/series/").content.decode()
        assert clients["ciso"].get(here).status_code == 200
        with recording(by=cast.admin, reason="They sign in"):
            head_of_marketing.user = cast.head
            head_of_marketing.save()
        assert clients["head"].get(here).status_code == 200

    def test_who_plans_for_others_alone_is_told_why_it_is_not_shown(self, cast, clients):
        answer = clients["admin"].post(
            "/dialogues/series/new/", plan(cast, name="Layoffs", limited="on"), follow=True
        )
        assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, "/dialogues/series/")
        assert "not shown to you" in text_of(answer)
        single = plan(cast, day=in_days(7), title="Layoffs", limited="on")
        answer = clients["admin"].post("/dialogues/sessions/new/", single, follow=True)
        assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, "/dialogues/")
        assert "not shown to you" in text_of(answer)

    def test_a_full_day_shows_four_and_how_many_more(self, cast, clients):
        day = timezone.localdate().replace(day=15)
        start = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 9))
        for step in range(7):
            SessionFactory(
                title=f"Talk number {step}", units=[cast.unit], starts_at=start + timedelta(hours=step)
            )
        page = text_of(clients["head"].get(f"/dialogues/calendar/?month={day:%Y-%m}"))
        assert "Talk number 3" in page
        assert "Talk number 4" not in page
        assert "3 more" in page
        assert "7 talks" in page

    @pytest.mark.parametrize("month", ["2027-13", "soon", "99999-1", "2027-1-1", "0001-01", "-1--1"])
    def test_what_is_no_month_is_said_and_this_one_shown(self, clients, month):
        answer = clients["ciso"].get("/dialogues/calendar/", {"month": month})
        assert "is not a month" in answer.content.decode()

    @pytest.mark.parametrize("month", ["1900-01", "2199-12"])
    def test_the_first_and_the_last_month_are_shown(self, clients, month):
        assert clients["ciso"].get("/dialogues/calendar/", {"month": month}).status_code == 200


class TestQuiet:
    def test_a_quiet_time_moves_the_talk_that_falls_into_it(self, cast, clients):
        clients["ciso"].post("/dialogues/series/new/", plan(cast))
        values = {"unit": cast.unit.pk, "since": in_days(6), "until": in_days(8), "why": "Stocktaking"}
        answer = clients["ciso"].post("/dialogues/quiet/new/", values, follow=True)
        assert "1 talk moved" in text_of(answer)
        assert "Stocktaking" in text_of(answer)
        talk = Session.objects.get(planned_for=in_days(7))
        assert timezone.localdate(talk.starts_at) == in_days(14)
        quiet = QuietTime.objects.get()
        clients["ciso"].post(f"/dialogues/quiet/{quiet.pk}/remove/")
        talk.refresh_from_db()
        assert timezone.localdate(talk.starts_at) == in_days(7)

    def test_an_end_before_the_start_is_refused(self, cast, clients):
        values = {"unit": cast.unit.pk, "since": in_days(8), "until": in_days(6)}
        answer = clients["ciso"].post("/dialogues/quiet/new/", values)
        assert answer.status_code == 422
        assert "It ends before it begins." in answer.content.decode()
