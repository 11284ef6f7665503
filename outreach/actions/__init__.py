"""What is done to the outbox: `queue` a mail, `cancel` what is not wanted any more, `retry` what failed."""

from outreach.actions.queueing import Unsendable, queue, queue_all
from outreach.actions.stopping import cancel, leave_unsaid, retry, stop

__all__ = ["Unsendable", "cancel", "leave_unsaid", "queue", "queue_all", "retry", "stop"]
