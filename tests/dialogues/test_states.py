"""Which step of a talk is open when."""

from datetime import UTC, datetime, timedelta

import pytest

from dialogues import states
from dialogues.choices import SessionState
from dialogues.states import Step

CLOSED_AT = datetime(2026, 11, 16, 11, 15, tzinfo=UTC)


def test_the_table_speaks_of_the_states_that_talks_have():
    named = {state for state, _ in states.TRANSITIONS} | set(states.TRANSITIONS.values())
    assert named <= set(SessionState.values)
    assert set(states.WHY_NOT) == set(SessionState.values)


@pytest.mark.parametrize("state", SessionState.values)
@pytest.mark.parametrize("step", list(Step))
def test_every_step_is_open_or_says_why_it_is_not(state, step):
    said = states.refusal(step, state, at=CLOSED_AT)
    assert bool(said) is ((state, step) not in states.TRANSITIONS)
    assert said == "" or said.endswith(".")


def test_there_are_five_days_to_correct_a_talk():
    last = CLOSED_AT + timedelta(days=5)
    assert states.may(Step.CORRECT, "closed", at=last - timedelta(seconds=1), closed_at=CLOSED_AT)
    assert states.refusal(Step.CORRECT, "closed", at=last, closed_at=CLOSED_AT) == states.TOO_LATE


def test_opening_again_wins_no_time_but_a_talk_can_always_be_closed():
    late = CLOSED_AT + timedelta(days=6)
    assert states.refusal(Step.WRITE, "held", at=late, closed_at=CLOSED_AT) == states.TOO_LATE
    assert states.may(Step.CLOSE, "held", at=late, closed_at=CLOSED_AT)
    assert states.may(Step.WRITE, "held", at=late)


def test_a_talk_that_was_cancelled_stays_cancelled():
    assert not any(states.may(step, "cancelled", at=CLOSED_AT) for step in Step)
