"""SQL that is put together once answers like the queryset it was made from, whoever asks, from any thread."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from common.prepared import Prepared
from overview.record.branches import COLUMNS, branches_for, tracked_models
from tests.factories.units import UnitFactory
from units.models import Unit


def _named(kind: str, *, codes: list[str], people: int, since: date):
    rows = Unit.objects.filter(kind=kind, code__in=codes, headcount__gte=people, opened_on__gte=since)
    return rows.select_related("parent").order_by("code")


@pytest.mark.django_db
def test_it_gives_what_the_queryset_gives_for_other_values():
    UnitFactory(code="A", kind="team", headcount=5, opened_on="2001-01-01", parent=UnitFactory(code="P"))
    UnitFactory(code="B", kind="team", headcount=50, opened_on="2011-01-01")
    UnitFactory(code="C", kind="division", headcount=50, opened_on="2011-01-01")
    named = Prepared(
        lambda kind, *, people, since: _named(kind, codes=["A", "B", "C"], people=people, since=since)
    )
    for kind in ("team", "division", "team"):
        for people in (0, 6, 60):
            for since in (date(1999, 1, 1), date(2005, 1, 1)):
                expected = list(_named(kind, codes=["A", "B", "C"], people=people, since=since))
                found = named(kind, people=people, since=since)
                assert found == expected
                assert [unit.loaded_values for unit in found] == [unit.loaded_values for unit in expected]


@pytest.mark.django_db
def test_it_is_put_together_once_for_each_shape():
    made = []

    def build(kind, *, people):
        made.append(kind)
        return Unit.objects.filter(kind=kind, headcount=people)

    ask = Prepared(build)
    for kind in ("team", "team", "division", "team"):
        ask(kind, people=1)
    assert made == ["team", "division"]


@pytest.mark.django_db
def test_what_can_have_no_rows_has_none():
    assert Prepared(lambda *, people: Unit.objects.none().filter(headcount=people))(people=1) == []


@pytest.mark.django_db
def test_a_value_that_does_not_reach_the_sql_as_it_is_is_refused():
    with pytest.raises(ValueError, match="people: not a parameter"):
        Prepared(lambda *, people: Unit.objects.filter(headcount__gte=people + 1))(people=1)


@pytest.mark.django_db(transaction=True)
def test_threads_do_not_mix_up_their_values():
    for number in range(8):
        UnitFactory(code=f"T{number}", headcount=number)
    ask = Prepared(lambda *, people: Unit.objects.filter(headcount=people).order_by("code"))

    def codes(number):
        try:
            return [unit.code for _ in range(20) for unit in ask(people=number)]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(codes, range(8))) == [[f"T{number}"] * 20 for number in range(8)]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["ciso", "admin", "auditor", "head", "outsider"])
def test_what_a_person_may_read_of_the_record_follows_from_role_and_id_alone(cast, role):
    """The prepared SQL knows no more of a person. Where a right comes to hang on anything else, this fails."""
    user = cast.outsider if role == "outsider" else cast.by_role(role)
    branches = {branch.model: branch for branch in branches_for(user)}
    for model in tracked_models():
        if model in branches:
            fresh = model.visible_versions(model.history.model._base_manager.all(), user)
            expected = fresh.order_by().values(*COLUMNS).query.sql_with_params()
            assert (branches[model].sql, branches[model].params) == expected
