"""The record of everything: what it tells, how it folds, pages and narrows."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from common.history import recording
from tests.factories.units import StewardshipFactory
from units.models import Unit

pytestmark = pytest.mark.django_db


def change(unit, by, reason="A reason", at=None, **values):
    with recording(by=by, reason=reason, at=at):
        unit.refresh_from_db()
        for name, value in values.items():
            setattr(unit, name, value)
        unit.save()


def import_units(by, number, reason="HR import"):
    with recording(by=by, reason=reason):
        return Unit.objects.bulk_create_with_history(
            [Unit(code=f"IMP-{n}", name=f"Imported {n}") for n in range(number)]
        )


@pytest.fixture
def record(clients):
    def get(reader="ciso", **params):
        answer = clients[reader].get(f"/changes/?{urlencode(params)}")
        assert answer.status_code == 200
        return answer.content.decode()

    return get


def text(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


class TestASave:
    def test_says_who_why_and_what_was_and_is(self, cast, record):
        change(cast.unit, cast.ciso, reason="Counted again", headcount=46)
        said = text(record())
        assert "Cast ciso · Counted again" in said
        assert re.search(r"Marketing People 120 → 46", said)

    def test_is_one_entry_however_many_rows_it_wrote(self, cast, record):
        with recording(by=cast.ciso, reason="One go"):
            change(cast.unit, cast.ciso, headcount=46)
            change(cast.team, cast.ciso, headcount=5)
            StewardshipFactory(unit=cast.team, user=cast.outsider)
        html = record(q="One go")
        assert html.count('<li>\n    <span class="when') == 1
        assert "Cast outsider may act for Campaigns" in html

    def test_of_many_rows_is_one_line_that_opens_to_all_of_them(self, cast, record, clients):
        import_units(cast.admin, 130)
        html = record()
        assert "HR import:</strong> 130 departments added" in html
        assert "Imported 7" not in html
        address = re.search(r'href="(/changes/[0-9a-f-]{36}/)"', html)[1]
        first = clients["ciso"].get(address).content.decode()
        assert "130 departments added" in text(first)
        seen = set(re.findall(r">(Imported \d+)<", first))
        while following := re.search(r'rel="next" href="([^"]+)"', first):
            first = clients["ciso"].get(address + following[1]).content.decode()
            seen |= set(re.findall(r">(Imported \d+)<", first))
        assert len(seen) == 130

    def test_counts_the_values_that_people_set(self, cast, record):
        units = import_units(cast.admin, 12)
        for unit in units:
            unit.headcount, unit.exposure, unit.strategic_importance = 10, 5, 5
        with recording(by=cast.admin, reason="Second import"):
            Unit.objects.bulk_update_with_history(units)
        assert "Second import:</strong> 12 departments, 36 values" in record()

    def test_shows_dates_and_yes_and_no_as_people_write_them(self, cast, record):
        change(cast.unit, cast.ciso, opened_on="2020-02-01")
        assert "1 February 2020" in record().replace("\xa0", " ")

    def test_that_took_something_away_says_so(self, cast, record):
        with recording(by=cast.ciso, reason="Left"):
            cast.unit.stewardships.get().delete()
        assert "No longer: " in record(q="Left")

    def test_shows_a_long_text_by_what_changed_in_it(self, cast, record, clients):
        old = "We sell things to people who like them. " * 20
        change(cast.unit, cast.ciso, purpose=old)
        change(cast.unit, cast.ciso, reason="Rewritten", purpose=old + "And now online.")
        html = record(q="Rewritten")
        assert '<ins class="now">And now online.</ins>' in html
        assert len(re.findall("We sell things", html)) <= 1
        address = re.search(r'href="(/changes/[0-9a-f-]{36}/)"', html)[1]
        assert clients["ciso"].get(address).content.decode().count("We sell things") == 20

    def test_never_runs_what_somebody_wrote(self, cast, record):
        script = "<script>alert(1)</script>"
        change(cast.unit, cast.ciso, reason=script, name=script, purpose=script * 20)
        html = record()
        assert script not in html
        assert "&lt;script&gt;" in html


class TestPages:
    @pytest.fixture
    def many(self, cast):
        start = timezone.now() + timedelta(minutes=1)
        for step in range(120):
            change(
                cast.unit,
                cast.ciso,
                reason=f"Step {step}.",
                at=start + timedelta(seconds=step),
                headcount=step,
            )

    @staticmethod
    def steps(html):
        return [int(n) for n in re.findall(r"· Step (\d+)\.", html)]

    @pytest.mark.parametrize("reader", ["ciso", "head"])
    def test_follow_one_another_without_gap_or_double_in_both_directions(self, many, clients, reader):
        seen, address, last = [], "/changes/", ""
        while address:
            html = clients[reader].get(address).content.decode()
            seen += self.steps(html)
            older = re.search(r'rel="next" href="([^"]+)"', html)
            last = html
            address = f"/changes/{older[1]}".replace("&amp;", "&") if older else ""
        assert seen == list(range(119, -1, -1))
        newer = re.search(r'rel="prev" href="([^"]+)"', last)
        back = clients[reader].get(f"/changes/{newer[1]}".replace("&amp;", "&")).content.decode()
        assert self.steps(back)[0] == self.steps(last)[0] + 50 if self.steps(last) else True
        assert self.steps(back) == sorted(self.steps(back), reverse=True)

    def test_cost_the_same_number_of_questions_first_and_deep(self, many, clients, count_queries):
        clients["ciso"].get("/changes/")
        with count_queries() as first:
            html = clients["ciso"].get("/changes/").content.decode()
        older = re.search(r'rel="next" href="([^"]+)"', html)[1].replace("&amp;", "&")
        with count_queries() as deep:
            clients["ciso"].get(f"/changes/{older}")
        assert len(first) == len(deep) <= 8

    def test_behind_the_end_say_so(self, cast, record):
        assert "There is nothing further" in record(before="1999-01-01T00:00:00.000000Z")


class TestNarrowing:
    @pytest.fixture(autouse=True)
    def changes(self, cast):
        change(cast.unit, cast.ciso, reason="Talked with Ana", headcount=46)
        change(cast.foreign, cast.admin, reason="Post from 100% Finance", headcount=7)

    @pytest.mark.parametrize(
        ("params", "found", "left_out"),
        [
            ({"q": "ana"}, "Talked with Ana", "Post from"),
            ({"q": "talked marketing"}, "Talked with Ana", "Post from"),
            ({"q": "100%"}, "Post from", "Talked"),
            ({"q": "1_0"}, "No change fits", "Post from"),
            ({"who": "admin"}, "Post from", "Talked"),
            ({"unit": "own"}, "Talked", "Post from"),
            ({"kind": "units.stewardship"}, "may act for", "Talked"),
            ({"from": "2000-01-01"}, "Talked", "Nothing further"),
            ({"to": "2000-01-01"}, "No change fits", "Talked"),
        ],
    )
    def test_finds_what_fits_and_leaves_out_the_rest(self, record, params, found, left_out):
        html = record(**params)
        assert found in html
        assert left_out not in html

    def test_can_be_taken_off_again(self, record):
        html = record(unit="OWN", who="ciso")
        assert '<a class="chip" href="?who=ciso">' in html

    @pytest.mark.parametrize(
        ("params", "said"),
        [
            ({"colour": "red"}, "“colour” is not something the record can be narrowed by"),
            ({"from": "last week"}, "From day: This is not a date"),
            ({"to": "1800-01-01"}, "To day: This is before 1900"),
            ({"kind": "auth.user"}, "There is no such kind of thing"),
            ({"unit": "NOWHERE"}, "You see no department with the code"),
            ({"q": "a\0b"}, "NUL"),
            ({"before": "soon"}, "names no place in the record"),
            ({"after": "9999999999"}, "names no place in the record"),
            ({"q": "x" * 10_000}, "Keep this to 200 characters"),
        ],
    )
    def test_says_what_it_could_not_read_and_shows_the_rest(self, record, params, said):
        html = record(**params)
        assert said in html
        assert "Talked with Ana" in html

    def test_a_save_that_does_not_exist_is_not_found(self, clients):
        assert clients["ciso"].get("/changes/00000000-0000-0000-0000-000000000000/").status_code == 404

    @pytest.mark.parametrize("place", ["x", "1-", "1-99999999999", "99-1", "-1-5"])
    def test_a_strange_place_in_a_save_is_its_beginning_or_end(self, cast, clients, place):
        group = cast.unit.history.first().history_group
        assert clients["ciso"].get(f"/changes/{group}/?from={place}").status_code == 200


def test_an_empty_record_says_what_will_stand_there(client_of, db):
    from tests.factories.accounts import UserFactory

    html = client_of(UserFactory(head=True)).get("/changes/").content.decode()
    assert "Nothing has been changed yet" in html


def test_models_of_later_apps_appear_by_themselves():
    from common.checks import house_models
    from common.history import TrackedModel
    from overview.record.branches import tracked_models

    assert set(tracked_models()) == {model for model in house_models() if issubclass(model, TrackedModel)}
