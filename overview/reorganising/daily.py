"""What is prepared is done on its day: each in a transaction of its own, by whoever comes first, once."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from common.history import recording
from common.history.tracked import StaleSave
from desk import chores
from overview.actions.reorganising import carry_out
from overview.models import Reorganisation

NAME, TASK = "reorganisations", "overview.tasks.reorganise"
NO_HEAD = "The person chosen cannot lead it from that day on, or it is closed. Look at its people."
CHANGED = "Something it touches was changed at the same moment. Try again."


def register() -> None:
    chores.regularly(NAME, TASK, every=timedelta(minutes=10))


def do_what_is_due(*, on: date, at: datetime) -> int:
    """How many were carried out. What does not fit any more is left undone as a whole, and says why."""
    waiting = Reorganisation.objects.due(on=on).order_by("effective_on", "pk").values_list("pk", flat=True)
    return sum(do(pk, on=on, at=at) for pk in list(waiting))


@transaction.atomic
def do(pk: int, *, on: date, at: datetime) -> bool:
    """Whether this call carried it out; nothing where another worker has it, or had it, or it was called off."""
    rows = Reorganisation.objects.due(on=on).select_for_update(of=("self",), skip_locked=True)
    event = rows.select_related("prepared_by").filter(pk=pk).first()
    if event is None:
        return False
    problem = _problem_of(event, on) or _attempt(event, at)
    if not problem:
        return True
    event = Reorganisation.objects.get(pk=pk)
    with recording(actor=_actor(event), reason="It did not fit on its day"):
        event.state, event.problem = Reorganisation.State.FAILED, problem[:2000]
        event.save()
    return False


def _attempt(event: Reorganisation, at: datetime) -> str:
    """Why it could not be done; nothing where it was."""
    try:
        with transaction.atomic(), recording(actor=_actor(event), reason=event.note):
            carry_out(event, by=event.prepared_by, at=at)
    except ValidationError as error:
        # What it says of people would outlast the day when their names have to be forgotten.
        leads = event.kind == Reorganisation.Kind.LEADERSHIP
        return NO_HEAD if leads else " ".join(error.messages)
    except (IntegrityError, StaleSave):
        return CHANGED
    return ""


def _problem_of(event: Reorganisation, on: date) -> str:
    """Who prepared it must still be one who may: nothing is done in the name of somebody who has left."""
    user = event.prepared_by
    ended = (
        user is None or not user.is_active or (user.access_ends_on is not None and user.access_ends_on < on)
    )
    if ended or not user.has_perm("overview.reorganise"):
        name = user.name if user else "Whoever prepared it"
        return f"{name} may no longer reorganise. Somebody who may has to look at it and prepare it again."
    return ""


def _actor(event: Reorganisation) -> str:
    return f"On its day, as prepared by {event.prepared_by}"[:200]
