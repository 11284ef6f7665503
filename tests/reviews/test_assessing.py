"""Judging a practice of a department: whose judgement, on which day, what it rests on, and what is refused."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.choices import Assessor, MilLevel
from reviews.models import MaturityAssessment
from tests.factories.dialogues import CommitmentFactory, InsightFactory
from tests.factories.reviews import AssessmentInsightFactory, MaturityAssessmentFactory, PracticeFactory
from tests.factories.units import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice(cast):
    return PracticeFactory(name="Access ends with the work", documented="A card for the last day.")


def judge(client, unit, practice, **sent):
    today = timezone.localdate().isoformat()
    values = {"assessor": "team", "level": "1", "evidence": "A list.", "assessed_on": today} | sent
    values = {name: value for name, value in values.items() if value is not None}
    return client.post(reverse("assessment_new", args=[unit.code, practice.pk]), values)


def test_the_team_judges_with_evidence_an_aim_and_what_it_rests_on(cast, clients, practice):
    heard = InsightFactory(unit=cast.unit, text="Agencies keep their logins")
    promise = CommitmentFactory(unit=cast.unit, text="A shorter form for agencies")
    page = clients["ciso"].get(reverse("assessment_new", args=[cast.unit.code, practice.pk])).text
    assert "A card for the last day." in page
    soon = timezone.localdate() + timedelta(days=60)
    answer = judge(
        clients["ciso"], cast.unit, practice,
        target="2", target_on=soon.isoformat(), insights=[heard.pk], promises=[promise.pk],
    )  # fmt: skip
    assert answer["Location"] == reverse("unit_practice", args=[cast.unit.code, practice.pk])
    row = MaturityAssessment.objects.get()
    assert (row.level, row.target, row.target_on, row.assessor) == (1, 2, soon, Assessor.TEAM)
    assert row.assessed_by == cast.ciso
    page = clients["ciso"].get(answer["Location"]).text
    for said in (
        "Ad hoc",
        "wants documented by",
        "Agencies keep their logins",
        "A shorter form",
        "Cast ciso",
    ):
        assert said in page


def test_a_head_writes_the_own_view_and_both_stand_side_by_side(cast, clients, practice):
    MaturityAssessmentFactory(unit=cast.unit, practice=practice, level=MilLevel.AD_HOC)
    judge(clients["head"], cast.unit, practice, assessor="team", level="3")
    own = MaturityAssessment.objects.get(level=3)
    assert own.assessor == Assessor.DEPARTMENT
    for reader in ("ciso", "head"):
        page = clients[reader].get(reverse("unit_practices", args=[cast.unit.code])).text
        assert "Ad hoc" in page
        assert "Managed" in page
        assert "1.5" not in page


def test_a_judgement_of_a_past_day_is_taken(cast, clients, practice):
    day = timezone.localdate() - timedelta(days=400)
    assert judge(clients["ciso"], cast.unit, practice, assessed_on=day.isoformat()).status_code == 302
    assert MaturityAssessment.objects.get().assessed_on == day


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"level": "4"}, "Select a valid choice"),
        ({"level": "-1"}, "Select a valid choice"),
        ({"level": None}, "cannot be empty"),
        ({"assessor": "auditor"}, "Select a valid choice"),
        ({"assessed_on": "tomorrow"}, "lies ahead"),
        ({"assessed_on": "1826-01-01"}, "before 1900"),
        ({"assessed_on": "31 February"}, "not a date"),
        ({"level": "2", "target": "1"}, "lies below where it stands"),
        ({"target_on": "2199-01-01"}, "Say what it wants to reach"),
        ({"target": "2", "target_on": "2020-01-01"}, "before the day it was judged"),
        ({"target": "4"}, "Select a valid choice"),
        ({"evidence": "x" * 2001}, "Keep this to 2000"),
        ({"insights": ["987654"]}, "Select a valid choice"),
    ],
)
def test_a_judgement_that_cannot_be_is_refused_and_nothing_is_lost(cast, clients, practice, wrong, said):
    InsightFactory(unit=cast.unit)
    if wrong.get("assessed_on") == "tomorrow":
        wrong = {"assessed_on": (timezone.localdate() + timedelta(days=1)).isoformat()}
    answer = judge(clients["ciso"], cast.unit, practice, reason="Kept while I correct", **wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Kept while I correct" in answer.text
    assert not MaturityAssessment.objects.exists()


def test_twice_on_a_day_is_refused_and_the_other_side_is_not(cast, clients, practice):
    judge(clients["ciso"], cast.unit, practice)
    answer = judge(clients["ciso"], cast.unit, practice, level="2")
    assert answer.status_code == 422
    assert "judged on that day already" in answer.text
    assert judge(clients["head"], cast.unit, practice, level="2").status_code == 302
    assert MaturityAssessment.objects.count() == 2


def test_nobody_judges_what_is_not_theirs(cast, clients, practice):
    assert judge(clients["head"], cast.foreign, practice).status_code == 404
    assert clients["head"].get(reverse("unit_practices", args=["FOREIGN"])).status_code == 404
    assert judge(clients["auditor"], cast.unit, practice).status_code == 403
    theirs = MaturityAssessmentFactory(unit=cast.unit, practice=practice)
    change = reverse("assessment_edit", args=[cast.unit.code, theirs.pk])
    assert clients["head"].get(change).status_code == 404
    assert clients["head"].post(change, {"level": "3"}).status_code == 404
    elsewhere = MaturityAssessmentFactory(practice=practice, unit=cast.foreign)
    assert (
        clients["ciso"].get(reverse("assessment_edit", args=[cast.unit.code, elsewhere.pk])).status_code
        == 404
    )


def test_what_another_department_said_is_no_evidence_here(cast, clients, practice):
    InsightFactory(unit=cast.unit)
    foreign = InsightFactory(unit=cast.foreign, text="Said elsewhere")
    page = clients["ciso"].get(reverse("assessment_new", args=[cast.unit.code, practice.pk])).text
    assert "Said elsewhere" not in page
    assert judge(clients["ciso"], cast.unit, practice, insights=[foreign.pk]).status_code == 422


def test_a_retired_practice_and_a_closed_department_are_not_judged_any_more(cast, clients, practice):
    old = PracticeFactory(retired=True, name="Clean desks")
    answer = judge(clients["ciso"], cast.unit, old)
    assert answer["Location"] == reverse("unit_practices", args=[cast.unit.code])
    assert "is no longer asked" in clients["ciso"].get(answer["Location"]).text
    closed = UnitFactory(closed=True)
    assert "is closed" in clients["ciso"].get(judge(clients["ciso"], closed, practice)["Location"]).text
    assert not MaturityAssessment.objects.exists()


def test_what_was_judged_of_a_retired_practice_stays_to_be_read(cast, clients):
    old = PracticeFactory(retired=True, name="Clean desks")
    MaturityAssessmentFactory(
        unit=cast.unit, practice=old, assessed_on=timezone.localdate() - timedelta(days=90)
    )
    PracticeFactory()
    assert "Clean desks" in clients["head"].get(reverse("unit_practices", args=[cast.unit.code])).text
    assert clients["head"].get(reverse("unit_practice", args=[cast.unit.code, old.pk])).status_code == 200


def test_a_judgement_is_corrected_and_two_at_once_see_both_versions(cast, clients, practice):
    row = MaturityAssessmentFactory(unit=cast.unit, practice=practice, evidence="First", target=None)
    change = reverse("assessment_edit", args=[cast.unit.code, row.pk])
    sent = {
        "assessor": "team", "level": "2", "evidence": "Theirs", "assessed_on": row.assessed_on.isoformat(),
        "revision": row.revision,
    }  # fmt: skip
    assert clients["admin"].post(change, sent).status_code == 302
    answer = clients["ciso"].post(change, sent | {"evidence": "Mine"})
    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Mine" in answer.text


def test_correcting_leaves_alone_what_one_may_not_read(cast, clients, practice):
    row = MaturityAssessmentFactory(unit=cast.unit, practice=practice, assessor=Assessor.DEPARTMENT)
    hidden = InsightFactory(unit=cast.unit, team_only=True, text="Only among us")
    AssessmentInsightFactory(assessment=row, insight=hidden)
    here = reverse("unit_practice", args=[cast.unit.code, practice.pk])
    assert "Only among us" in clients["ciso"].get(here).text
    assert "Only among us" not in clients["head"].get(here).text
    change = reverse("assessment_edit", args=[cast.unit.code, row.pk])
    sent = {
        "level": "2",
        "evidence": "x",
        "assessed_on": row.assessed_on.isoformat(),
        "revision": row.revision,
    }
    assert clients["head"].post(change, sent).status_code == 302
    assert row.insight_links.count() == 1


def test_a_judgement_that_never_was_one_is_taken_off_and_the_record_keeps_it(cast, clients, practice):
    row = MaturityAssessmentFactory(unit=cast.unit, practice=practice)
    AssessmentInsightFactory(assessment=row, insight=InsightFactory(unit=cast.unit))
    remove = reverse("assessment_remove", args=[cast.unit.code, row.pk])
    assert clients["head"].post(remove).status_code == 404
    assert clients["ciso"].post(remove).status_code == 302
    assert not MaturityAssessment.objects.exists()
    assert MaturityAssessment.history.filter(id=row.pk, history_type="-").exists()


def test_saving_leads_on_to_the_next_practice(cast, clients, practice):
    following = PracticeFactory(position=200)
    answer = judge(clients["ciso"], cast.unit, practice, next="1")
    assert answer["Location"] == reverse("assessment_new", args=[cast.unit.code, following.pk])


def test_script_in_evidence_stays_text(cast, clients, practice):
    nasty = "<script>alert(1)</script>"
    judge(clients["ciso"], cast.unit, practice, evidence=nasty)
    for name, args in (("unit_practice", [cast.unit.code, practice.pk]), ("department", [cast.unit.code])):
        assert nasty not in clients["ciso"].get(reverse(name, args=args)).text
    assert nasty not in clients["ciso"].get(reverse("practices"), {"view": "moved"}).text
