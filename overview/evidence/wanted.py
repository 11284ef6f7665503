"""The file of evidence that somebody asks for: a worker writes it, because the record is long."""

from datetime import date, datetime
from secrets import token_hex

from common import asof
from common.addresses import address
from desk import jobs, work
from desk.evidence.exporting import Order, export
from desk.evidence.population import Population
from desk.models import Job
from overview.evidence import rights
from units.models import Unit

KIND = "evidence"
GONE = "The department is not there any more."
NO_RIGHT = "You may not take evidence any more."


def register() -> None:
    work.register(
        work.Kind(
            name=KIND,
            label="Evidence",
            permission="desk.take_evidence",
            step="Open the evidence",
            run=build,
            page=lambda job: address("evidence"),
        )
    )


def want(asked: dict, *, at: datetime, by) -> Job:
    """`asked`: what the form says, clean."""
    unit, size = asked["unit"], asked["size"]
    args = {
        "kinds": sorted(asked["kinds"]),
        "since": _said(asked["since"]),
        "until": _said(asked["until"]),
        "department": {"code": unit.code, "name": unit.name} if unit else None,
        "unit": unit.pk if unit else None,
        "size": size,
        "seed": (asked["seed"] or token_hex(4)) if size else "",
        "rights_on": _said(asked["rights_on"]),
    }
    return jobs.start(KIND, by=by, at=at, args=args)


def build(job: Job, progress, at: datetime) -> dict:
    if not job.by.has_perm("desk.take_evidence"):
        raise work.Refused(NO_RIGHT)
    args = job.args
    since, until, day = (_day(args[name]) for name in ("since", "until", "rights_on"))
    order = Order(
        population=Population(
            user=job.by,
            since=asof.start_of(since) if since else None,
            until=min(asof.end_of(until), at) if until else at,
            kinds=args["kinds"],
            subjects=_subjects(args["unit"], job.by),
        ),
        seed=args["seed"],
        size=args["size"],
        said={name: value for name, value in args.items() if name != "unit"},
        rights=rights.on(day, job.by) if day else (),
    )
    return {"export": export(order, by=job.by, at=at, progress=progress).pk}


def _subjects(unit: int | None, user) -> list[str] | None:
    """The department and everything below it today, as the record names what a change is about."""
    if unit is None:
        return None
    ids = list(Unit.objects.visible_to(user).below(unit).values_list("pk", flat=True))
    if not ids:
        raise work.Refused(GONE)
    return [f"unit:{pk}" for pk in ids]


def _said(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
