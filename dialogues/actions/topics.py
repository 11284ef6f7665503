"""What somebody wants to talk about next time: proposed, and withdrawn while no talk has taken it up."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from common.history import recording
from dialogues.models import Topic

PROPOSED, WITHDRAWN = "Something to talk about was proposed", "Withdrawn by whoever proposed it"


@transaction.atomic
def propose(*, unit, text: str, by, at: datetime, reason: str = PROPOSED) -> Topic:
    topic = Topic(unit=unit, text=text.strip(), proposed_by=by, proposed_at=at)
    with recording(by=by, reason=reason):
        topic.full_clean()
        topic.save()
    return topic


@transaction.atomic
def withdraw(topic: Topic, *, by, at: datetime, reason: str = WITHDRAWN) -> Topic:
    """Raises ValidationError where a talk took it up already. Withdrawing twice changes nothing."""
    found = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    if found.session_id:
        raise ValidationError("It is on the agenda of a talk already.")
    if found.withdrawn_at is None:
        found.withdrawn_at = at
        with recording(by=by, reason=reason):
            found.save()
    return found


@transaction.atomic
def bring_back(topic: Topic, *, by, reason: str = "Proposed again") -> Topic:
    found = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    found.withdrawn_at = None
    with recording(by=by, reason=reason):
        found.save()
    return found
