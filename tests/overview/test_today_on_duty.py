"""The first page of whoever is on duty: whom to call, and the calls that were begun."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from common.history import recording
from tests.factories.overview import CallSheetFactory
from tests.factories.units import IncidentFactory, UnitFactory
from tests.fixtures.answers import told
from units.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def duty(clients):
    """The page as whoever is on duty reads it."""

    def read(query=""):
        answer = clients["responder"].get(f"/{query}")
        assert answer.status_code == 200
        return answer.content.decode().replace("\xa0", " ")

    return read


class TestOnDuty:
    @pytest.fixture(autouse=True)
    def named(self, cast):
        with recording(by=cast.admin, reason="Named"):
            cast.parent.owner = cast.ciso
            cast.parent.save()

    def test_goes_on_with_calls_that_were_begun_and_finds_those_of_the_last_days(self, cast, duty):
        going, ended = CallSheetFactory(unit=cast.unit), CallSheetFactory(unit=cast.foreign, ended=True)
        with recording(by=cast.ciso, reason="Long ago"):
            old = CallSheetFactory(unit=cast.parent, ended=True)
            old.opened_at = old.closed_at = timezone.now() - timedelta(days=20)
            old.save()
        html = duty()
        assert f'href="/call-sheets/{going.pk}/" aria-label="Go on calling: Marketing"' in html
        assert html.index(f"/call-sheets/{going.pk}/") < html.index(f"/call-sheets/{ended.pk}/")
        assert f"/call-sheets/{old.pk}/" not in html
        assert "Go on calling" not in duty("?q=mark")

    def test_one_finds_whom_to_call_by_a_name(self, cast, duty):
        html = duty("?q=mark")
        assert "Marketing" in html
        assert "mailto:ciso@cast.example" in html
        assert "Treasury" not in html

    def test_a_cover_answers_while_it_lasts(self, cast, duty):
        UnitFactory(code="CVR", name="Covered", covered=True)
        covered = Unit.objects.get(code="CVR")
        html = duty("?unit=cvr")
        assert covered.owner_cover.email in html
        assert covered.owner.email not in html

    def test_where_nobody_is_named_the_nearest_above_answers(self, cast, duty):
        with recording(by=cast.ciso, reason="Left"):
            cast.unit.owner = None
            cast.unit.save()
        html = duty("?q=campaigns")
        assert "mailto:ciso@cast.example" in html
        assert "answers for Commercial, above it" in html

    def test_nothing_else_is_told(self, cast, clients):
        before = [told(clients["responder"].get(f"/?q={q}")) for q in ("marketing", "treasury")]
        with recording(by=cast.ciso, reason="Zyzzyva"):
            for unit in (cast.unit, cast.foreign):
                unit.refresh_from_db()
                unit.purpose = unit.security_view = unit.notes = unit.team_notes = "Zyzzyva"
                unit.exposure, unit.strategic_importance, unit.headcount = 5, 5, 9999
                unit.save()
        IncidentFactory(title="Zyzzyva", units=[cast.unit])
        assert [told(clients["responder"].get(f"/?q={q}")) for q in ("marketing", "treasury")] == before
        assert b"No open department" in told(clients["responder"].get("/?q=zyzzyva"))

    def test_closed_departments_are_left_out(self, cast, duty):
        UnitFactory(name="Closed shop", closed=True)
        assert "No open department" in duty("?q=closed")

    @pytest.mark.parametrize(
        "query", ["?unit=NOWHERE", "?unit=%00", "?q=%00", "?unit=" + "x" * 500, "?q=" + "x" * 5000]
    )
    def test_what_does_not_exist_is_said(self, cast, duty, query):
        assert re.search("No open department|Type the name", duty(query))
