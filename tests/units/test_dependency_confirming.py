"""Each side says “yes, that is so”: for one's own departments, on behalf of others, one or many, and takes it back."""

import pytest
from django.utils import timezone

from tests.factories.units import DependencyFactory, UnitFactory
from units.standing import mark, statement_of

pytestmark = pytest.mark.django_db
BULK = "/dependencies/confirm/"


@pytest.fixture
def row(cast):
    return DependencyFactory(consumer=cast.unit, provider=cast.foreign, flows="Payments", critical=True)


def confirm(client, row, side, **more):
    return client.post(f"/dependencies/{row.pk}/confirm/", {"side": f"{side}-{statement_of(row)}", **more})


def confirmed(row) -> list[str]:
    row.refresh_from_db()
    return [side for side in ("consumer", "provider") if getattr(row, f"{side}_confirmed_at")]


def box(row) -> str:
    return f"{row.pk}-{statement_of(row)}"


class TestOne:
    def test_a_head_confirms_for_their_own_side(self, cast, clients, row):
        answer = confirm(clients["head"], row, "consumer")
        assert answer["Location"] == "/units/OWN/value/#dependencies"
        assert confirmed(row) == ["consumer"]
        assert row.consumer_confirmed_by == cast.head
        assert row.history.first().history_change_reason == "Confirmed for Marketing"
        assert confirm(clients["outsider"], row, "provider").status_code == 302
        assert confirmed(row) == ["consumer", "provider"]
        assert "both sides" in mark(row)

    def test_and_for_no_other(self, clients, row):
        assert confirm(clients["head"], row, "provider").status_code == 404
        assert confirm(clients["head"], row, "everybody").status_code == 404
        assert confirm(clients["head"], DependencyFactory(), "consumer").status_code == 404
        assert confirm(clients["auditor"], row, "consumer").status_code == 403
        assert confirm(clients["responder"], row, "consumer").status_code == 403
        assert confirmed(row) == []

    def test_the_team_confirms_on_behalf_of_either(self, cast, clients, row):
        confirm(clients["ciso"], row, "provider")
        assert confirmed(row) == ["provider"]
        assert row.history.first().history_change_reason == "Confirmed on behalf of Treasury"

    def test_twice_is_once_and_stays_with_whoever_came_first(self, cast, clients, row):
        confirm(clients["head"], row, "consumer")
        before = row.history.count()
        assert confirm(clients["ciso"], row, "consumer", **{"from": "edit"}).status_code == 302
        assert confirmed(row) == ["consumer"]
        assert (row.consumer_confirmed_by, row.history.count()) == (cast.head, before)

    def test_it_is_taken_back(self, clients, row):
        confirm(clients["head"], row, "consumer")
        answer = confirm(clients["head"], row, "consumer", do="take-back", **{"from": "edit"})
        assert answer["Location"] == f"/dependencies/{row.pk}/edit/"
        assert confirmed(row) == []
        assert row.consumer_confirmed_by is None

    def test_who_is_only_named_in_words_confirms_nothing(self, cast, clients):
        row = DependencyFactory(consumer=cast.unit, in_words=True)
        assert confirm(clients["ciso"], row, "provider").status_code == 404
        confirm(clients["head"], row, "consumer")
        assert confirmed(row) == ["consumer"]

    def test_what_has_become_something_else_since_is_not_confirmed(self, clients, row):
        seen = statement_of(row)
        change = {"kind": "service", "flows": "All the money", "criticality": "5", "revision": row.revision}
        clients["ciso"].post(f"/dependencies/{row.pk}/edit/", change)
        answer = clients["head"].post(
            f"/dependencies/{row.pk}/confirm/", {"side": f"consumer-{seen}"}, follow=True
        )
        assert "says something else since" in answer.content.decode()
        assert confirmed(row) == []

    def test_from_a_section_it_answers_with_what_changed(self, clients, row):
        answer = clients["head"].post(
            f"/dependencies/{row.pk}/confirm/", {"side": "consumer"}, headers={"HX-Request": "true"}
        )
        assert answer.status_code == 204
        assert "changed:dependencies" in answer.headers["HX-Trigger"]
        assert confirmed(row) == ["consumer"]


class TestMany:
    def test_are_one_save(self, cast, clients):
        rows = [DependencyFactory(consumer=cast.unit) for _ in range(3)] + [
            DependencyFactory(provider=cast.team)
        ]
        answer = clients["head"].post(
            BULK, {"chosen": [box(row) for row in rows], "do": "confirm", "query": "critical=1&page=2"}
        )
        assert answer["Location"] == "/dependencies/?critical=1&page=2"
        assert [confirmed(row) for row in rows] == [["consumer"]] * 3 + [["provider"]]
        groups = {row.history.first().history_group for row in rows}
        assert len(groups) == 1
        assert rows[0].history.first().history_change_reason == "Confirmed for Marketing and 1 other"

    def test_of_what_is_not_theirs_nothing_happens(self, cast, clients, row):
        foreign = DependencyFactory(consumer=cast.foreign)
        clients["head"].post(BULK, {"chosen": [box(row), box(foreign)], "do": "confirm"})
        assert (confirmed(row), confirmed(foreign)) == (["consumer"], [])
        clients["head"].post(BULK, {"chosen": [box(row)], "do": "provider"})
        assert confirmed(row) == ["consumer"]

    def test_the_team_chooses_the_side_and_takes_both_back(self, clients, row):
        clients["ciso"].post(BULK, {"chosen": [box(row)], "do": "provider"})
        assert confirmed(row) == ["provider"]
        clients["ciso"].post(BULK, {"chosen": [box(row)], "do": "consumer"})
        assert confirmed(row) == ["consumer", "provider"]
        clients["ciso"].post(BULK, {"chosen": [box(row)], "do": "take-back"})
        assert confirmed(row) == []

    @pytest.mark.parametrize("chosen", [[], ["x"], ["9" * 40], ["-"], ["²"], ["1\0"]])
    def test_nothing_chosen_changes_nothing(self, clients, row, chosen):
        answer = clients["ciso"].post(
            BULK, {"chosen": chosen, "do": "consumer", "query": "\r\nX: y"}, follow=True
        )
        assert answer.status_code == 200
        assert "Nothing was changed" in answer.content.decode()

    def test_one_that_has_changed_is_left_out_and_named(self, cast, clients, row):
        other = DependencyFactory(consumer=cast.unit)
        answer = clients["head"].post(
            BULK, {"chosen": [f"{row.pk}-old", box(other)], "do": "confirm"}, follow=True
        )
        assert "says something else" in answer.content.decode()
        assert (confirmed(row), confirmed(other)) == ([], ["consumer"])

    def test_as_many_questions_for_many_as_for_two(self, cast, clients, count_queries):
        def asked(number: int) -> int:
            rows = [DependencyFactory(consumer=cast.unit) for _ in range(number)]
            with count_queries() as seen:
                clients["head"].post(BULK, {"chosen": [box(row) for row in rows], "do": "confirm"})
            return len(seen)

        asked(2)
        assert asked(2) == asked(40)


class TestAChange:
    @pytest.fixture
    def agreed(self, cast):
        now = timezone.now()
        return DependencyFactory(
            consumer=cast.unit, provider=cast.foreign, flows="Payments", criticality=5,
            consumer_confirmed_at=now, consumer_confirmed_by=cast.head,
            provider_confirmed_at=now, provider_confirmed_by=cast.outsider,
        )  # fmt: skip

    def change(self, client, row, **values):
        form = {
            "kind": row.kind,
            "flows": row.flows,
            "criticality": row.criticality,
            "revision": row.revision,
        }
        assert client.post(f"/dependencies/{row.pk}/edit/", form | values).status_code == 302
        return confirmed(row)

    @pytest.mark.parametrize("values", [{"flows": "More"}, {"criticality": "2"}, {"kind": "people"}])
    def test_of_what_was_confirmed_takes_back_what_the_other_side_said(self, clients, agreed, values):
        assert self.change(clients["head"], agreed, **values) == ["consumer"]

    def test_by_the_team_asks_both_again(self, clients, agreed):
        assert self.change(clients["ciso"], agreed, flows="More") == []

    def test_of_anything_else_leaves_it(self, clients, agreed):
        said = self.change(clients["outsider"], agreed, fallback="Paper", shared_risk="One supplier")
        assert said == ["consumer", "provider"]

    def test_the_form_says_so_and_who_has_confirmed(self, clients, agreed):
        html = clients["head"].get(f"/dependencies/{agreed.pk}/edit/").content.decode()
        assert "The other side confirms a change again" in html
        assert "by Cast head" in html
        assert "Cast outsider" not in html
        assert "Cast outsider" in clients["ciso"].get(f"/dependencies/{agreed.pk}/edit/").content.decode()

    def test_settling_who_is_meant_keeps_what_was_said(self, cast, clients):
        row = DependencyFactory(consumer=cast.unit, in_words=True, consumer_confirmed_at=timezone.now())
        clients["ciso"].post(f"/dependencies/{row.pk}/settle/", {"provider": cast.foreign.pk})
        assert confirmed(row) == ["consumer"]


class TestWhatIsShown:
    def test_an_alarm_only_where_it_is_critical(self, cast):
        now = timezone.now()
        for criticality, css in ((5, "mk-harm"), (4, "mk-harm"), (3, "mk-half"), (None, "mk-half")):
            row = DependencyFactory(
                consumer=cast.unit, provider=cast.foreign, criticality=criticality, flows=f"{criticality}",
                consumer_confirmed_at=now,
            )  # fmt: skip
            assert css in mark(row)
            assert "not yet confirmed by Treasury" in mark(row)
        assert "mk-harm" not in mark(DependencyFactory(critical=True))

    @pytest.mark.parametrize("page", ["/units/OWN/", "/units/OWN/value/", "/dependencies/"])
    def test_the_button_stands_where_the_reader_speaks_for_a_side(self, cast, clients, row, page):
        html = {name: clients[name].get(page).content.decode() for name in ("head", "ciso", "auditor")}
        assert "Yes, we rely on it" in html["head"]
        assert "we provide it" not in html["head"]
        assert "Confirm for Marketing" in html["ciso"]
        assert f'<button class="btn btn-sm" formaction="/dependencies/{row.pk}/confirm/"' in html["head"]
        assert f"/dependencies/{row.pk}/confirm/" not in html["auditor"]
        for text in html.values():
            assert "not yet confirmed<" in text

    def test_back_where_the_button_was(self, cast, clients, row):
        for place, to in (("department", "/units/OWN/#dependencies"), ("list", "/dependencies/")):
            answer = confirm(clients["head"], row, "consumer", unit="OWN", **{"from": place})
            assert answer["Location"] == to
        answer = confirm(clients["head"], row, "consumer", unit="FOREIGN", **{"from": "department"})
        assert answer["Location"] == "/units/OWN/#dependencies"

    def test_nobody_confirms_on_a_page_that_is_projected(self, clients, row):
        assert "confirm/" not in clients["head"].get("/units/OWN/?share=1").content.decode()

    def test_a_unit_below_is_theirs_too(self, cast, clients):
        row = DependencyFactory(consumer=UnitFactory(parent=cast.team))
        confirm(clients["head"], row, "consumer")
        assert confirmed(row) == ["consumer"]
