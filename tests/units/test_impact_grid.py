"""The impact grid: 36 answers, one save, nothing lost when two fill it in at once."""

import pytest

from tests.factories.units import ImpactFactory, ProcessFactory
from units.models import Impact

pytestmark = pytest.mark.django_db


@pytest.fixture
def process(cast):
    return ProcessFactory(unit=cast.unit, name="Ship")


@pytest.fixture
def page(process):
    return f"/processes/{process.pk}/impact/"


def opened(client, page) -> dict:
    return {"revision": client.get(page).context["form"]["revision"].value()}


def test_has_a_choice_for_each_kind_of_harm_and_time(clients, page):
    html = clients["head"].get(page).content.decode()
    assert html.count("data-cell") == 36
    assert 'aria-label="Harm to people, after 1 month"' in html


def test_everything_is_one_save_and_the_unit_is_settled(cast, clients, process, page):
    client = clients["head"]
    sent = opened(client, page) | {"financial-4": "1", "financial-72": "4", "harm-24": "2"}
    assert client.post(page, sent)["Location"] == f"/processes/{process.pk}/"
    assert Impact.objects.count() == 3
    cast.unit.refresh_from_db()
    assert (cast.unit.worst_impact, cast.unit.worst_after) == (4, 72)
    assert len({row.history.get().history_group for row in Impact.objects.all()}) == 1


def test_answers_change_and_go_and_what_stays_leaves_no_version(clients, process, page):
    kept = ImpactFactory(process=process, category="financial", bucket=4, severity=1)
    ImpactFactory(process=process, category="financial", bucket=24, severity=2)
    ImpactFactory(process=process, category="harm", bucket=24, severity=2)
    client = clients["head"]
    client.post(page, opened(client, page) | {"financial-4": "1", "financial-24": "3"})
    assert set(Impact.objects.values_list("category", "bucket", "severity")) == {
        ("financial", 4, 1), ("financial", 24, 3),
    }  # fmt: skip
    assert kept.history.count() == 1


def test_harm_that_falls_with_time_is_saved_and_asked_about(clients, page):
    client = clients["head"]
    answer = client.post(page, opened(client, page) | {"financial-4": "3", "financial-24": "1"}, follow=True)
    assert "Financial: the harm becomes less with time" in answer.content.decode()
    assert Impact.objects.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"financial-4": "5"}, {"financial-4": "-1"}, {"financial-4": "\0"}, {"harm-4": "x"}]
)
def test_bad_input_is_refused(clients, page, wrong):
    client = clients["head"]
    assert client.post(page, opened(client, page) | wrong).status_code == 422
    assert not Impact.objects.exists()


def test_two_at_once_see_where_they_differ_and_lose_nothing(clients, page):
    before = opened(clients["head"], page)
    clients["ciso"].post(page, before | {"financial-4": "2"})
    answer = clients["head"].post(page, before | {"financial-4": "3", "harm-4": "1"})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Financial, after 4 hours: now 2 felt, yours 3 serious" in html
    assert Impact.objects.get().severity == 2
    again = {"revision": answer.context["form"]["revision"].value(), "financial-4": "3", "harm-4": "1"}
    assert clients["head"].post(page, again).status_code == 302
    assert Impact.objects.count() == 2
