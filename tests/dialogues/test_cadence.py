"""How often a talk is suggested, and why."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dialogues.cadence import STEPS, Milestone, suggest

TODAY = date(2027, 1, 4)
scale = st.one_of(st.none(), st.integers(1, 5))


def test_a_department_at_very_high_risk_is_talked_to_every_month():
    said = suggest(risk=5, importance=None)
    assert (said.words, said.reasons) == ("every month", ("its risk is very high",))


def test_importance_and_open_promises_bring_the_next_talk_nearer():
    said = suggest(risk=3, importance=5, open_promises=4)
    assert said.every_days == 45
    assert said.reasons == (
        "its risk is moderate",
        "it matters a lot to the organisation (5 of 5)",
        "4 promises are open",
    )


def test_a_milestone_ahead_counts_only_where_it_comes_before_the_next_talk():
    near, far = Milestone("Backup tested", date(2027, 2, 1)), Milestone("Audit", date(2027, 12, 1))
    assert suggest(risk=3, importance=3, milestones=[far], today=TODAY).every_days == 91
    said = suggest(risk=3, importance=3, milestones=[far, near], today=TODAY)
    assert (said.every_days, said.reasons[-1]) == (60, "“Backup tested” is due on 1 February")


def test_where_the_risk_is_not_known_a_talk_a_quarter_is_suggested():
    assert suggest(risk=None, importance=None).words == "every quarter"


def test_the_last_talk_says_when_the_next_is_due():
    assert suggest(risk=3, importance=3, days_since=100).due_in == -9
    assert suggest(risk=3, importance=3).due_in is None


@given(risk=scale, importance=scale, promises=st.integers(0, 50))
def test_more_risk_importance_or_promises_never_make_it_rarer(risk, importance, promises):
    said = suggest(risk=risk, importance=importance, open_promises=promises)
    assert said.every_days in STEPS
    assert said.reasons
    if risk and risk < 5:
        assert (
            suggest(risk=risk + 1, importance=importance, open_promises=promises).every_days
            <= said.every_days
        )
    if importance and importance < 5:
        more = suggest(risk=risk, importance=importance + 1, open_promises=promises)
        assert more.every_days <= said.every_days
    assert suggest(risk=risk, importance=importance, open_promises=promises + 1).every_days <= said.every_days
