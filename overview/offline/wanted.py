"""The pack that somebody asks for: a worker builds it, because at ten thousand departments it takes its time."""

from datetime import datetime

from django.db import transaction

from common.addresses import address
from desk import jobs, work
from desk.models import Job
from overview.actions.offline import build_pack
from overview.offline import secret

KIND = "offline_pack"
FORGOTTEN = "The password was no longer there when a worker came to it; it is kept for an hour only. Ask for it again."


def register() -> None:
    work.register(
        work.Kind(
            name=KIND,
            label="Pack of call sheets",
            permission="overview.keep_offline",
            step="Open the packs",
            run=build,
            page=lambda job: address("offline"),
        )
    )


def want(*, password: str, at: datetime, by) -> Job:
    return jobs.start(KIND, by=by, at=at, args={"secret": secret.keep(password)})


def build(job: Job, progress, at: datetime) -> dict:
    name = job.args.get("secret", "")
    if (password := secret.look_up(name)) is None:
        raise work.Refused(FORGOTTEN)
    pack = build_pack(password=password, at=at, by=job.by, progress=progress)
    transaction.on_commit(lambda: secret.forget(name), robust=True)
    return {"pack": pack.pk}
