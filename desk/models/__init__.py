"""What jobs and people keep for themselves. Nothing here is business content."""

from desk.models.heartbeat import Heartbeat

__all__ = ["Heartbeat"]
