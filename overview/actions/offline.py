"""Building the pack of call sheets, and which packs are kept. Its password is nowhere kept."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from overview.models import OfflinePack
from overview.offline import files
from overview.offline.archive import sealed
from overview.offline.content import content, silently

KEPT = 5
EVERY = timedelta(days=1)
CLOCK = "SRRM, each day"


def build_pack(*, password: str, at: datetime, by=None, progress: Callable = silently) -> OfflinePack:
    """A new pack, encrypted by that password; all but the last few go. `by` nobody: the clock built it."""
    found = content(on=timezone.localdate(at), progress=progress)
    number = len(found.leaves)
    made = files.Made(at, str(by) if by else CLOCK)
    held = {files.README: files.readme(found, made).encode()}
    progress(number, number, "Writing the page")
    held[files.PAGE] = files.page(found, made).encode()
    progress(number, number, "Setting the paper")
    held[files.PAPER] = files.paper(found, made)
    progress(number, number, "Encrypting")
    data = sealed(held, password=password)
    with transaction.atomic():
        pack = OfflinePack.objects.create(
            built_at=at, built_by=by, content=data, size=len(data), sha256=hashlib.sha256(data).hexdigest(),
            holds=found.holds,
        )  # fmt: skip
        kept = OfflinePack.objects.order_by("-built_at", "-pk").values("pk")[:KEPT]
        OfflinePack.objects.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
    return pack


def is_due(*, at: datetime) -> bool:
    """Whether the clock has built none for a day."""
    return not OfflinePack.objects.filter(built_by=None, built_at__gt=at - EVERY).exists()
