"""The outbox: one row is one mail to one address."""

import uuid

from django.conf import settings
from django.db import models


class State(models.TextChoices):
    QUEUED = "queued", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Not needed any more"
    SKIPPED = "skipped", "Skipped, too late"
    # A summary with nothing in it: no mail, only a note that the occasion was looked at and is not looked at again.
    NOTHING = "nothing", "Nothing to say"


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The whole outbox for whoever keeps it, one's own mail for everybody else."""
        if user.has_perm("outreach.view_outbox"):
            return self.all()
        return self.filter(user=user) if user.pk else self.none()

    def waiting(self):
        return self.filter(state__in=(State.QUEUED, State.SENDING))

    def claimable(self, at):
        """What a worker may take at that moment: due, or left behind by a worker whose lease ran out."""
        due = models.Q(state=State.QUEUED, due_at__lte=at)
        left = models.Q(state=State.SENDING, lease_until__lt=at)
        return self.filter(due | left)


class Message(models.Model):
    """Everything that is sent is frozen when the row is written, Message-ID and Date included: a copy sent after a
    crash is the same mail, byte for byte, and mail stores drop it.

    `key` names the occasion, so that queueing it again queues nothing: kind, object, local day of the occurrence,
    offset, recipient. `about` is a subject of the record (`session:12`); `kind` one registered in `outreach.kinds`,
    which says whether the mail is still wanted just before it goes.
    """

    untracked_because = (
        "It is a copy of what was said elsewhere on its way out; bodies are not kept for ever."
    )

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=100, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="messages"
    )
    contact = models.ForeignKey(
        "contacts.Contact", models.PROTECT, null=True, blank=True, related_name="messages"
    )
    # Empty where none is known: then the mail has failed before anybody tried.
    address = models.EmailField(max_length=254, blank=True)
    name = models.CharField(max_length=150, blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    # An iTIP object (RFC 5546) that goes along as text/calendar, with the method it names.
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    dated_at = models.DateTimeField()

    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # After this moment the mail would be beside the point.
    useless_after = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    token = models.UUIDField(null=True, blank=True, default=None)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Why it failed, was cancelled or skipped, or what the last attempt met with.
    outcome = models.CharField(max_length=500, blank=True)
    # Who kept it back or asked for it to be sent again, by hand.
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(state__in=("queued", "sending")),
                name="message_due",
            ),
            models.Index(fields=["-queued_at", "-id"], name="message_latest"),
            models.Index(fields=["about"], name="message_about"),
            models.Index(fields=["user", "-queued_at"], name="message_of_user"),
        ]

    def __str__(self):
        return f"{self.subject} → {self.address}"

    def new_token(self) -> uuid.UUID:
        self.token = uuid.uuid4()
        return self.token
