"""Departments beside one another for the team alone; a head sees the own past; another scale stands apart."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from common.history import recording
from reviews.choices import Assessor, MilLevel
from reviews.maturity import last_quarter
from reviews.models import MaturityAssessment
from tests.factories.reviews import MaturityAssessmentFactory, PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def practice(cast):
    return PracticeFactory(name="Access ends with the work")


@pytest.fixture
def said(cast, practice, today):
    """`said(unit, level)`: the team's judgement of today; `before` at the end of the last quarter."""

    def make(unit, level, *, before=None, assessor=Assessor.TEAM, **values):
        values = {"unit": unit, "practice": practice, "assessor": assessor, "target": None} | values
        values.setdefault("assessed_on", today)
        if before is not None:
            MaturityAssessmentFactory(**values | {"level": before, "assessed_on": last_quarter(today)})
        return MaturityAssessmentFactory(level=level, **values)

    return make


def on_another_scale(row: MaturityAssessment) -> MaturityAssessment:
    with recording(by=row.assessed_by, reason="Judged by another framework"):
        row.scale = "tiers"
        row.save()
    return row


def test_the_team_sees_departments_beside_one_another_in_words(cast, clients, said):
    said(cast.unit, MilLevel.DOCUMENTED, before=MilLevel.AD_HOC)
    said(cast.foreign, MilLevel.NOT_YET)
    said(cast.foreign, MilLevel.MANAGED, assessor=Assessor.DEPARTMENT)
    page = clients["ciso"].get(reverse("practices")).text
    for word in ("Marketing", "Treasury", "Documented", "↑ up from ad hoc", "Not yet", "they: managed"):
        assert word in page
    theirs = clients["ciso"].get(reverse("practices"), {"by": "department"}).text
    assert "the team: not yet" in theirs


def test_a_head_sees_the_own_departments_alone_each_against_its_own_past(cast, clients, said):
    said(cast.unit, MilLevel.DOCUMENTED, before=MilLevel.AD_HOC)
    said(cast.foreign, MilLevel.MANAGED)
    page = clients["head"].get(reverse("practices")).text
    assert "up from ad hoc" in page
    assert "Campaigns" in page
    assert "Treasury" not in page
    assert "<table" not in page
    assert clients["head"].get(reverse("practices_export_csv")).status_code == 403
    assert clients["outsider"].get(reverse("practices")).text.count("Marketing") == 0


def test_what_moved_since_last_quarter_is_up_down_or_newly_judged(cast, clients, said):
    said(cast.unit, MilLevel.DOCUMENTED, before=MilLevel.AD_HOC)
    said(cast.foreign, MilLevel.AD_HOC, before=MilLevel.MANAGED, evidence="The look in September was dropped")
    said(cast.team, MilLevel.NOT_YET)
    said(cast.parent, MilLevel.AD_HOC, before=MilLevel.AD_HOC)
    page = clients["ciso"].get(reverse("practices"), {"view": "moved"}).text
    assert "3 moved" in page
    order = [
        page.index(text) for text in ("Further than before", "Newly judged · 1", "Back from where they were")
    ]
    assert order == sorted(order)
    assert "back from managed" in page
    assert "The look in September was dropped" in page
    assert "Commercial</a>" not in page


def test_another_scale_stands_apart_and_is_never_converted(cast, clients, said, practice, today):
    said(cast.unit, MilLevel.AD_HOC)
    on_another_scale(said(cast.unit, 3, assessed_on=today - timedelta(days=1)))
    on_another_scale(said(cast.foreign, 2))
    page = clients["ciso"].get(reverse("unit_practices", args=[cast.unit.code])).text
    assert "Judged on another scale" in page
    assert "3 on tiers" in page
    assert "Managed</span>" not in page
    alone = clients["ciso"].get(reverse("unit_practices", args=[cast.foreign.code])).text
    assert "2 on tiers" in alone
    assert "Documented</span>" not in alone
    assert "Documented</span>" not in clients["ciso"].get(reverse("practices"), {"judged": "any"}).text
    assert "2 on tiers" in clients["ciso"].get(reverse("unit_practice", args=["FOREIGN", practice.pk])).text


def test_the_list_narrows_by_level_practice_and_what_is_on_the_way(cast, clients, said, practice, today):
    said(cast.unit, MilLevel.AD_HOC, target=2)
    said(cast.foreign, MilLevel.MANAGED)
    other = PracticeFactory(name="Another")

    def names(**query):
        page = clients["ciso"].get(reverse("practices"), query).text
        return [name for name in ("Marketing", "Treasury", "Commercial") if f">{name}</a>" in page]

    assert names() == ["Marketing", "Treasury"]
    assert names(level="1") == ["Marketing"]
    assert names(level="1", practice=str(other.pk)) == []
    assert names(behind="1") == ["Marketing"]
    assert names(judged="0") == ["Commercial"]
    assert names(judged="any", q="treas") == ["Treasury"]
    assert names(below="OWN") == ["Marketing"]
    page = clients["ciso"].get(reverse("practices"), {"sort": f"-practice-{practice.pk}"}).text
    assert page.index(">Treasury</a>") < page.index(">Marketing</a>")


def test_the_file_holds_a_line_for_each_side_and_scale_and_no_formula(cast, clients, said):
    said(cast.unit, MilLevel.AD_HOC, before=MilLevel.NOT_YET, evidence="=1+1", target=2)
    said(cast.unit, MilLevel.MANAGED, assessor=Assessor.DEPARTMENT)
    on_another_scale(said(cast.foreign, 2))
    answer = clients["auditor"].get(reverse("practices_export_csv"), {"judged": "any"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    told = [(row["department"], row["judged_by"], row["stands_at"], row["scale"]) for row in rows]
    assert told == [
        ("FOREIGN", "The security team", "2 on tiers", "tiers"),
        ("OWN", "The department itself", "Managed", "C2M2 MIL 0–3"),
        ("OWN", "The security team", "Ad hoc", "C2M2 MIL 0–3"),
    ]
    assert rows[2]["evidence"] != "=1+1"
    assert rows[2]["wants_to_reach"] == "Documented"


def test_the_department_page_tells_what_moved_and_the_projected_form_keeps_the_evidence(cast, clients, said):
    said(
        cast.unit, MilLevel.AD_HOC, before=MilLevel.MANAGED, target=2, evidence="Two people could still post"
    )
    page = clients["ciso"].get("/units/OWN/").text
    for text in ("back from managed", "wants documented", "Two people could still post"):
        assert text in page
    projected = clients["ciso"].get("/units/OWN/?share=1").text
    assert "back from managed" in projected
    assert "Two people could still post" not in projected
    assert ">Judge" not in projected
    assert (
        "you, " in clients["head"].get("/units/OWN/").text
        or "the team, " in clients["head"].get("/units/OWN/").text
    )


def test_a_department_nobody_judged_offers_the_next_step_and_projects_nothing(cast, clients):
    assert "Judge the first one" in clients["ciso"].get("/units/OWN/").text
    assert 'id="practices"' not in clients["ciso"].get("/units/OWN/?share=1").text


def test_without_a_catalogue_each_page_teaches_the_next_step(cast, clients):
    here = reverse("unit_practices", args=[cast.unit.code])
    assert "Open the catalogue" in clients["ciso"].get(here).text
    assert "Open the catalogue" in clients["ciso"].get(reverse("practices")).text
    assert "The security team writes" in clients["head"].get(here).text
    assert "The security team writes down" in clients["head"].get(reverse("practices")).text


def test_the_record_of_a_department_tells_its_own_judgements_alone(cast, clients, said):
    said(cast.unit, MilLevel.AD_HOC)
    said(cast.foreign, MilLevel.MANAGED)
    page = clients["ciso"].get("/units/OWN/history/").text
    assert "Marketing, Access ends with the work: ad hoc" in page
    assert "Treasury, Access" not in page
