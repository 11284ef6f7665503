"""What is done to the outbox: `queue` a mail, `cancel` what is not wanted any more, `retry` what failed."""

from outreach.actions.queueing import Unsendable, queue
from outreach.actions.stopping import cancel, retry, stop

__all__ = ["Unsendable", "cancel", "queue", "retry", "stop"]
