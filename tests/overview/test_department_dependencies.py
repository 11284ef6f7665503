"""The department page on who depends on whom: picture and table, and what a department may not know of others."""

import pytest
from django.utils import timezone

from overview.department.ego import Neighbour, ego
from tests.factories.units import DependencyFactory, UnitFactory
from tests.fixtures.answers import section


@pytest.mark.django_db
class TestTheSection:
    def test_both_sides_stand_in_the_table(self, cast, department_page):
        DependencyFactory(
            consumer=cast.unit, provider=cast.foreign, flows="Payments", critical=True, fallback="Paper"
        )
        DependencyFactory(consumer=UnitFactory(name="Retail"), provider=cast.unit)
        shown = section(department_page(), "dependencies")
        assert "needs 1, is needed by 1" in shown
        assert "Payments" in shown
        assert "Retail" in shown
        assert 'class="ego"' in shown
        assert 'class="crit unsure"' in shown

    def test_who_has_confirmed_it_is_said(self, cast, department_page):
        now = timezone.now()
        DependencyFactory(consumer=cast.unit, consumer_confirmed_at=now, provider_confirmed_at=now)
        DependencyFactory(consumer=cast.unit, consumer_confirmed_at=now)
        DependencyFactory(provider=cast.unit, consumer_confirmed_at=now)
        shown = section(department_page(), "dependencies")
        assert shown.count("not yet confirmed by") == 2
        assert "both sides" in shown

    def test_a_head_reads_the_name_of_a_neighbour_and_nothing_else_of_it(self, cast, department_page):
        risky = UnitFactory(name="Risky neighbour", risky=True, strategic_importance=5)
        DependencyFactory(consumer=cast.unit, provider=risky)
        team, head = (
            section(department_page(), "dependencies"),
            section(department_page("head"), "dependencies"),
        )
        assert 'class="hot"' in team
        assert f'href="/units/{risky.code}/"' in team
        assert "Risky neighbour" in head
        assert 'class="hot"' not in head
        assert risky.code not in head
        assert 'class="hot"' not in section(department_page("ciso", "?share=1"), "dependencies")

    def test_who_was_only_named_stays_in_their_words(self, cast, department_page):
        DependencyFactory(consumer=cast.unit, in_words=True)
        assert "in their words" in section(department_page("head"), "dependencies")


class TestThePicture:
    @pytest.mark.parametrize(("left", "right"), [(0, 1), (1, 0), (8, 8), (3, 1)])
    def test_everything_lies_within_its_height(self, left, right):
        names = [Neighbour(f"Department {n}") for n in range(8)]
        found = ego("Marketing", names[:left], names[:right])
        assert (len(found.left), len(found.right), len(found.lines)) == (left, right, left + right)
        assert all(20 < dot.y < found.height - 20 for dot in (*found.left, *found.right))

    def test_a_long_name_takes_two_lines_and_is_cut_only_beyond_them(self):
        two, three = ego(
            "M",
            [Neighbour("Legal and compliance"), Neighbour("A name that goes on and on and never ends")],
            [],
        ).left
        assert [text for text, _ in two.lines] == ["Legal and", "compliance"]
        assert len(three.lines) == 2
        assert three.name.endswith("…")
