"""The pack that is built each day by itself, where the administrator set a password for it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from desk import chores
from overview.actions.offline import build_pack, is_due
from overview.models import OfflinePack

NAME, TASK = "offline_pack", "overview.tasks.build_offline_pack"


def register() -> None:
    chores.regularly(NAME, TASK, every=timedelta(hours=1))


def build_if_due(*, at: datetime) -> OfflinePack | None:
    """Nothing where no password is set, where today's is there, and where another worker builds it just now."""
    if not settings.OFFLINE_PACK_PASSWORD or not _alone() or not is_due(at=at):
        return None
    return build_pack(password=settings.OFFLINE_PACK_PASSWORD, at=at)


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended('srrm.offline.pack', 0))")
        return cursor.fetchone()[0]
