"""The turns of the story: reorganisations, incidents as they happen, levels set by hand, holidays."""

from functools import partial

from overview.demo.incidents import INCIDENTS, Happening
from overview.demo.stage import Event, Moment
from overview.models import Reorganisation, ReorganisationUnit
from units import suggest
from units.actions import change_unit, close_unit, create_unit, set_stewards
from units.actions.incidents import save_incident
from units.actions.risk import override_risk, use_suggestion
from units.choices import Kind, RiskLevel, Status
from units.models import Incident

TAKEN_OVER = 540  # incidents from before were taken over from the register on that day
LEFT_OPEN = 10  # what happened since has not reached the units' incident history yet
Kinds = Reorganisation.Kind


def events() -> list[Event]:
    return [*incidents(), *reorganisations(), *by_hand()]


def incidents():
    for item in INCIDENTS:
        known = item.days > TAKEN_OVER
        reason = "Taken over from the incident register" if known else "Reported by the duty desk"
        if item.readers:
            reason = "Kept to the people who work on it"
        days = TAKEN_OVER if known else item.days - 1
        yield Event(days, 8 if known else 17, item.by, reason, partial(report, item=item))
        if not known and not item.readers and item.days > LEFT_OPEN:
            yield Event(item.days - 4, 15, item.by, f"After “{item.title}”", partial(learn, item=item))


def report(now: Moment, item: Happening) -> None:
    incident = Incident(
        title=item.title,
        occurred_on=now.stage.day(item.days),
        severity=item.severity,
        summary=item.summary,
        reference=item.reference,
        restricted=bool(item.readers),
    )
    save_incident(
        incident,
        units=[now.stage.units[code] for code in item.units],
        readers=[now.stage.people[key] for key in item.readers],
        **now.record,
    )


def learn(now: Moment, item: Happening) -> None:
    """The incident reaches the history of the units it touched, where it makes them worse than recorded."""
    for code in item.units:
        unit = now.stage.units[code]
        seen = Incident.objects.filter(incident_units__unit=unit, restricted=False, occurred_on__lte=now.day)
        known = seen.values_list("occurred_on", "severity")
        level = suggest.incident_history(known, on=now.day).level
        if level > (unit.incident_history or 0) and unit.status == Status.ACTIVE:
            use_suggestion(unit, field="incident_history", level=level, **now.record)


def reorganisations():
    return [
        Event(421, 10, "tomas.reyes", "The shop reports to Commercial directly", shop_moves),
        Event(399, 11, "tomas.reyes", "Its people are part of Sales operations now", export_office_merges),
        Event(315, 9, "ingrid.solheim", "Bought; the papers were signed on Friday", nordic_arrives),
        Event(
            301, 14, "hanna.okafor", "New name on the chart; the warehouse is only a part of it", data_renamed
        ),
        Event(
            261, 10, "hanna.okafor", "Italian-speaking colleagues joined the service desk", help_desk_replaced
        ),
        Event(211, 9, "marek.dvorak", "Martin Geller left; Oliver Brandt leads Sales", sales_changes_hands),
        Event(191, 13, "hanna.okafor", "Web platforms became a team of their own", applications_split),
        Event(151, 10, "tomas.reyes", "New name since the autumn campaign", care_renamed),
        Event(61, 16, "ingrid.solheim", "Decided by the board; opens with the spring season", poland_planned),
    ]


def _happened(now: Moment, kind: str, before: list, after: list, note: str) -> None:
    """`before` and `after` name units by code; anything else is a body outside the inventory."""
    event = Reorganisation(kind=kind, effective_on=now.day, note=note)
    event.save()
    for side, names in (("before", before), ("after", after)):
        for name in names:
            unit = now.stage.units.get(name)
            row = ReorganisationUnit(reorganisation=event, side=side, unit=unit, outside="" if unit else name)
            row.save()


def shop_moves(now):
    change_unit(now.stage.units["ECM"], values={"parent": now.stage.units["COM"]}, **now.record)
    _happened(now, Kinds.MOVE, ["ECM"], ["ECM"], "From Marketing to the division.")


def export_office_merges(now):
    close_unit(now.stage.units["SAL-EXP"], closed_on=now.day, **now.record)
    _happened(now, Kinds.MERGER, ["SAL-EXP", "SAL-OPS"], ["SAL-OPS"], "Customs papers come from the ERP now.")


def nordic_arrives(now):
    values = {
        "code": "SUB-NO",
        "name": "Verrano Nordic",
        "kind": Kind.SUBSIDIARY,
        "parent": now.stage.units["SUB"],
        "opened_on": now.day,
        "headcount": 128,
        "annual_revenue": 61_000_000,
        "owner": now.stage.people["ingrid.solheim"],
        "strategic_importance": 3,
        "exposure": 4,
        "incident_history": 1,
        "compliance_burden": 3,
        "work_mode": "hybrid",
        "purpose": "Fjordhem’s dealers in four countries, with Verrano’s appliances on their floors by summer.",
    }
    now.stage.units["SUB-NO"] = create_unit(values=values, **now.record)
    set_stewards(now.stage.units["SUB-NO"], users=[now.stage.people["eirik.halvorsen"]], **now.record)
    _happened(
        now, Kinds.ACQUISITION, ["Fjordhem Hvitevarer AS"], ["SUB-NO"], "Keeps its own mail until autumn."
    )


def data_renamed(now):
    values = {"code": "IT-DAT", "name": "Data and analytics"}
    change_unit(now.stage.units["IT-DWH"], values=values, **now.record)
    _happened(now, Kinds.RENAME, ["IT-DWH"], ["IT-DWH"], "Was Data warehouse.")


def help_desk_replaced(now):
    close_unit(now.stage.units["IT-HDS"], closed_on=now.day, **now.record)
    _happened(now, Kinds.REPLACEMENT, ["IT-HDS"], ["IT-SRV"], "One number for everybody.")


def sales_changes_hands(now):
    set_stewards(now.stage.units["SAL"], users=[now.stage.people["oliver.brandt"]], **now.record)
    leaver = now.stage.people["martin.geller"]
    leaver.is_active = False
    leaver.save()
    _happened(now, Kinds.LEADERSHIP, ["SAL"], ["SAL"], "Oliver Brandt follows Martin Geller.")


def applications_split(now):
    values = {
        "code": "IT-WEB",
        "name": "Web platforms",
        "kind": Kind.TEAM,
        "parent": now.stage.units["IT"],
        "opened_on": now.day,
        "headcount": 22,
        "owner": now.stage.people["hanna.okafor"],
        "strategic_importance": 4,
        "exposure": 4,
        "purpose": "The shop’s engine, the sites of eleven countries and the portal for retail partners.",
    }
    now.stage.units["IT-WEB"] = create_unit(values=values, **now.record)
    _happened(now, Kinds.SPLIT, ["IT-APP"], ["IT-APP", "IT-WEB"], "")


def care_renamed(now):
    change_unit(now.stage.units["CSV"], values={"name": "Customer service"}, **now.record)
    _happened(now, Kinds.RENAME, ["CSV"], ["CSV"], "Was Customer care.")


def poland_planned(now):
    values = {
        "code": "SUB-PL",
        "name": "Verrano Poland",
        "kind": Kind.SUBSIDIARY,
        "parent": now.stage.units["SUB"],
        "status": Status.PLANNED,
        "opened_on": now.stage.day(-75),
        "owner": now.stage.people["ingrid.solheim"],
        "purpose": "A sales company in Poznań, thirty people, open for the spring season.",
    }
    now.stage.units["SUB-PL"] = create_unit(values=values, **now.record)


def by_hand():
    return [
        Event(75, 11, "ingrid.solheim", "The new personnel system goes live", hr_watched),
        Event(
            20,
            12,
            "ingrid.solheim",
            "New release: watched until the first month-end is closed",
            ledger_watched,
        ),
        Event(12, 16, "ingrid.solheim", "Hanna is away for four weeks", hanna_away),
    ]


def hr_watched(now):
    day = now.stage.day(15)
    override_risk(now.stage.units["COR-HR"], level=RiskLevel.HIGH, why=now.reason, until=day, **now.record)


def ledger_watched(now):
    day = now.stage.day(-9)
    override_risk(now.stage.units["IT-ERP"], level=RiskLevel.HIGH, why=now.reason, until=day, **now.record)


def hanna_away(now):
    cover = {
        "owner_cover": now.stage.people["tomas.reyes"],
        "cover_from": now.day,
        "cover_until": now.stage.day(-16),
    }
    for code in ("IT-OT", "PLT-N", "PLT-S", "IT-INF", "RND-CON"):
        change_unit(now.stage.units[code], values=cover, **now.record)
