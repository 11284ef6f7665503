"""The department page: who may open it, by which codes, and what it says."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from common.history import recording
from tests.factories.overview import ReorganisationFactory
from tests.factories.units import (
    FormerCodeFactory,
    IncidentFactory,
    ObligationFactory,
    UnitFactory,
    UnitObligationFactory,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def body(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def change(unit, by, **values):
    with recording(by=by, reason="A change"):
        unit.refresh_from_db()
        for name, value in values.items():
            setattr(unit, name, value)
        unit.save()


class TestWhoMayOpenIt:
    @pytest.mark.parametrize("role", ["ciso", "admin", "auditor", "head"])
    def test_whoever_sees_the_department_may(self, clients, role):
        assert "Marketing" in body(clients[role].get("/units/OWN/"))

    def test_a_head_may_open_what_lies_below(self, clients):
        assert "Campaigns" in body(clients["head"].get("/units/OWN-TEAM/"))

    @pytest.mark.parametrize("code", ["FOREIGN", "PARENT", "NOWHERE"])
    def test_a_foreign_department_looks_like_one_that_does_not_exist(self, clients, code):
        assert clients["head"].get(f"/units/{code}/").status_code == 404

    def test_the_outsider_does_not_find_it(self, clients):
        assert clients["outsider"].get("/units/OWN/").status_code == 404

    def test_a_responder_may_not(self, clients):
        assert clients["responder"].get("/units/OWN/").status_code == 403

    def test_somebody_who_is_not_signed_in_is_asked_to(self, clients):
        assert "/accounts/login/" in clients["anonymous"].get("/units/OWN/")["Location"]

    def test_it_is_only_read(self, clients):
        assert clients["ciso"].post("/units/OWN/").status_code == 405


class TestItsAddress:
    def test_another_spelling_leads_to_the_right_one(self, clients):
        answer = clients["ciso"].get("/units/own/?share=1")
        assert (answer.status_code, answer["Location"]) == (302, "/units/OWN/?share=1")

    def test_a_former_code_leads_there(self, cast, clients):
        FormerCodeFactory(unit=cast.unit, code="OLD.1")
        assert clients["head"].get("/units/old.1/")["Location"] == "/units/OWN/"

    def test_the_former_code_of_a_foreign_department_leads_nowhere(self, cast, clients):
        FormerCodeFactory(unit=cast.foreign, code="OLD.1")
        assert clients["head"].get("/units/OLD.1/").status_code == 404

    @pytest.mark.parametrize("code", ["%00", "a%00b", "x" * 300, "%F0%9F%98%80", "..", "a b", "<script>"])
    def test_a_code_that_cannot_be_is_not_found(self, clients, code):
        assert clients["ciso"].get(f"/units/{code}/").status_code == 404

    def test_unknown_parameters_are_of_no_account(self, clients):
        assert clients["ciso"].get("/units/OWN/?share=yes&x=%00").status_code == 200


class TestWhatItSays:
    def test_it_names_who_may_act_and_who_inherits_it(self, cast, clients):
        page = body(clients["ciso"].get("/units/OWN-TEAM/"))
        assert "nobody named yet" in page
        assert f"{cast.head.name}, for Marketing" in page

    def test_the_path_links_only_what_the_head_may_open(self, clients):
        page = body(clients["head"].get("/units/OWN-TEAM/"))
        assert "<li>Commercial</li>" in page
        assert '<a href="/units/OWN/">Marketing</a>' in page

    def test_the_cover_answers_while_it_lasts(self, cast, clients):
        change(
            cast.unit, cast.ciso, owner=cast.admin, owner_cover=cast.ciso,
            cover_from=TODAY() - timedelta(1), cover_until=TODAY(),
        )  # fmt: skip
        page = body(clients["head"].get("/units/OWN/"))
        assert f"covers {cast.admin.name} until" in page

    def test_a_cover_to_come_is_announced(self, cast, clients):
        change(
            cast.unit, cast.ciso, owner=cast.admin, owner_cover=cast.ciso, cover_from=TODAY() + timedelta(3)
        )
        assert f"{cast.ciso.name} covers" in body(clients["head"].get("/units/OWN/"))

    def test_risk_is_told_with_its_reasons(self, cast, clients):
        change(
            cast.unit, cast.ciso, exposure=5, incident_history=5, strategic_importance=5, compliance_burden=5
        )
        page = body(clients["head"].get("/units/OWN/"))
        assert "because exposure to threats is 5 of 5 and incident history is 5 of 5" in page

    def test_a_level_set_by_hand_says_why_and_until_when(self, clients):
        UnitFactory(code="HAND", overridden=True)
        page = body(clients["ciso"].get("/units/HAND/"))
        assert "Very high</span>, set by hand until" in page
        assert "A new system goes live this month" in page

    def test_a_lapsed_level_no_longer_holds(self, clients):
        UnitFactory(code="HAND", override_expired=True, calm=True)
        page = body(clients["ciso"].get("/units/HAND/"))
        assert "set by hand, lapsed on" in page
        assert "A new system went live" not in page

    def test_the_record_names_what_is_missing_and_where_to_give_it(self, clients):
        UnitFactory(code="BARE", standard=True)
        page = body(clients["ciso"].get("/units/BARE/"))
        assert "1 of 21 things known, for a standard record" in page
        assert '<a href="/units/BARE/edit/#id_exposure">Exposure to threats</a>' in page

    def test_a_head_is_not_sent_to_fields_that_are_not_theirs(self, cast, clients):
        change(cast.unit, cast.ciso, owner=None, purpose="")
        page = body(clients["head"].get("/units/OWN/"))
        assert "/units/OWN/edit/#id_purpose" in page
        assert "#id_owner" not in page

    def test_what_is_kept_by_hand_stands_beside_what_the_file_says(self, clients):
        UnitFactory(code="PIN", pinned_headcount=True)
        page = body(clients["admin"].get("/units/PIN/"))
        assert "People: 40, the file “HR export” says 38" in page

    def test_an_amount_kept_by_hand_is_said_as_money(self, clients):
        UnitFactory(
            code="PIN", annual_revenue=248_000_000, pinned=["annual_revenue"],
            sources={"annual_revenue": {"source": "HR export", "value": "12400.00"}},
        )  # fmt: skip
        page = body(clients["admin"].get("/units/PIN/"))
        assert "£248.0\u00a0m, the file “HR export” says £12,400" in page

    def test_empty_sections_say_what_comes_next(self, clients):
        UnitFactory(code="BARE", kind="")
        page = body(clients["ciso"].get("/units/BARE/"))
        for words in (
            "has not been written down yet",
            "Which laws, standards and contracts",
            "Nothing belongs to it",
        ):
            assert words in page

    def test_notes_are_markdown_and_harmless(self, cast, clients):
        change(cast.unit, cast.ciso, notes="**Peak** <script>alert(1)</script>")
        page = body(clients["head"].get("/units/OWN/"))
        assert "<strong>Peak</strong>" in page
        assert "<script>alert" not in page

    def test_parts_are_shown_up_to_a_dozen_with_the_way_to_the_rest(self, cast, clients):
        for step in range(15):
            UnitFactory(parent=cast.team, name=f"Crew {step:02}", closed=step == 0)
        page = body(clients["ciso"].get("/units/OWN-TEAM/"))
        assert "15 parts, 1 closed" in page
        assert "Crew 12" in page
        assert "Crew 13" not in page
        assert '<a href="/units/?parent=OWN-TEAM">All 15 parts</a>' in page

    def test_what_came_before_and_after_is_told_from_its_side(self, cast, clients):
        ReorganisationFactory(before=[cast.team, "A body outside"], after=[cast.unit], merger=True)
        assert "Came from" in body(clients["head"].get("/units/OWN/"))
        page = body(clients["head"].get("/units/OWN-TEAM/"))
        assert 'Said to be succeeded by <a href="/units/OWN/">Marketing</a>' in page  # it is still at work
        assert "together with A body outside" in page

    def test_a_successor_one_may_not_open_is_named_without_a_link(self, cast, clients):
        ReorganisationFactory(before=[cast.unit], after=[cast.foreign])
        page = body(clients["head"].get("/units/OWN/"))
        assert "Treasury" in page
        assert "/units/FOREIGN/" not in page


class TestWhatChanged:
    def test_changes_are_told_in_words(self, cast, clients):
        change(cast.unit, cast.ciso, headcount=46)
        UnitObligationFactory(unit=cast.unit, obligation=ObligationFactory(name="GDPR"))
        IncidentFactory(title="Press account taken over", units=[cast.unit])
        page = body(clients["head"].get("/units/OWN/"))
        assert "People: <strong>46</strong>" in page
        assert "GDPR binds it" in page
        assert "Incident: Press account taken over" in page

    def test_what_is_new_since_the_last_visit_is_counted(self, cast, clients):
        with recording(actor="Sign-in", reason="Sign-in"):
            cast.head.previous_sign_in_at = timezone.now()
            cast.head.save()
        change(cast.unit, cast.ciso, headcount=46)
        page = body(clients["head"].get("/units/OWN/"))
        assert "1 since your last visit" in page

    def test_one_save_is_one_line(self, cast, clients):
        change(
            cast.unit, cast.ciso, headcount=46, work_mode="remote", opened_on=date(2001, 2, 3), name="Markets"
        )
        page = body(clients["head"].get("/units/OWN/"))
        assert "and 1 more" in page


class TestSections:
    def ask(self, client, section, **headers):
        return client.get("/units/OWN/", headers={"HX-Request": "true", "HX-Target": section, **headers})

    @pytest.mark.parametrize(
        "section",
        [
            "facts",
            "wants",
            "changes",
            "structure",
            "obligations",
            "incidents",
            "risk",
            "notes",
            "team-notes",
            "record",
        ],
    )
    def test_each_can_be_read_again_alone_and_says_what_the_page_says(self, clients, section):
        part = body(self.ask(clients["ciso"], section)).strip()
        assert part.startswith(f'<section class="sec" id="{section}"')
        page = body(clients["ciso"].get("/units/OWN/"))
        strip = lambda text: __import__("re").sub(r'csrfmiddlewaretoken" value="\w+"', "", text)  # noqa: E731
        assert strip(part) in strip(page)

    def test_a_section_the_reader_has_none_of_is_not_found(self, clients):
        assert self.ask(clients["head"], "team-notes").status_code == 404

    def test_going_back_in_the_browser_gets_the_whole_page(self, clients):
        answer = self.ask(clients["ciso"], "risk", **{"HX-History-Restore-Request": "true"})
        assert "<!doctype html>" in body(answer)

    def test_an_unknown_section_gets_the_whole_page(self, clients):
        assert "<!doctype html>" in body(self.ask(clients["ciso"], "secrets"))
