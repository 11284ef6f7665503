"""A past day asked of the department page."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2020-01-01", "yesterday"])
def test_a_past_day_leads_to_the_history_that_shows_it(clients, day):
    answer = clients["ciso"].get(f"/units/OWN/?as_of={day}")
    assert answer["Location"] == f"/units/OWN/history/?as_of={day}"
    assert clients["ciso"].get(answer["Location"]).status_code == 200
